package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import io.seiche.text.Options;

/**
 * Independently recurrent units: the recurrent weight matrix is diagonal (Li et al. 2018, <a
 * href="https://arxiv.org/abs/1803.04831">arXiv:1803.04831</a>).
 *
 * <pre>h' = act(x W + u * h + b), act = relu or tanh, |u| at most 2^(1/T)</pre>
 *
 * Blocks: h'. Vectors: u.
 */
final class IndRnn implements Cell {
    private static final Wiring WIRING = Wiring.of(1)
            .input()
            .gates(0, 1)
            .bias()
            .gates(0, 1)
            .vector("recurrent_weights", 1)
            .blocksShared();

    private final Activation activation;

    IndRnn(int inputs, int units, Options options) {
        activation = options.word("activation", Activation.class);
    }

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        float[] u = s.vectors;
        int at = s.at(0);
        int before = s.before;
        Elementwise.get().addProduct(u, 0, h, before, z, at, s.n);
        activation.apply(z, at, s.n);
        System.arraycopy(z, at, h, s.after, s.n);
    }

    @Override
    public void backward(int phase, Step s) {
        float[] dz = s.dz;
        float[] h = s.states[0];
        float[] u = s.vectors;
        int at = s.dAt(0);
        int before = s.before;
        System.arraycopy(s.dh, 0, dz, at, s.n);
        activation.slope(h, s.after, dz, at, s.n);
        Elementwise.get().addProduct(u, 0, dz, at, s.dhBefore, 0, s.n);
        Elementwise.get().addProduct(h, before, dz, at, s.dVectors, 0, s.n);
    }

    /**
     * Draws u from U(0, bound), or from U(1 / bound, bound) if only the last step is read: with u near 1 the state keeps
     * what the first steps contribute.
     */
    @Override
    public void initial(InitialValues values) {
        double bound = bound(values.steps());
        values.uniform(values.pieces().vectors(), values.units(), values.last() ? 1 / bound : 0, bound);
    }

    @Override
    public void constrain(float[] parameters, int vectors, int units, int steps) {
        float bound = (float) bound(steps);
        for (int j = vectors; j < vectors + units; j++) {
            parameters[j] = Math.max(-bound, Math.min(bound, parameters[j]));
        }
    }

    private static double bound(int steps) {
        return StrictMath.pow(2, 1.0 / steps);
    }
}
