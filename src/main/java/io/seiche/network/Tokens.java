package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;

/**
 * The inputs of a decoder: token(t) = position(t) + B x(t), kernel {@code [inputs, units]}, positions {@code [steps,
 * units]}. Where a step has no inputs, a token is its position.
 */
final class Tokens implements Layer {
    /** Standard deviation of the initial positions. */
    private static final double SPREAD = 0.02;

    private final int inputs;
    private final int units;
    private final int position;
    private final WeightMatrix kernel;
    private final StepGradient gradients;
    private final boolean inputGradient;
    private Sequence read;
    private float[] y = {};
    private float[] dx = {};

    Tokens(Site site, int steps, int units) {
        this.inputs = site.inputs();
        this.units = units;
        this.inputGradient = site.inputGradient();
        position = site.layout().add(site.prefix() + ".position", Layout.Role.EMBEDDING, steps, units);
        kernel = new WeightMatrix(site.kernels(), site.layout().size(), inputs, units);
        gradients = new StepGradient(kernel, site.part());
        if (inputs > 0) {
            site.layout().add(site.prefix() + ".kernel", Layout.Role.KERNEL, inputs, units);
        }
        site.starters().add((parameters, seed) -> {
            SplitMix random = new SplitMix(SplitMix.mix(seed, position));
            for (int j = position; j < kernel.offset(); j++) {
                parameters[j] = (float) (SPREAD * random.gaussian());
            }
            Starts.glorot(parameters, kernel.offset(), inputs * units, inputs, units, random);
        });
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence x) {
        read = x;
        int batch = x.batch();
        int n = units * batch;
        y = Buffers.atLeast(y, x.steps() * n);
        for (int t = 0; t < x.steps(); t++) {
            for (int u = 0; u < units; u++) {
                int row = t * n + u * batch;
                Arrays.fill(y, row, row + batch, parameters[position + t * units + u]);
            }
            if (inputs > 0) {
                kernel.forward(parameters, x.values(), x.at(t), batch, true, y, t * n);
            }
        }
        return new Sequence(y, 0, x.steps(), units, batch);
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        int batch = read.batch();
        dx = Buffers.atLeast(dx, inputGradient ? read.steps() * read.stride() : 0);
        for (int t = 0; t < read.steps(); t++) {
            int sums = position + t * units;
            gradients.add(t, read.values(), read.at(t), dy.values(), dy.at(t), batch, sums, gradient);
            if (inputGradient && inputs > 0) {
                kernel.backward(parameters, dy.values(), dy.at(t), batch, dx, t * read.stride());
            }
        }
        return inputGradient ? new Sequence(dx, 0, read.steps(), inputs, batch) : null;
    }
}
