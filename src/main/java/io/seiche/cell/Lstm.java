package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Activations;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, <a
 * href="https://doi.org/10.1162/neco.1997.9.8.1735">doi:10.1162/neco.1997.9.8.1735</a>; forget gate by Gers et al. 2000).
 *
 * <pre>
 * i = s(x Wi + h Ui + bi [+ pi * c])     f = s(x Wf + h Uf + bf [+ pf * c])
 * c' = f * c + i * tanh(x Wc + h Uc + bc)
 * o = s(x Wo + h Uo + bo [+ po * c'])    h' = o * tanh(c')
 * </pre>
 *
 * The terms in brackets are the peepholes (Gers and Schmidhuber 2000); the first tanh may be another activation. Blocks: i
 * f c o, tanh(c').
 */
final class Lstm implements Cell {
    private final boolean hard;
    private final Activation gate;
    private final Activation candidate;
    private final boolean peephole;
    private final Wiring wiring;

    Lstm(int inputs, int units, Options options) {
        hard = options.word("recurrent_activation").equals("hard_sigmoid");
        gate = hard ? Activation.HARD_SIGMOID : Activation.SIGMOID;
        candidate = options.activation("activation");
        peephole = options.word("peephole").equals("true");
        wiring = Wiring.of(4)
                .input(0, 4, 0)
                .recurrent(0, 4, 0)
                .bias(0, 4, 0)
                .scratch(1)
                .states(2);
        if (peephole) {
            wiring.vector("peephole", 3);
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
        int i = s.at(0);
        int f = s.at(1);
        int g = s.at(2);
        int o = s.at(3);
        int squashed = s.at(4);
        int before = s.before;
        int after = s.after;
        if (peephole) {
            addProduct(s.vectors, 0, c, before, z, i, n);
            addProduct(s.vectors, n, c, before, z, f, n);
        }
        gate.apply(z, i, 2 * n);
        candidate.apply(z, g, n);
        for (int j = 0; j < n; j++) {
            c[after + j] = z[f + j] * c[before + j] + z[i + j] * z[g + j];
        }
        if (peephole) {
            addProduct(s.vectors, 2 * n, c, after, z, o, n);
        }
        gate.apply(z, o, n);
        System.arraycopy(c, after, z, squashed, n);
        Activations.tanh(z, squashed, n);
        for (int j = 0; j < n; j++) {
            h[after + j] = z[o + j] * z[squashed + j];
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] c = s.states[1];
        float[] dh = s.dh;
        float[] dc = s.dStates[1];
        int n = s.n;
        int i = s.at(0);
        int f = s.at(1);
        int g = s.at(2);
        int o = s.at(3);
        int squashed = s.at(4);
        int di = s.dAt(0);
        int df = s.dAt(1);
        int dg = s.dAt(2);
        int dO = s.dAt(3);
        int before = s.before;
        float[] p = s.vectors;
        boolean tanh = candidate == Activation.TANH;
        for (int j = 0; j < n; j++) {
            float in = z[i + j];
            float keep = z[f + j];
            float fresh = z[g + j];
            float out = z[o + j];
            float t = z[squashed + j];
            float toOut = dh[j] * t * slope(out);
            float d = dc[j] + dh[j] * out * (1f - t * t) + (peephole ? p[2 * n + j] * toOut : 0f);
            float toIn = d * fresh * slope(in);
            float toKeep = d * c[before + j] * slope(keep);
            dz[dO + j] = toOut;
            dz[di + j] = toIn;
            dz[df + j] = toKeep;
            dz[dg + j] = d * in * (tanh ? 1f - fresh * fresh : 1f);
            dc[j] = d * keep + (peephole ? p[j] * toIn + p[n + j] * toKeep : 0f);
        }
        if (!tanh) {
            candidate.slope(z, g, dz, dg, n);
        }
        if (peephole) {
            addProduct(c, before, dz, di, s.dVectors, 0, n);
            addProduct(c, before, dz, df, s.dVectors, n, n);
            addProduct(c, s.after, dz, dO, s.dVectors, 2 * n, n);
        }
    }

    private float slope(float y) {
        return hard ? (y > 0f && y < 1f ? 0.2f : 0f) : y * (1f - y);
    }

    /** to += a * b over a run. */
    private static void addProduct(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] += a[aAt + j] * b[bAt + j];
        }
    }

    @Override
    public void initial(InitialValues values) {
        if (values.how().chrono()) {
            values.chrono(1, 0);
        } else {
            values.bias(1, values.how().forgetBias());
        }
    }
}
