package io.seiche.cell;

import io.seiche.math.Elementwise;

/**
 * Minimal LSTM, whose gates depend on the input only and sum to 1 (Feng et al. 2024, <a
 * href="https://arxiv.org/abs/2410.01201">arXiv:2410.01201</a>).
 *
 * <pre>
 * f = s(x Wf + bf)     i = s(x Wi + bi)     h~ = x Wh + bh
 * h' = f / (f + i) * h + i / (f + i) * h~
 * </pre>
 *
 * f / (f + i) is computed as s(log f - log i), which is finite even if both underflow. Blocks: f i h~, f / (f + i).
 */
final class MinLstm implements Cell {
    private static final Wiring WIRING =
            Wiring.of(3).input().gates(0, 3).bias().gates(0, 3).scratch(1);

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        int n = s.n;
        int forget = s.at(0);
        int input = s.at(1);
        int fresh = s.at(2);
        int share = s.at(3);
        int before = s.before;
        int after = s.after;
        Elementwise elementwise = Elementwise.get();
        elementwise.logLogistic(z, forget, 2 * n);
        System.arraycopy(z, forget, z, share, n);
        elementwise.subtract(z, input, z, share, n);
        elementwise.exp(z, forget, 2 * n);
        elementwise.logistic(z, share, n);
        elementwise.mix(h, before, z, fresh, z, share, h, after, n);
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] h = s.states[0];
        int forget = s.at(0);
        int input = s.at(1);
        int fresh = s.at(2);
        int share = s.at(3);
        int dForget = s.dAt(0);
        int dInput = s.dAt(1);
        int dFresh = s.dAt(2);
        int before = s.before;
        for (int j = 0; j < s.n; j++) {
            float a = z[share + j];
            float d = s.dh[j] * (h[before + j] - z[fresh + j]) * a * (1f - a);
            dz[dForget + j] = d * (1f - z[forget + j]);
            dz[dInput + j] = -d * (1f - z[input + j]);
            dz[dFresh + j] = s.dh[j] * (1f - a);
            s.dhBefore[j] += s.dh[j] * a;
        }
    }
}
