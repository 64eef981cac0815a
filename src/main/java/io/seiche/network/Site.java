package io.seiche.network;

import io.seiche.cell.Initial;
import io.seiche.math.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of one layer while a network is built.
 *
 * @param shared by all layers of the network
 * @param index the layer's place in the text, from 0
 * @param prefix of the names of its parameters: {@code layer3}, {@code layer3.forward}
 * @param inputs features it reads
 * @param steps that reach the layer from a window of full length
 * @param last true if only the end of its output is read, so that it outputs one step
 * @param inputGradient true if a layer before it needs dX
 */
record Site(Shared shared, int index, String prefix, int inputs, int steps, boolean last, boolean inputGradient) {
    /** Sets the initial values of one layer's parameters. */
    @FunctionalInterface
    interface Starter {
        void start(float[] parameters, long seed);
    }

    /**
     * The things all layers of a network add to or use.
     *
     * @param layout added to by each layer's constructor
     * @param starters added to by layers whose parameters start as anything but zero
     * @param initial options of the initial parameters
     * @param kernels for matrix products
     * @param part the part of a batch that the network computes
     */
    record Shared(Layout layout, List<Starter> starters, Initial initial, Kernels kernels, BatchPart part) {
        /** Returns the start of a network without layers. */
        static Shared of(Initial initial, Kernels kernels, BatchPart part) {
            return new Shared(new Layout(), new ArrayList<>(), initial, kernels, part);
        }

        /** Returns the initial values of all parameters. */
        float[] start(long seed) {
            float[] parameters = new float[layout.size()];
            for (Starter starter : starters) {
                starter.start(parameters, seed);
            }
            return parameters;
        }
    }

    Layout layout() {
        return shared.layout();
    }

    List<Starter> starters() {
        return shared.starters();
    }

    Initial initial() {
        return shared.initial();
    }

    Kernels kernels() {
        return shared.kernels();
    }

    BatchPart part() {
        return shared.part();
    }

    /** Returns the same place under a longer name. */
    Site named(String suffix) {
        return new Site(shared, index, prefix + "." + suffix, inputs, steps, last, inputGradient);
    }
}
