package io.seiche.cell;

import io.seiche.math.Activation;
import io.seiche.math.Elementwise;
import io.seiche.text.Options;

/**
 * Gated recurrent unit with the reset gate before the product (Cho et al. 2014, <a
 * href="https://arxiv.org/abs/1406.1078">arXiv:1406.1078</a>), and the form of the Deep Learning book.
 *
 * <pre>
 * z = s(x Wz + h Uz + bz)     r = s(x Wr + h Ur + br)
 * h~ = tanh(x Wh + (r * h) Uh + bh)
 * h' = z * h + (1 - z) * h~
 * </pre>
 *
 * {@code goodfellow} (equations 10.45 to 10.47): z and r read x(t-1) instead of x(t), h~ is s(.) instead of tanh(.).
 * Blocks: z r h~, r * h.
 */
final class Gru implements Cell {
    private final Activation candidate;
    private final Wiring wiring;

    private Gru(boolean goodfellow, Activation candidate) {
        this.candidate = candidate;
        wiring = Wiring.of(3)
                .bias()
                .gates(0, 3)
                .recurrent()
                .gates(0, 2)
                .recurrent()
                .phase(1)
                .operand(3)
                .gates(2, 1)
                .scratch(1);
        if (goodfellow) {
            wiring.input().lag(1).gates(0, 2).input().gates(2, 1);
        } else {
            wiring.input().gates(0, 3);
        }
    }

    /** The cell of a variant: {@code reset_after}, {@code reset_before} or {@code goodfellow}. */
    static Cell make(int inputs, int units, Options options) {
        Activation candidate = options.word("activation", Activation.class);
        return switch (options.word("variant")) {
            case "reset_after" -> new GruResetAfter(candidate);
            case "reset_before" -> new Gru(false, candidate);
            default -> {
                if (candidate != Activation.TANH) {
                    throw new IllegalArgumentException(
                            "activation of gru must be left out with variant=goodfellow, whose"
                                    + " candidate is the logistic function, was " + options.word("activation"));
                }
                yield new Gru(true, Activation.SIGMOID);
            }
        };
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public void forward(int phase, Step s) {
        float[] z = s.z;
        float[] h = s.states[0];
        int n = s.n;
        int update = s.at(0);
        int reset = s.at(1);
        int fresh = s.at(2);
        int product = s.at(3);
        int before = s.before;
        int after = s.after;
        if (phase == 0) {
            Elementwise.get().logistic(z, update, 2 * n);
            Elementwise.get().product(z, reset, h, before, z, product, n);
        } else {
            candidate.apply(z, fresh, n);
            Elementwise.get().mix(h, before, z, fresh, z, update, h, after, n);
        }
    }

    @Override
    public void backward(int phase, Step s) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] h = s.states[0];
        float[] dh = s.dh;
        float[] dhBefore = s.dhBefore;
        int n = s.n;
        int update = s.at(0);
        int reset = s.at(1);
        int fresh = s.at(2);
        int dUpdate = s.dAt(0);
        int dReset = s.dAt(1);
        int dFresh = s.dAt(2);
        int dProduct = s.dAt(3);
        int before = s.before;
        Elementwise elementwise = Elementwise.get();
        if (phase == 1) {
            elementwise.rest(dh, 0, z, update, dz, dFresh, n);
            System.arraycopy(h, before, dz, dUpdate, n);
            elementwise.subtract(z, fresh, dz, dUpdate, n);
            Activation.SIGMOID.slope(dh, 0, dz, dUpdate, z, update, dz, dUpdate, n);
            elementwise.addProduct(dh, 0, z, update, dhBefore, 0, n);
            candidate.slope(z, fresh, dz, dFresh, n);
        } else {
            Activation.SIGMOID.slope(dz, dProduct, h, before, z, reset, dz, dReset, n);
            elementwise.addProduct(dz, dProduct, z, reset, dhBefore, 0, n);
        }
    }

    @Override
    public void initial(InitialValues values) {
        if (values.options().chrono()) {
            values.chrono(0, -1);
        }
    }
}
