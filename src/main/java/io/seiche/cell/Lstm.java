package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Activations;
import io.seiche.math.Runs;

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
    private final Activation gate;
    private final Activation candidate;
    private final boolean peephole;
    private final Wiring wiring;

    Lstm(int inputs, int units, Options options) {
        gate = options.word("recurrent_activation").equals("hard_sigmoid")
                ? Activation.HARD_SIGMOID
                : Activation.SIGMOID;
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
        Runs runs = Runs.get();
        if (peephole) {
            runs.addProduct(s.vectors, 0, c, before, z, i, n);
            runs.addProduct(s.vectors, n, c, before, z, f, n);
        }
        gate.apply(z, i, 2 * n);
        candidate.apply(z, g, n);
        runs.product(z, f, c, before, c, after, n);
        runs.addProduct(z, i, z, g, c, after, n);
        if (peephole) {
            runs.addProduct(s.vectors, 2 * n, c, after, z, o, n);
        }
        gate.apply(z, o, n);
        System.arraycopy(c, after, z, squashed, n);
        Activations.tanh(z, squashed, n);
        runs.product(z, o, z, squashed, h, after, n);
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
        Runs runs = Runs.get();
        gate.slope(dh, 0, z, squashed, z, o, dz, dO, n);
        Activation.TANH.slope(dh, 0, z, o, z, squashed, dz, dg, n);
        runs.add(dz, dg, dc, 0, n);
        if (peephole) {
            runs.addProduct(p, 2 * n, dz, dO, dc, 0, n);
        }
        gate.slope(dc, 0, z, g, z, i, dz, di, n);
        gate.slope(dc, 0, c, before, z, f, dz, df, n);
        candidate.slope(dc, 0, z, i, z, g, dz, dg, n);
        runs.product(dc, 0, z, f, dc, 0, n);
        if (peephole) {
            runs.addProduct(p, 0, dz, di, dc, 0, n);
            runs.addProduct(p, n, dz, df, dc, 0, n);
            runs.addProduct(c, before, dz, di, s.dVectors, 0, n);
            runs.addProduct(c, before, dz, df, s.dVectors, n, n);
            runs.addProduct(c, s.after, dz, dO, s.dVectors, 2 * n, n);
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
