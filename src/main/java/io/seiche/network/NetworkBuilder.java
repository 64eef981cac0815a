package io.seiche.network;

import io.seiche.math.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The layers of a network at their {@link Site}s, from the input to the output: built, or written in a notation.
 *
 * @param spec of the network
 * @param inputs features of each step
 * @param steps length of the windows
 */
record NetworkBuilder(NetworkSpec spec, int inputs, int steps) {
    NetworkBuilder {
        if (inputs < 1) {
            throw new IllegalArgumentException("a network must read at least 1 input, was " + inputs);
        }
    }

    /**
     * Builds the network.
     *
     * @param inputGradient true if {@code backward} returns the gradient of the network's own input
     * @param threads largest number of threads
     */
    Network network(boolean inputGradient, Kernels kernels, int threads) {
        int parts = kernels.isDivisible() ? threads : 1;
        if (spec.whole().isPresent()) {
            return spec.whole().get().network(part -> Site.Shared.of(spec.initial(), kernels, part), parts);
        }
        double work = parts == 1 ? 0 : new NetworkSize(spec, inputs, steps).work();
        return ParallelNetwork.of(
                parts, work, part -> stack(inputGradient, Site.Shared.of(spec.initial(), kernels, part)));
    }

    private Stack stack(boolean inputGradient, Site.Shared shared) {
        List<Layer> built = new ArrayList<>();
        if (lastStepFirst()) {
            built.add(new LastStep(inputs));
        }
        int last = spec.specs().size() - 1;
        visit(shared, inputGradient, (layer, site) -> {
            Layer next = layer.build(site);
            // the last layer starts at 0; below a layer of zeros, another one would never have a gradient
            built.add(next instanceof Dense dense && site.index() < last ? dense.startedByGlorot(site) : next);
        });
        return new Stack(shared, built);
    }

    /** Visits each layer with its site, in order. */
    void visit(Site.Shared shared, boolean inputGradient, BiConsumer<LayerSpec, Site> visitor) {
        int last = spec.lastReader();
        int features = inputs;
        int length = lastStepFirst() ? 1 : steps;
        for (int place = 0; place < spec.specs().size(); place++) {
            LayerSpec layer = spec.specs().get(place);
            boolean gradient = inputGradient || shared.layout().size() > 0;
            visitor.accept(layer, new Site(shared, place, "layer" + place, features, length, place == last, gradient));
            features = layer.outputs(features);
            length = place == last ? 1 : layer.steps(length);
        }
    }

    /** Returns true if no layer reads more of the window than its last step. */
    private boolean lastStepFirst() {
        return spec.lastReader() < 0;
    }

    /** See {@link NetworkSpec#write}. */
    <T> T write(Notation<T> notation, T input) {
        List<T> x = new ArrayList<>(List.of(lastStepFirst() ? notation.lastStep(input) : input));
        visit(
                Site.Shared.of(spec.initial(), Kernels.get(), BatchPart.whole()),
                false,
                (layer, site) -> x.set(0, layer.write(site, notation, x.get(0))));
        return x.get(0);
    }
}
