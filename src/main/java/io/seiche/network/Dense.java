package io.seiche.network;

import io.seiche.math.Activations;
import io.seiche.math.Elementwise;
import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;

/** y = f(W x + b) at every step it is given: kernel {@code [inputs, units]}, bias {@code [units]}. */
final class Dense implements Layer {
    private final int inputs;
    private final int units;
    private final Head head;
    private final boolean inputGradient;
    private final WeightMatrix kernel;
    private final int bias;
    private final StepGradient gradients;
    private Sequence read;
    private float[] y = {};
    private float[] dz = {}; // of the last two steps
    private float[] dx = {};

    Dense(Site site, int units, Head head) {
        this.inputs = site.inputs();
        this.units = units;
        this.head = head;
        this.inputGradient = site.inputGradient();
        int offset = site.layout().add(site.prefix() + ".kernel", Layout.Role.KERNEL, inputs, units);
        this.kernel = new WeightMatrix(site.kernels(), offset, inputs, units);
        this.gradients = new StepGradient(kernel, site.part());
        this.bias = site.layout().add(site.prefix() + ".bias", Layout.Role.BIAS, units);
    }

    /** Makes the kernel start Glorot uniform instead of 0, for a layer with others after it. */
    Dense startedByGlorot(Site site) {
        site.starters().add((parameters, seed) -> {
            SplitMix random = new SplitMix(SplitMix.mix(seed, kernel.offset()));
            Starts.glorot(parameters, kernel.offset(), inputs * units, inputs, units, random);
        });
        return this;
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
                Arrays.fill(y, row, row + batch, parameters[bias + u]);
            }
            kernel.forward(parameters, x.values(), x.at(t), batch, true, y, t * n);
            head.apply(y, t * n, units, batch);
        }
        return new Sequence(y, 0, x.steps(), units, batch, x.lengths());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        int batch = read.batch();
        int n = units * batch;
        dz = Buffers.atLeast(dz, 2 * n);
        dx = Buffers.atLeast(dx, inputGradient ? read.steps() * read.stride() : 0);
        for (int t = 0; t < read.steps(); t++) {
            int at = t % 2 * n;
            System.arraycopy(dy.values(), dy.at(t), dz, at, n);
            head.slope(y, t * n, dz, at, units, batch);
            Elementwise.get().flush(dz, at, n);
            gradients.add(t, read.values(), read.at(t), dz, at, batch, bias, gradient);
            if (inputGradient) {
                kernel.backward(parameters, dz, at, batch, dx, t * read.stride());
            }
        }
        return inputGradient ? new Sequence(dx, 0, read.steps(), inputs, batch, read.lengths()) : null;
    }

    /** Function applied to the outputs of one step. */
    enum Head {
        /** Nothing. */
        LINEAR,
        /** max(0, v). */
        RELU,
        /** tanh. */
        TANH,
        /** The logistic function. */
        SIGMOID,
        /** e^v over the sum of e^v, across units. */
        SOFTMAX {
            @Override
            void apply(float[] v, int at, int units, int batch) {
                for (int b = at; b < at + batch; b++) {
                    float most = v[b];
                    for (int u = 1; u < units; u++) {
                        most = Math.max(most, v[b + u * batch]);
                    }
                    float sum = 0;
                    for (int u = 0; u < units; u++) {
                        float e = Activations.exp(v[b + u * batch] - most);
                        v[b + u * batch] = e;
                        sum += e;
                    }
                    for (int u = 0; u < units; u++) {
                        v[b + u * batch] /= sum;
                    }
                }
            }

            @Override
            void slope(float[] y, int at, float[] d, int dAt, int units, int batch) {
                for (int b = 0; b < batch; b++) {
                    float dot = 0;
                    for (int u = b; u < units * batch; u += batch) {
                        dot += y[at + u] * d[dAt + u];
                    }
                    for (int u = b; u < units * batch; u += batch) {
                        d[dAt + u] = y[at + u] * (d[dAt + u] - dot);
                    }
                }
            }
        };

        void apply(float[] v, int at, int units, int batch) {
            io.seiche.math.Activation.valueOf(name()).apply(v, at, units * batch);
        }

        /** Turns d from the gradient of the output into the gradient of the activation's input. */
        void slope(float[] y, int at, float[] d, int dAt, int units, int batch) {
            io.seiche.math.Activation.valueOf(name()).slope(y, at, d, dAt, units * batch);
        }
    }
}
