package io.seiche.series;

import io.seiche.math.Sequence;
import io.seiche.text.Call;
import io.seiche.text.Options;
import io.seiche.text.Spelling;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What class a window belongs to: the class of the row {@code horizon} steps behind the last one it shows. A column of
 * the table holds it, or it follows from the first target there and in the window's last row. A label is never an input.
 *
 * <p>In a {@link Chunk} the label is one more packed column, each row's holding the position of its class among {@link
 * #classes}, {@link #UNKNOWN} for a class that is not among them, and NaN where there is none.
 *
 * @param rule where the class comes from
 * @param text as the configuration writes it: a column's name, {@code rise()}, {@code rise(0.01)}, {@code above(30)}; ""
 *     where windows have no label
 * @param bound of {@code rise} the share of the last value a change must exceed to count; of {@code above} the value
 * @param classes their names in order; empty for a column until its table has been read
 */
public record Label(Rule rule, String text, double bound, List<String> classes) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Windows without a label: what is forecast are values. */
    public static final Label NONE = new Label(Rule.NONE, "", 0, List.of());

    /** What a row holds whose class is not among {@link #classes}. */
    public static final int UNKNOWN = -1;

    /** More classes than this are no classes but numbers. */
    public static final int MOST_CLASSES = 256;

    private static final Pattern DERIVED = Pattern.compile("\\w+\\(.*\\)");

    private static final String KEY = "input.label";
    private static final List<String> RULES = List.of("rise", "above");

    /** Where a class comes from. */
    public enum Rule {
        /** There is none. */
        NONE,
        /** A column of the table holds it. */
        COLUMN,
        /** Whether the first target has risen since the window's last row, by more than a share of what it was there. */
        RISE {
            @Override
            int classOf(double last, double value, double bound) {
                double least = bound * Math.abs(last);
                int risen = bound == 0 ? 1 : 2;
                return value - last > least ? risen : bound > 0 && value - last >= -least ? 1 : 0;
            }
        },
        /** Whether the first target is above a value. */
        ABOVE {
            @Override
            int classOf(double last, double value, double bound) {
                return value > bound ? 1 : 0;
            }
        };

        /**
         * The position of the class.
         *
         * @param last the first target in the window's last row, in the table's units
         * @param value the same in the row of the label
         */
        int classOf(double last, double value, double bound) {
            throw new IllegalStateException("the class of " + this + " does not follow from a target");
        }
    }

    public Label {
        classes = List.copyOf(classes);
    }

    /**
     * Reads a label; "" is none.
     *
     * @throws IllegalArgumentException if it looks like a rule and is none
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
            String name = stripped.substring(0, stripped.indexOf('(')).toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    KEY + " must be a column of the table, rise(), rise(0.01) (a change of more than 1 % of the target)"
                            + " or above(30) (the target's value), was \"" + stripped + "\""
                            + Spelling.hint(name, RULES),
                    refused);
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

    /** The same, of a column whose classes are known. */
    public Label with(List<String> known) {
        return new Label(rule, text, bound, known);
    }

    /** Whether windows have a label. */
    public boolean present() {
        return rule != Rule.NONE;
    }

    /** Whether a column of the table holds it. */
    public boolean isColumn() {
        return rule == Rule.COLUMN;
    }

    /** Whether it follows from the first target. */
    public boolean isDerived() {
        return present() && !isColumn();
    }

    /**
     * Reads the probability of each class from what a network answers to a batch.
     *
     * @param answer {@code [1][outputs][batch]}: 1 output, the probability of the second of two classes, or one for each
     *     class
     * @param example which of the batch, from 0
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
     * Fills the label's column, the last, of rows whose targets are in the table's units. A row without another {@code
     * horizon} rows before it in its run has no class.
     *
     * @param values {@code [rows][columns]}
     * @param from first row of a run
     * @param end the row behind its last
     */
    void fill(double[] values, int columns, int from, int end, int horizon) {
        for (int row = from; row < end; row++) {
            int before = row - horizon;
            values[(row + 1) * columns - 1] =
                    before < from ? Double.NaN : rule.classOf(values[before * columns], values[row * columns], bound);
        }
    }
}
