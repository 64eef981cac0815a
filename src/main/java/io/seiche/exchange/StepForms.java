package io.seiche.exchange;

import io.seiche.text.Options;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The registry of cells without an ONNX operator. A form writes {@code forward} of the cell's class with elementary
 * operators, with the same block numbers. {@link ScanLayer} writes the products of the cell's wiring.
 */
final class StepForms {
    /** One phase of one step. */
    @FunctionalInterface
    interface StepForm {
        /** Reads blocks and states, sets scratch blocks and, in the last phase, every state after the step. */
        void write(int phase, StepValues s);
    }

    private static final Map<String, StepForm> ALL = new TreeMap<>(Map.of(
            "gru", StepForms::goodfellow,
            "qrnn", (phase, s) -> qrnn(s),
            "sru", (phase, s) -> sru(s),
            "indrnn", (phase, s) -> indRnn(s),
            "janet", (phase, s) -> janet(s),
            "mingru", (phase, s) -> minGru(s),
            "minlstm", (phase, s) -> minLstm(s),
            "slstm", (phase, s) -> slstm(s)));

    private StepForms() {}

    /** Returns the form of a cell, or null if it has none. */
    static StepForm of(String cell) {
        return ALL.get(cell);
    }

    /** Returns the cells with a form. */
    static Set<String> names() {
        return ALL.keySet();
    }

    private static void goodfellow(int phase, StepValues s) {
        if (phase == 0) {
            s.block(3, s.block(1).sigmoid().times(s.state(0)));
        } else {
            s.next(0, s.state(0).mixed(s.block(0).sigmoid(), s.block(2).sigmoid()));
        }
    }

    private static Value candidate(StepValues s, Value z) {
        return switch (s.options().word("activation")) {
            case "relu" -> z.relu();
            case "sigmoid" -> z.sigmoid();
            default -> z.tanh();
        };
    }

    private static void qrnn(StepValues s) {
        String pooling = s.options().word("pooling");
        Value fresh = candidate(s, s.block(0));
        Value keep = s.block(1).sigmoid();
        Value take = pooling.equals("ifo") ? s.block(3).sigmoid() : keep.rest();
        Value c = keep.times(s.state(1)).plus(take.times(fresh));
        s.next(1, c);
        s.next(0, pooling.equals("f") ? c : c.times(s.block(2).sigmoid()));
    }

    private static void sru(StepValues s) {
        boolean v2 = s.options().word("variant").equals("v2");
        Value before = s.state(1);
        Value keep = (v2 ? s.block(1).plus(s.vector(0).times(before)) : s.block(1)).sigmoid();
        Value out = (v2 ? s.block(2).plus(s.vector(1).times(before)) : s.block(2)).sigmoid();
        Value c = before.mixed(keep, s.block(0));
        boolean projected = s.block(3) != null;
        Value skip = projected ? s.block(3) : s.x().times(alpha(s, v2));
        s.next(1, c);
        s.next(0, (v2 ? c : c.tanh()).mixed(out, skip));
    }

    /** Returns the scale of the highway, as {@code Sru} computes it. */
    private static double alpha(StepValues s, boolean v2) {
        if (!s.options().word("alpha").equals("auto")) {
            return s.options().number("alpha");
        }
        return v2 ? StrictMath.sqrt(1 + 2 * StrictMath.exp(s.options().number("highway_bias"))) : 1;
    }

    private static void indRnn(StepValues s) {
        s.next(0, candidate(s, s.block(0).plus(s.vector(0).times(s.state(0)))));
    }

    private static void janet(StepValues s) {
        Value keep = s.block(0);
        Value take = keep.negative().plus(s.options().number("beta")).sigmoid();
        s.next(0, keep.sigmoid().times(s.state(0)).plus(take.times(candidate(s, s.block(1)))));
    }

    private static void minGru(StepValues s) {
        s.next(0, s.block(1).mixed(s.block(0).sigmoid(), s.state(0)));
    }

    private static void minLstm(StepValues s) {
        Value share = s.block(0).logSigmoid().minus(s.block(1).logSigmoid()).sigmoid();
        s.next(0, s.state(0).mixed(share, s.block(2)));
    }

    private static void slstm(StepValues s) {
        Value kept = s.block(1).logSigmoid().plus(s.state(3));
        Value most = s.block(0).larger(kept);
        Value take = s.block(0).minus(most).exp();
        Value keep = kept.minus(most).exp();
        Value c = keep.times(s.state(1)).plus(take.times(s.block(2).tanh()));
        Value norm = keep.times(s.state(2)).plus(take);
        s.next(3, most);
        s.next(1, c);
        s.next(2, norm);
        s.next(0, s.block(3).sigmoid().times(c).over(norm));
    }

    /** The inputs and outputs of one step as values of a graph; corresponds to {@link io.seiche.cell.Step}. */
    static final class StepValues {
        private final Options options;
        private final Value[] blocks;
        private final List<Value> states;
        private final Value[] next;
        private final List<Value> vectors;
        private final Value x;

        /**
         * @param blocks storage blocks, each {@code [batch, units]}; scratch blocks are null
         * @param states states before the step, of which h is the first
         * @param vectors vector parameters, each {@code [units]}
         * @param x the step's input, {@code [batch, inputs]}
         */
        StepValues(Options options, Value[] blocks, List<Value> states, List<Value> vectors, Value x) {
            this.options = options;
            this.blocks = blocks;
            this.states = states;
            this.next = new Value[states.size()];
            this.vectors = vectors;
            this.x = x;
        }

        Options options() {
            return options;
        }

        Value block(int k) {
            return blocks[k];
        }

        void block(int k, Value value) {
            blocks[k] = value;
        }

        Value state(int k) {
            return states.get(k);
        }

        /** Returns state k after the step. */
        Value next(int k) {
            return next[k];
        }

        void next(int k, Value value) {
            next[k] = value;
        }

        Value vector(int k) {
            return vectors.get(k);
        }

        Value x() {
            return x;
        }
    }
}
