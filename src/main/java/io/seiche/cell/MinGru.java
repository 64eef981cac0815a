package io.seiche.cell;

import io.seiche.math.Elementwise;

/**
 * Minimal gated recurrent unit, whose gate depends on the input only (Feng et al. 2024, <a
 * href="https://arxiv.org/abs/2410.01201">arXiv:2410.01201</a>).
 *
 * <pre>z = s(x Wz + bz)     h~ = x Wh + bh     h' = (1 - z) * h + z * h~</pre>
 *
 * Blocks: z, h~.
 */
final class MinGru implements Cell {
    private static final Wiring WIRING = Wiring.of(2).input().gates(0, 2).bias().gates(0, 2);

    @Override
    public Wiring wiring() {
        return WIRING;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        int update = s.at(0);
        int fresh = s.at(1);
        int before = s.before;
        int after = s.after;
        Elementwise.get().logistic(z, update, s.n);
        for (int j = 0; j < s.n; j++) {
            h[after + j] = h[before + j] + z[update + j] * (z[fresh + j] - h[before + j]);
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        int update = s.at(0);
        int fresh = s.at(1);
        int dUpdate = s.dAt(0);
        int dFresh = s.dAt(1);
        int before = s.before;
        for (int j = 0; j < s.n; j++) {
            float u = z[update + j];
            s.dz[dUpdate + j] = s.dh[j] * (z[fresh + j] - h[before + j]) * u * (1f - u);
            s.dz[dFresh + j] = s.dh[j] * u;
            s.dhBefore[j] += s.dh[j] * (1f - u);
        }
    }
}
