package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;

/**
 * Gated recurrent unit with the reset gate after the product, as Keras, PyTorch and cuDNN compute it.
 *
 * <pre>
 * z = s(x Wz + bz + h Uz + b'z)     r = s(x Wr + br + h Ur + b'r)
 * h~ = tanh(x Wh + bh + r * (h Uh + b'h))
 * h' = z * h + (1 - z) * h~
 * </pre>
 *
 * Blocks: h~ (the input's part first), z, r, h Uh + b'h: so that the recurrent product fills three neighbours.
 */
final class GruResetAfter implements Cell {
    private static final Wiring WIRING = Wiring.of(3)
            .input()
            .into(1)
            .gates(0, 2)
            .input()
            .into(0)
            .gates(2, 1)
            .recurrent()
            .into(1)
            .gates(0, 3)
            .bias()
            .row(0)
            .into(1)
            .gates(0, 2)
            .bias()
            .row(0)
            .into(0)
            .gates(2, 1)
            .bias()
            .row(1)
            .into(1)
            .gates(0, 3);

    private final Activation candidate;

    GruResetAfter(Activation candidate) {
        this.candidate = candidate;
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
        int fresh = s.at(0);
        int update = s.at(1);
        int reset = s.at(2);
        int recalled = s.at(3);
        int before = s.before;
        int after = s.after;
        Elementwise.get().logistic(z, update, 2 * n);
        Elementwise.get().addProduct(z, reset, z, recalled, z, fresh, n);
        candidate.apply(z, fresh, n);
        Elementwise.get().mix(h, before, z, fresh, z, update, h, after, n);
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] h = s.states[0];
        float[] dh = s.dh;
        float[] dhBefore = s.dhBefore;
        int n = s.n;
        int fresh = s.at(0);
        int update = s.at(1);
        int reset = s.at(2);
        int recalled = s.at(3);
        int dFresh = s.dAt(0);
        int dUpdate = s.dAt(1);
        int dReset = s.dAt(2);
        int dRecalled = s.dAt(3);
        int before = s.before;
        Elementwise elementwise = Elementwise.get();
        elementwise.rest(dh, 0, z, update, dz, dFresh, n);
        System.arraycopy(h, before, dz, dUpdate, n);
        elementwise.subtract(z, fresh, dz, dUpdate, n);
        Activation.SIGMOID.slope(dh, 0, dz, dUpdate, z, update, dz, dUpdate, n);
        elementwise.addProduct(dh, 0, z, update, dhBefore, 0, n);
        candidate.slope(z, fresh, dz, dFresh, n);
        Activation.SIGMOID.slope(dz, dFresh, z, recalled, z, reset, dz, dReset, n);
        elementwise.product(dz, dFresh, z, reset, dz, dRecalled, n);
    }

    @Override
    public void initial(InitialValues values) {
        if (values.options().chrono()) {
            values.chrono(0, -1);
        }
    }
}
