package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import io.seiche.text.Options;

/**
 * JANET, an LSTM with a forget gate only (van der Westhuizen and Lasenby 2018, <a
 * href="https://arxiv.org/abs/1804.04849">arXiv:1804.04849</a>).
 *
 * <pre>
 * s = x Ws + h Us + bs     c~ = tanh(x Wc + h Uc + bc)
 * h' = s(s) * h + (1 - s(s - beta)) * c~
 * </pre>
 *
 * Blocks: s(s), c~, 1 - s(s - beta). Forget biases always have chrono initial values.
 */
final class Janet implements Cell {
    private static final Wiring WIRING = Wiring.of(2)
            .input()
            .gates(0, 2)
            .recurrent()
            .gates(0, 2)
            .bias()
            .gates(0, 2)
            .scratch(1);

    private final float beta;
    private final Activation candidate;

    Janet(int inputs, int units, Options options) {
        beta = (float) options.number("beta");
        candidate = options.word("activation", Activation.class);
    }

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        int n = s.n;
        int keep = s.at(0);
        int fresh = s.at(1);
        int take = s.at(2);
        int before = s.before;
        int after = s.after;
        for (int j = 0; j < n; j++) {
            z[take + j] = beta - z[keep + j];
        }
        Elementwise.get().logistic(z, keep, n);
        candidate.apply(z, fresh, n);
        Elementwise.get().logistic(z, take, n);
        for (int j = 0; j < n; j++) {
            h[after + j] = z[keep + j] * h[before + j] + z[take + j] * z[fresh + j];
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] h = s.states[0];
        int keep = s.at(0);
        int fresh = s.at(1);
        int take = s.at(2);
        int dKeep = s.dAt(0);
        int dFresh = s.dAt(1);
        int before = s.before;
        for (int j = 0; j < s.n; j++) {
            float f = z[keep + j];
            float c = z[fresh + j];
            float i = z[take + j];
            dz[dKeep + j] = s.dh[j] * (h[before + j] * f * (1f - f) - c * i * (1f - i));
            dz[dFresh + j] = s.dh[j] * i;
            s.dhBefore[j] += s.dh[j] * f;
        }
        candidate.slope(z, fresh, dz, dFresh, s.n);
    }

    @Override
    public void initial(InitialValues values) {
        values.chrono(0, -1);
    }
}
