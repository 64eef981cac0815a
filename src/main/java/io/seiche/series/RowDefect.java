package io.seiche.series;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;

/**
 * A reason to refuse the data, found in one series: the first of its kind there, and how many there are.
 *
 * @param kind what is wrong
 * @param series where
 * @param time of the first row of its kind
 * @param detail what was there, for the message
 * @param count rows of its kind
 */
public record RowDefect(Kind kind, String series, long time, String detail, long count) implements Serializable {
    /** What can be wrong with rows, and what to do about it; the worse come first. */
    public enum Kind {
        /** A time that is null or cannot be read. */
        TIME(
                "{detail}{at-series}",
                "dates look like 2020-01-31, times like 2020-01-31 12:00:00, or give whole numbers"),
        /** An identifier that is null. */
        ID("{detail}", "leave such rows out by input.where"),
        /** Text where a number belongs. */
        NUMBER(
                "{detail} is not a number{at}",
                "correct it, or say what stands for a missing value by input.options.nullValue"),
        /** A static covariate that changes within a series, or is missing. */
        STATIC("{detail}{at}", "list it under input.covariates.past or future, or leave it out"),
        /** Rows with one time. */
        DUPLICATE(
                "{detail} rows stand at one time{at}",
                "set series.duplicates = first, last or mean, or name the column that tells series apart in input.id"),
        /** Values that are null, NaN or infinite. */
        MISSING("{detail} has no value{at}", "set series.missing = drop, forward-fill or interpolate"),
        /** Steps without a row. */
        GAP("{detail}{at}", "set series.gaps = break, forward-fill, interpolate or zero, or series.frequency = rows"),
        /** Times off the grid. */
        IRREGULAR("{detail}{at}", "set series.frequency = rows, or bring the times to the grid by input.sql"),
        /** A transform that is not defined there. */
        TRANSFORM("{detail}{at}", "set series.transform = none or difference, or leave such rows out by input.where");

        private final String what;
        private final String remedy;

        Kind(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }
    }

    /** The order in which problems are told: the worst kind, then by series and time. */
    public static final Comparator<RowDefect> ORDER = Comparator.comparing(RowDefect::kind)
            .thenComparing(RowDefect::series)
            .thenComparingLong(RowDefect::time)
            .thenComparing(RowDefect::detail);

    /** What is wrong, where, how often, and what to do. */
    public String message(TimeAxis axis, long countInAll) {
        String inSeries = series.isEmpty() ? "" : " of series \"" + series + "\"";
        String text = kind.what
                .replace("{detail}", detail)
                .replace("{at-series}", inSeries.replaceFirst(" of", " in"))
                .replace("{at}", " at " + axis.text(time) + inSeries);
        String often = countInAll > 1 ? String.format(Locale.ROOT, " (%,d such rows)", countInAll) : "";
        return text + often + "; " + kind.remedy;
    }
}
