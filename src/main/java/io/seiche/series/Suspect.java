package io.seiche.series;

import io.seiche.text.Words;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A number of a column that may stand for a missing value.
 *
 * @param column name of the column
 * @param value the number
 * @param rows number of rows with it
 * @param series number of series with it
 * @param first the first of these series by name
 */
public record Suspect(String column, double value, long rows, long series, String first) implements Serializable {
    /** Returns the sum of the same number of the same column in other series. */
    Suspect plus(Suspect other) {
        return new Suspect(
                column,
                value,
                rows + other.rows,
                series + other.series,
                first.compareTo(other.first) <= 0 ? first : other.first);
    }

    /** Returns the number as it would be written in a configuration. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? new BigDecimal(value).toPlainString()
                : Double.toString(value);
    }

    /** Returns the sentence for the reader, with the remedy. */
    public String sentence() {
        String where = first.isEmpty()
                ? ""
                : series == 1
                        ? " of series \"" + first + "\""
                        : String.format(Locale.ROOT, " of %,d series, the first \"%s\"", series, first);
        return String.format(
                Locale.ROOT,
                "column \"%s\" is %s in %s%s, far from its other values; if that stands for a missing value, set"
                        + " input.missingValues = [%s]",
                column,
                text(value),
                Words.count(rows, "row"),
                where,
                text(value));
    }
}
