package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import io.seiche.math.SplitMix;
import io.seiche.text.Options;

/**
 * Quasi-recurrent unit: gates from a causal convolution over the inputs, then pooling (Bradbury et al. 2016, <a
 * href="https://arxiv.org/abs/1611.01576">arXiv:1611.01576</a>).
 *
 * <pre>
 * z = tanh(W_z * X)     f, o, i = s(W_f * X), s(W_o * X), s(W_i * X), each over x(t-k+1) .. x(t)
 * c' = f * c + (1 - f) * z   (pooling f, fo)      c' = f * c + i * z   (ifo)
 * h' = c'   (f)      h' = o * c'   (fo, ifo)
 * </pre>
 *
 * Zoneout keeps the state of a random share of the units in each step of training: f = 1 - mask * (1 - f), not rescaled.
 *
 * <p>Blocks: z f [o] [i] [mask].
 */
final class Qrnn implements Cell {
    private final int gates;
    private final Activation candidate;
    private final float zoneout;
    private final int units;
    private final Wiring wiring;

    Qrnn(int inputs, int units, Options options) {
        this.units = units;
        gates = 1 + options.word("pooling").length();
        candidate = options.word("activation", Activation.class);
        zoneout = (float) options.number("zoneout");
        int window = options.whole("window");
        wiring = Wiring.of(gates).bias().gates(0, gates).states(2).scratch(zoneout > 0 ? 1 : 0);
        for (int tap = 0; tap < window; tap++) {
            wiring.input().tap(tap).lag(window - 1 - tap).gates(0, gates);
        }
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] c = s.states[1];
        float[] h = s.states[0];
        int n = s.n;
        int fresh = s.at(0);
        int keep = s.at(1);
        int before = s.before;
        int after = s.after;
        candidate.apply(z, fresh, n);
        Elementwise.get().logistic(z, keep, (gates - 1) * n);
        if (s.masks && zoneout > 0) {
            int mask = s.at(gates);
            new SplitMix.Mask(s.seed, zoneout, 1f).draw(z, mask, units, s.batch, s.examples, s.t);
            for (int j = 0; j < n; j++) {
                z[keep + j] = 1f - z[mask + j] * (1f - z[keep + j]);
            }
        }
        int take = s.at(3);
        for (int j = 0; j < n; j++) {
            float f = z[keep + j];
            c[after + j] = f * c[before + j] + (gates == 4 ? z[take + j] : 1f - f) * z[fresh + j];
        }
        System.arraycopy(c, after, h, after, n);
        int out = s.at(2);
        for (int j = 0; gates > 2 && j < n; j++) {
            h[after + j] *= z[out + j];
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] c = s.states[1];
        float[] dc = s.dStates[1];
        int fresh = s.at(0);
        int keep = s.at(1);
        int dFresh = s.dAt(0);
        int dKeep = s.dAt(1);
        int before = s.before;
        int after = s.after;
        for (int j = 0; j < s.n; j++) {
            float f = z[keep + j];
            float g = z[fresh + j];
            float d = dc[j] + s.dh[j];
            if (gates > 2) {
                float o = z[s.at(2) + j];
                d = dc[j] + s.dh[j] * o;
                dz[s.dAt(2) + j] = s.dh[j] * c[after + j] * o * (1f - o);
            }
            float i = gates == 4 ? z[s.at(3) + j] : 1f - f;
            if (gates == 4) {
                dz[s.dAt(3) + j] = d * g * i * (1f - i);
            }
            dz[dFresh + j] = d * i;
            dz[dKeep + j] = d * (gates == 4 ? c[before + j] : c[before + j] - g) * f * (1f - f);
            dc[j] = d * f;
        }
        candidate.slope(z, fresh, dz, dFresh, s.n);
    }
}
