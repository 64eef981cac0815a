package io.seiche.series;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;

/**
 * A defect for which the data is refused: the first row of its kind in one series, and the number of such rows.
 *
 * @param kind kind of defect
 * @param series identifier of the series
 * @param time time of the first such row
 * @param detail text found there, for the message
 * @param count number of such rows
 */
public record RowDefect(DefectKind kind, String series, long time, String detail, long count) implements Serializable {
    /** Kinds of defects with their remedies, the most severe first. */
    public enum DefectKind {
        /** A time that is null or cannot be read. */
        TIME(
                "{detail}{at-series}",
                "dates look like 2020-01-31, times like 2020-01-31 12:00:00; set input.timeFormat to another pattern, or to"
                        + " number for plain numbers, or leave such rows out by input.where"),
        /** A time without an offset in a column of times with one, or the reverse. */
        OFFSET("{detail}{at-series}", "write an offset in every time, such as 2020-01-31 12:00:00+00:00, or in none"),
        /** The header of the file, repeated among its rows. */
        HEADER("{detail}{at-series}", "leave such rows out by input.where, or remove them"),
        /** An identifier that is null or empty. */
        ID("{detail}", "leave such rows out by input.where"),
        /** An identifier in another encoding than the files are read in. */
        ENCODING(
                "{detail}, but its text is not in UTF-8",
                "set input.options.encoding to that of the files, such as ISO-8859-1 or windows-1252"),
        /** An identifier whose bytes are no text, such as those of a UUID; two of them could have the same name. */
        BYTES(
                "{detail}, which are not text in UTF-8",
                "write identifiers as text in the files, or convert them by input.sql from a table of the catalog: hex(k)"),
        /** Text in place of a number. */
        NUMBER(
                "{detail} is not a number{at}",
                "correct it, or set input.options.nullValue to the text of a missing value"),
        /** A number with a decimal comma or separators of thousands. */
        COMMA(
                "{detail} is not a number{at}",
                "set input.options.locale to the notation: de-DE for 1.234,56, fr-FR for 1 234,56, en-US for 1,234.56."
                        + " input.sql can convert a column of the catalog: cast(replace(y, ',', '.') as double)"),
        /** A truth value in a series whose other values of the column are numbers other than 0 and 1. */
        TRUTH("{detail}{at}", "correct it, or leave such rows out by input.where"),
        /** A finite number beyond all measurements, as loggers write for no value. */
        EXTREME(
                "{detail}{at}, which is beyond all measurements",
                "list the number in input.missingValues if it stands for a missing value, or bring the column to another"
                        + " unit by input.sql"),
        /** A static covariate that changes within a series, or is missing. */
        STATIC("{detail}{at}", "list it under input.covariates.past or future, or leave it out"),
        CATEGORY("{detail}{at}", "leave it out of input.covariates.category, or write one value for each series"),
        /** A row or two that are years before or after all others of their series, such as at 9999-12-31. */
        REMOTE(
                "{detail}{at}",
                "leave such rows out by input.where if their time stands for no time; if it is right, set series.frequency"
                        + " = rows"),
        /** Several rows with the same time. */
        DUPLICATE(
                "{detail} rows have the same time{at}",
                "set series.duplicates = " + Duplicates.remedies()
                        + ", or name the column that tells series apart in input.id"),
        /** Several rows with the same time, of which none is the latest. */
        TIE("{detail}{at}", "correct these rows, or name another column in series.duplicates"),
        /** A row that cannot be ordered among those of its time. */
        VERSION("{detail}{at}", "give every row a number or a time there, or leave such rows out by input.where"),
        /** Values that are null, NaN or infinite. */
        MISSING("{detail} has no value{at}", "set series.missing = drop, forward-fill, interpolate or mask"),
        /** Steps without a row. */
        GAP(
                "{detail}{at}",
                "set series.gaps = break, forward-fill, interpolate, mask or zero, or series.frequency = rows"),
        /** Times off the grid. */
        IRREGULAR("{detail}{at}", "set series.frequency = auto or rows, or bring the times to the grid by input.sql"),
        /** A value for which the transform is not defined. */
        TRANSFORM("{detail}{at}", "set series.transform = none or difference, or leave such rows out by input.where");

        private final String what;
        private final String remedy;

        DefectKind(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        /** Returns true if the time of such a row is not known. */
        public boolean untimed() {
            return this == TIME || this == OFFSET || this == HEADER;
        }

        /** Returns true if another policy of {@code series} would accept the rows; else they cannot be read. */
        public boolean byPolicy() {
            return compareTo(REMOTE) >= 0;
        }
    }

    /** Orders defects for reporting: by severity of the kind, then by series and time. */
    public static final Comparator<RowDefect> ORDER = Comparator.comparing(RowDefect::kind)
            .thenComparing(RowDefect::series)
            .thenComparingLong(RowDefect::time)
            .thenComparing(RowDefect::detail);

    /** Returns this defect with the number of rows of a later one of the same kind and series. */
    RowDefect plus(RowDefect later) {
        return new RowDefect(kind, series, time, detail, count + later.count);
    }

    /** Returns the message: the defect, its place, the number of such rows, and the remedy. */
    public String message(TimeAxis axis, long countInAll) {
        String inSeries = series.isEmpty() ? "" : " of series \"" + series + "\"";
        String text = kind.what
                .replace("{detail}", detail)
                .replace("{at-series}", inSeries.replaceFirst(" of", " in"))
                .replace("{at}", " at " + axis.text(time) + inSeries);
        String often = countInAll > 1 ? String.format(Locale.ROOT, " (%,d such rows)", countInAll) : "";
        return text + often + "; " + ClockChange.advice(kind, axis, time).orElse(kind.remedy);
    }
}
