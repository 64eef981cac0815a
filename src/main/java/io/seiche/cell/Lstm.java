package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import io.seiche.text.Options;

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
 * The terms in brackets are the peepholes (Gers and Schmidhuber 2000); the first tanh may be another activation.
 *
 * <p>Blocks: i f c~ o, tanh(c'). Vectors: pi pf po.
 */
final class Lstm implements Cell {
    private final Activation gate;
    private final Activation candidate;
    private final boolean peephole;
    private final boolean fused; // has a form in FusedSteps
    private final Wiring wiring;

    Lstm(int inputs, int units, Options options) {
        gate = options.word("recurrent_activation").equals("hard_sigmoid")
                ? Activation.HARD_SIGMOID
                : Activation.SIGMOID;
        candidate = options.word("activation", Activation.class);
        peephole = options.flag("peephole");
        fused = gate == Activation.SIGMOID && candidate == Activation.TANH && !peephole;
        wiring = Wiring.of(4)
                .input()
                .gates(0, 4)
                .recurrent()
                .gates(0, 4)
                .bias()
                .gates(0, 4)
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
        int done = fused ? FusedSteps.get().lstm(s) : 0;
        forward(s, done, s.n - done);
    }

    private void forward(Step s, int from, int n) {
        float[] z = s.z;
        float[] h = s.states[0];
        float[] c = s.states[1];
        int i = s.at(0) + from;
        int f = s.at(1) + from;
        int g = s.at(2) + from;
        int o = s.at(3) + from;
        int squashed = s.at(4) + from;
        int before = s.before + from;
        int after = s.after + from;
        Elementwise elementwise = Elementwise.get();
        if (peephole) {
            elementwise.addProduct(s.vectors, from, c, before, z, i, n);
            elementwise.addProduct(s.vectors, s.n + from, c, before, z, f, n);
        }
        gate.apply(z, i, n);
        gate.apply(z, f, n);
        candidate.apply(z, g, n);
        elementwise.product(z, f, c, before, c, after, n);
        elementwise.addProduct(z, i, z, g, c, after, n);
        if (peephole) {
            elementwise.addProduct(s.vectors, 2 * s.n + from, c, after, z, o, n);
        }
        gate.apply(z, o, n);
        System.arraycopy(c, after, z, squashed, n);
        elementwise.tanh(z, squashed, n);
        elementwise.product(z, o, z, squashed, h, after, n);
    }

    @Override
    public void backward(int phase, Step s) {
        int done = fused ? FusedSteps.get().lstmBack(s) : 0;
        backward(s, done, s.n - done);
    }

    private void backward(Step s, int from, int n) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] c = s.states[1];
        float[] dh = s.dh;
        float[] dc = s.dStates[1];
        int i = s.at(0) + from;
        int f = s.at(1) + from;
        int g = s.at(2) + from;
        int o = s.at(3) + from;
        int squashed = s.at(4) + from;
        int di = s.dAt(0) + from;
        int df = s.dAt(1) + from;
        int dg = s.dAt(2) + from;
        int dO = s.dAt(3) + from;
        int before = s.before + from;
        float[] p = s.vectors;
        Elementwise elementwise = Elementwise.get();
        gate.slope(dh, from, z, squashed, z, o, dz, dO, n);
        Activation.TANH.slope(dh, from, z, o, z, squashed, dz, dg, n);
        elementwise.add(dz, dg, dc, from, n);
        if (peephole) {
            elementwise.addProduct(p, 2 * s.n + from, dz, dO, dc, from, n);
        }
        gate.slope(dc, from, z, g, z, i, dz, di, n);
        gate.slope(dc, from, c, before, z, f, dz, df, n);
        candidate.slope(dc, from, z, i, z, g, dz, dg, n);
        elementwise.product(dc, from, z, f, dc, from, n);
        if (peephole) {
            elementwise.addProduct(p, from, dz, di, dc, from, n);
            elementwise.addProduct(p, s.n + from, dz, df, dc, from, n);
            elementwise.addProduct(c, before, dz, di, s.dVectors, from, n);
            elementwise.addProduct(c, before, dz, df, s.dVectors, s.n + from, n);
            elementwise.addProduct(c, s.after + from, dz, dO, s.dVectors, 2 * s.n + from, n);
        }
    }

    @Override
    public void initial(InitialValues values) {
        if (values.options().chrono()) {
            values.chrono(1, 0);
        } else {
            values.bias(1, values.options().forgetBias());
        }
    }
}
