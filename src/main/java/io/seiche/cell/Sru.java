package io.seiche.cell;

import io.seiche.math.Elementwise;
import io.seiche.text.Options;

/**
 * Simple recurrent unit with a highway connection to its input (Lei et al. 2018, <a
 * href="https://arxiv.org/abs/1709.02755">arXiv:1709.02755</a>).
 *
 * <pre>
 * f = s(x Wf + vf * c + bf)     r = s(x Wr + vr * c + br)
 * c' = f * c + (1 - f) * x Wx     h' = r * c' + (1 - r) * alpha * x
 * </pre>
 *
 * Version 1 has no v, and tanh(c') in place of c'. If units and inputs differ, x Wp replaces alpha * x.
 *
 * <p>Blocks: x Wx, f, r, [x Wp], [tanh(c')]. Vectors: vf vr.
 */
final class Sru implements Cell {
    private final boolean v2;
    private final boolean projected;
    private final double highwayBias;
    private final float alpha;
    private final Wiring wiring;

    Sru(int inputs, int units, Options options) {
        v2 = options.word("variant").equals("v2");
        projected = inputs != units;
        highwayBias = options.number("highway_bias");
        boolean auto = options.word("alpha").equals("auto");
        double corrected = v2 ? StrictMath.sqrt(1 + 2 * StrictMath.exp(highwayBias)) : 1;
        alpha = (float) (auto ? corrected : options.number("alpha"));
        int gates = projected ? 4 : 3;
        wiring = Wiring.of(gates)
                .input()
                .gates(0, gates)
                .bias()
                .into(1)
                .gates(0, 2)
                .states(2)
                .scratch(v2 ? 0 : 1);
        if (v2) {
            wiring.vector("recurrent_weights", 2);
        }
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        float[] c = s.states[1];
        int n = s.n;
        int fresh = s.at(0);
        int keep = s.at(1);
        int out = s.at(2);
        int before = s.before;
        int after = s.after;
        if (v2) {
            addProduct(s.vectors, 0, c, before, z, keep, n);
        }
        Elementwise.get().logistic(z, keep, 2 * n);
        for (int j = 0; j < n; j++) {
            c[after + j] = z[fresh + j] + z[keep + j] * (c[before + j] - z[fresh + j]);
        }
        float[] outputs = v2 ? c : z;
        int output = v2 ? after : s.at(wiring.gates());
        if (!v2) {
            System.arraycopy(c, after, z, output, n);
            Elementwise.get().tanh(z, output, n);
        }
        float[] skips = projected ? z : s.x;
        int skip = projected ? s.at(3) : s.xAt;
        float scale = projected ? 1f : alpha;
        for (int j = 0; j < n; j++) {
            float r = z[out + j];
            h[after + j] = r * outputs[output + j] + (1f - r) * scale * skips[skip + j];
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] c = s.states[1];
        float[] dc = s.dStates[1];
        int n = s.n;
        int fresh = s.at(0);
        int keep = s.at(1);
        int out = s.at(2);
        int dFresh = s.dAt(0);
        int dKeep = s.dAt(1);
        int dOut = s.dAt(2);
        int before = s.before;
        float[] outputs = v2 ? c : z;
        int output = v2 ? s.after : s.at(wiring.gates());
        float[] skips = projected ? z : s.x;
        int skip = projected ? s.at(3) : s.xAt;
        float scale = projected ? 1f : alpha;
        for (int j = 0; j < n; j++) {
            float f = z[keep + j];
            float r = z[out + j];
            float a = outputs[output + j];
            float d = dc[j] + s.dh[j] * r * (v2 ? 1f : 1f - a * a);
            dz[dOut + j] = s.dh[j] * (a - scale * skips[skip + j]) * r * (1f - r);
            dz[dKeep + j] = d * (c[before + j] - z[fresh + j]) * f * (1f - f);
            dz[dFresh + j] = d * (1f - f);
            dc[j] = d * f;
        }
        int dSkip = projected ? s.dAt(3) : s.dxAt;
        if (projected) {
            for (int j = 0; j < n; j++) {
                dz[dSkip + j] = s.dh[j] * (1f - z[out + j]);
            }
        } else if (s.dx != null) {
            for (int j = 0; j < n; j++) {
                s.dx[dSkip + j] += s.dh[j] * (1f - z[out + j]) * scale;
            }
        }
        if (v2) {
            float[] v = s.vectors;
            for (int j = 0; j < n; j++) {
                dc[j] += v[j] * dz[dKeep + j] + v[n + j] * dz[dOut + j];
            }
            addProduct(dz, dKeep, c, before, s.dVectors, 0, n);
        }
    }

    /** Adds a * b to {@code to}: two consecutive blocks of a and {@code to}, one of b. */
    private static void addProduct(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        for (int block = 0; block < 2; block++) {
            int offset = block * n;
            for (int j = 0; j < n; j++) {
                to[at + offset + j] += a[aAt + offset + j] * b[bAt + j];
            }
        }
    }

    /**
     * Draws kernels from U(-l, l), l = sqrt(3 / m), times sqrt(1/2) for gates and v and times alpha for the highway block
     * (section 3.2).
     */
    @Override
    public void initial(InitialValues values) {
        int units = values.units();
        int gates = wiring.gates();
        double limit = StrictMath.sqrt(3.0 / values.inputs());
        double smaller = StrictMath.sqrt(0.5);
        for (int row = 0; row < values.inputs(); row++) {
            for (int g = 0; g < gates; g++) {
                double size = g == 0 ? limit : g == 3 ? limit * alpha : limit * smaller;
                values.uniform(values.pieces().kernel() + (row * gates + g) * units, units, -size, size);
            }
        }
        if (v2) {
            double size = StrictMath.sqrt(3.0 / units) * smaller;
            values.uniform(values.pieces().vectors(), 2 * units, -size, size);
        }
        values.bias(1, highwayBias);
    }
}
