package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import java.util.Arrays;

/**
 * LSTM with an exponential input gate, a normaliser and a stabiliser (Beck et al. 2024, <a
 * href="https://arxiv.org/abs/2405.04517">arXiv:2405.04517</a>, sigmoid forget gate).
 *
 * <pre>
 * m' = max(i, log s(f) + m)     I = e^(i - m')     F = e^(log s(f) + m - m')
 * c' = F * c + I * tanh(z)     n' = F * n + I     h' = s(o) * c' / n'
 * </pre>
 *
 * i f z o are x W + h U + b. The stabiliser m keeps the exponentials small; it cancels in c / n, so its gradient is 0.
 *
 * <p>Blocks: I F tanh(z) s(o), s(f). States: h c n m, all 0 before the first step but m, which is -1e30 for -infinity.
 */
final class Slstm implements Cell {
    private static final float FAR_BELOW = -1e30f;
    private static final Wiring WIRING = Wiring.of(4)
            .input()
            .gates(0, 4)
            .recurrent()
            .gates(0, 4)
            .bias()
            .gates(0, 4)
            .scratch(1)
            .states(4, 0f, 0f, 0f, FAR_BELOW);

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        float[] c = s.states[1];
        float[] norm = s.states[2];
        float[] m = s.states[3];
        int n = s.n;
        int take = s.at(0);
        int keep = s.at(1);
        int fresh = s.at(2);
        int out = s.at(3);
        int forgets = s.at(4);
        int before = s.before;
        int after = s.after;
        Elementwise elementwise = Elementwise.get();
        elementwise.tanh(z, fresh, n);
        elementwise.logistic(z, out, n);
        System.arraycopy(z, keep, m, after, n);
        elementwise.logLogistic(m, after, n);
        System.arraycopy(z, keep, z, forgets, n);
        elementwise.logistic(z, forgets, n);
        elementwise.add(m, before, m, after, n);
        System.arraycopy(m, after, z, keep, n);
        elementwise.max(z, take, m, after, n);
        elementwise.subtract(m, after, z, take, n);
        elementwise.subtract(m, after, z, keep, n);
        elementwise.expOfPairs(z, take, n);
        elementwise.product(z, keep, c, before, c, after, n);
        elementwise.addProduct(z, take, z, fresh, c, after, n);
        elementwise.product(z, keep, norm, before, norm, after, n);
        elementwise.add(z, take, norm, after, n);
        elementwise.quotient(z, out, c, after, norm, after, h, after, n);
    }

    @Override
    public void backward(int phase, Step s) {
        int done = FusedSteps.get().slstmBack(s);
        backward(s, done, s.n - done);
    }

    private static void backward(Step s, int from, int n) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] dh = s.dh;
        float[] h = s.states[0];
        float[] c = s.states[1];
        float[] norm = s.states[2];
        float[] dc = s.dStates[1];
        float[] dNorm = s.dStates[2];
        int take = s.at(0) + from;
        int keep = s.at(1) + from;
        int fresh = s.at(2) + from;
        int out = s.at(3) + from;
        int forgets = s.at(4) + from;
        int dTake = s.dAt(0) + from;
        int dKeep = s.dAt(1) + from;
        int dFresh = s.dAt(2) + from;
        int dOut = s.dAt(3) + from;
        int before = s.before + from;
        int after = s.after + from;
        Elementwise elementwise = Elementwise.get();
        // dFresh and dTake hold intermediate results here; they are overwritten below
        elementwise.quotient(dh, from, z, out, norm, after, dz, dFresh, n);
        elementwise.add(dz, dFresh, dc, from, n);
        elementwise.quotient(dh, from, h, after, norm, after, dz, dTake, n);
        elementwise.subtract(dz, dTake, dNorm, from, n);
        elementwise.product(dc, from, z, fresh, dz, dTake, n);
        elementwise.add(dNorm, from, dz, dTake, n);
        elementwise.product(dz, dTake, z, take, dz, dTake, n);
        elementwise.product(dc, from, c, before, dz, dKeep, n);
        elementwise.addProduct(dNorm, from, norm, before, dz, dKeep, n);
        elementwise.product(dz, dKeep, z, keep, dz, dKeep, n);
        elementwise.rest(dz, dKeep, z, forgets, dz, dKeep, n);
        Activation.TANH.slope(dc, from, z, take, z, fresh, dz, dFresh, n);
        elementwise.product(dh, from, h, after, dz, dOut, n);
        elementwise.rest(dz, dOut, z, out, dz, dOut, n);
        elementwise.product(dc, from, z, keep, dc, from, n);
        elementwise.product(dNorm, from, z, keep, dNorm, from, n);
    }

    /** Sets the recurrent kernel to 0 and the forget biases to values from 3 to 6, equally spaced over the units. */
    @Override
    public void initial(InitialValues values) {
        int units = values.units();
        Arrays.fill(
                values.values(), values.pieces().recurrent(), values.pieces().recurrent() + 4 * units * units, 0f);
        for (int j = 0; j < units; j++) {
            values.values()[values.pieces().bias() + units + j] = 3f + 3f * j / Math.max(1, units - 1);
        }
    }
}
