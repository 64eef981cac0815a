package io.seiche.cell;

import io.seiche.math.Activations;
import java.util.Arrays;

/**
 * LSTM with exponential input gate and normaliser, stabilised (Beck et al. 2024, <a
 * href="https://arxiv.org/abs/2405.04517">arXiv:2405.04517</a>, sigmoid forget gate).
 *
 * <pre>
 * m' = max(i, log s(f) + m)     I = e^(i - m')     F = e^(log s(f) + m - m')
 * c' = F * c + I * tanh(z)     n' = F * n + I     h' = s(o) * c' / n'
 * </pre>
 *
 * i f z o are x W + h U + b. m only keeps the exponentials small: it cancels in c / n, so no gradient flows through it.
 * Blocks: I F tanh(z) s(o), s(f). States: h c n m, m from -infinity (so to speak).
 */
final class Slstm implements Cell {
    private static final float FAR_BELOW = -1e30f;
    private static final Wiring WIRING = Wiring.of(4)
            .input(0, 4, 0)
            .recurrent(0, 4, 0)
            .bias(0, 4, 0)
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
        Activations.tanh(z, fresh, n);
        Activations.logistic(z, out, n);
        System.arraycopy(z, keep, m, after, n);
        Activations.logLogistic(m, after, n);
        System.arraycopy(z, keep, z, forgets, n);
        Activations.logistic(z, forgets, n);
        for (int j = 0; j < n; j++) {
            float kept = m[after + j] + m[before + j];
            float most = Math.max(z[take + j], kept);
            z[take + j] -= most;
            z[keep + j] = kept - most;
            m[after + j] = most;
        }
        Activations.exp(z, take, 2 * n);
        for (int j = 0; j < n; j++) {
            c[after + j] = z[keep + j] * c[before + j] + z[take + j] * z[fresh + j];
            norm[after + j] = z[keep + j] * norm[before + j] + z[take + j];
            h[after + j] = z[out + j] * c[after + j] / norm[after + j];
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] dh = s.dh;
        float[] h = s.states[0];
        float[] c = s.states[1];
        float[] norm = s.states[2];
        float[] dc = s.dStates[1];
        float[] dNorm = s.dStates[2];
        int take = s.at(0);
        int keep = s.at(1);
        int fresh = s.at(2);
        int out = s.at(3);
        int forgets = s.at(4);
        int dTake = s.dAt(0);
        int dKeep = s.dAt(1);
        int dFresh = s.dAt(2);
        int dOut = s.dAt(3);
        int before = s.before;
        int after = s.after;
        for (int j = 0; j < s.n; j++) {
            float in = z[take + j];
            float kept = z[keep + j];
            float t = z[fresh + j];
            float o = z[out + j];
            float toAnswer = dh[j] * h[after + j];
            float share = 1f / norm[after + j];
            float toC = dc[j] + dh[j] * o * share;
            float toNorm = dNorm[j] - toAnswer * share;
            dz[dTake + j] = (toC * t + toNorm) * in;
            dz[dKeep + j] = (toC * c[before + j] + toNorm * norm[before + j]) * kept * (1f - z[forgets + j]);
            dz[dFresh + j] = toC * in * (1f - t * t);
            dz[dOut + j] = toAnswer * (1f - o);
            dc[j] = toC * kept;
            dNorm[j] = toNorm * kept;
        }
    }

    /** Recurrent kernel 0; forget biases spread from 3 to 6 over the units. */
    @Override
    public void initial(InitialValues values) {
        int units = values.units();
        Arrays.fill(values.values(), values.recurrent(), values.recurrent() + 4 * units * units, 0f);
        for (int j = 0; j < units; j++) {
            values.values()[values.bias() + units + j] = 3f + 3f * j / Math.max(1, units - 1);
        }
    }
}
