package io.seiche.task;

/**
 * A column of the rows that a model outputs, after the series, the time and the cutoff that all rows have.
 *
 * @param name of the column
 * @param kind of its values: {@link String} or {@link Double}
 * @param shown whether results have it; a column with one value throughout need not be shown
 */
public record OutputColumn(String name, OutputType kind, boolean shown) {
    /** The kinds of values. */
    public enum OutputType {
        /** Text. */
        TEXT,
        /** A number in double precision. */
        NUMBER
    }

    /** A column of text. */
    static OutputColumn text(String name, boolean shown) {
        return new OutputColumn(name, OutputType.TEXT, shown);
    }

    /** A column of numbers. */
    static OutputColumn number(String name) {
        return new OutputColumn(name, OutputType.NUMBER, true);
    }
}
