package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.text.Options;

/**
 * The simple recurrent cell (Elman 1990, <a
 * href="https://doi.org/10.1207/s15516709cog1402_1">doi:10.1207/s15516709cog1402_1</a>).
 *
 * <pre>h' = act(x W + h U + b), act = tanh or relu</pre>
 *
 * Blocks: h'.
 */
final class Rnn implements Cell {
    private static final Wiring WIRING = Wiring.of(1)
            .input()
            .gates(0, 1)
            .recurrent()
            .gates(0, 1)
            .bias()
            .gates(0, 1)
            .blocksShared();

    private final Activation activation;

    Rnn(int inputs, int units, Options options) {
        activation = options.word("activation", Activation.class);
    }

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        activation.apply(s.z, s.at(0), s.n);
        System.arraycopy(s.z, s.at(0), s.states[0], s.after, s.n);
    }

    @Override
    public void backward(int phase, Step s) {
        System.arraycopy(s.dh, 0, s.dz, s.dAt(0), s.n);
        activation.slope(s.states[0], s.after, s.dz, s.dAt(0), s.n);
    }
}
