package io.seiche.series;

import io.seiche.math.Sequence;
import io.seiche.text.Call;
import io.seiche.text.Options;
import io.seiche.text.Refusal;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class of a window: that of the row {@code horizon} steps after the last row of its lookback. A column of the
 * table holds the class, or it is derived from the first target in that row and in the last row of the lookback. A
 * label is never an input.
 *
 * <p>In a {@link Chunk} the label is the last packed column. It holds the position of the row's class in {@link
 * #classes}, {@link #UNKNOWN} for a class that is not among them, and NaN for a row without a class.
 *
 * @param rule source of the class
 * @param text text in the configuration: a column's name, {@code rise()}, {@code rise(0.01)}, {@code above(30)}; "" for
 *     windows without a label
 * @param bound for {@code rise}, the fraction of the last value that a change must exceed; for {@code above}, the value
 * @param classes names of the classes in order; empty for a column until its table has been read
 */
public record Label(Rule rule, String text, double bound, List<String> classes) implements Serializable {
    private static final long serialVersionUID = 1;

    /** No label: values are forecast, not classes. */
    public static final Label NONE = new Label(Rule.NONE, "", 0, List.of());

    /** Position stored for a class that is not among {@link #classes}. */
    public static final int UNKNOWN = -1;

    /** Maximum number of classes; a column with more distinct values is refused as a number. */
    public static final int MOST_CLASSES = 256;

    private static final Pattern DERIVED = Pattern.compile("\\w+\\(.*\\)");

    private static final String KEY = "input.label";
    private static final List<String> RULES = List.of("rise", "above");

    /** Source of a class. */
    public enum Rule {
        /** No label. */
        NONE,
        /** A column of the table holds it. */
        COLUMN,
        /** The first target has risen since the last row of the lookback by more than a fraction of its value there. */
        RISE {
            @Override
            int classOf(double last, double value, double bound) {
                double least = bound * Math.abs(last);
                int risen = bound == 0 ? 1 : 2;
                return value - last > least ? risen : bound > 0 && value - last >= -least ? 1 : 0;
            }
        },
        /** The first target is above a value. */
        ABOVE {
            @Override
            int classOf(double last, double value, double bound) {
                return value > bound ? 1 : 0;
            }
        };

        /**
         * Returns the position of the class.
         *
         * @param last first target in the last row of the lookback, in the table's units
         * @param value first target in the row of the label, in the table's units
         */
        int classOf(double last, double value, double bound) {
            throw new IllegalStateException("the class of " + this + " does not follow from a target");
        }
    }

    public Label {
        classes = List.copyOf(classes);
    }

    /**
     * Parses a label; "" is no label.
     *
     * @throws IllegalArgumentException if the text has the form of a rule but is not one
     */
    public static Label parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return NONE;
        }
        if (!DERIVED.matcher(stripped).matches()) {
            return new Label(Rule.COLUMN, stripped, 0, List.of());
        }
        try {
            return derived(Call.of(KEY, stripped));
        } catch (IllegalArgumentException refused) {
            String name = Words.fold(stripped.substring(0, stripped.indexOf('(')));
            throw new Refusal(
                            KEY,
                            "be a column of the table, rise(), rise(0.01) (a change of more than 1 per"
                                    + " cent of the target) or above(30) (the target's value)",
                            "\"" + stripped + "\"" + Spelling.hint(name, RULES))
                    .because(refused);
        }
    }

    private static Label derived(Call call) {
        boolean bare = call.arguments().isEmpty();
        double bound = bare ? 0 : call.number(0, "bound");
        String inside = bare ? "" : call.word(0, "bound");
        String canonical = call.name() + "(" + inside + ")";
        call.atMost(1);
        Options.of(call.name(), List.of(), call.options());
        if (call.name().equals("rise") && bound >= 0 && Double.isFinite(bound)) {
            List<String> classes = bound == 0 ? List.of("no rise", "rise") : List.of("fall", "flat", "rise");
            return new Label(Rule.RISE, canonical, bound, classes);
        }
        if (call.name().equals("above") && !bare && Double.isFinite(bound)) {
            return new Label(Rule.ABOVE, canonical, bound, List.of("not above " + inside, "above " + inside));
        }
        throw new IllegalArgumentException(call + " is no rule for a label");
    }

    /** Returns this label with known classes. */
    public Label with(List<String> known) {
        return new Label(rule, text, bound, known);
    }

    /** Returns true if windows have a label. */
    public boolean present() {
        return rule != Rule.NONE;
    }

    /** Returns true if a column of the table holds the class. */
    public boolean isColumn() {
        return rule == Rule.COLUMN;
    }

    /** Returns true if the class is derived from the first target. */
    public boolean isDerived() {
        return present() && !isColumn();
    }

    /**
     * Reads the probability of each class from the output of a network.
     *
     * @param answer {@code [1][outputs][batch]}: 1 output, the probability of the second of two classes, or one for
     *     each class
     * @param example index of the window in the batch, from 0
     * @param probabilities filled, {@code [classes]}
     */
    public static void probabilities(Sequence answer, int example, double[] probabilities) {
        for (int c = 0; c < answer.features(); c++) {
            probabilities[c] = answer.values()[answer.offset() + c * answer.batch() + example];
        }
        if (answer.features() == 1) {
            probabilities[1] = probabilities[0];
            probabilities[0] = 1 - probabilities[1];
        }
    }

    /**
     * Fills the label column, the last one, of rows whose targets are in the table's units. A row with fewer than
     * {@code horizon} rows before it in its run has no class.
     *
     * @param values {@code [rows][columns]}
     * @param from first row of a run
     * @param end position after its last row
     */
    void fill(double[] values, int columns, int from, int end, int horizon) {
        for (int row = from; row < end; row++) {
            int before = row - horizon;
            values[(row + 1) * columns - 1] =
                    before < from ? Double.NaN : rule.classOf(values[before * columns], values[row * columns], bound);
        }
    }
}
