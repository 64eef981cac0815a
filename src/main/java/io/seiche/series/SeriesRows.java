package io.seiche.series;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * A growing buffer for the rows of one series, in ascending order of time and of values within one time. It is filled
 * row by row and reused from series to series, so that memory is 8 bytes per value of the longest series.
 */
public final class SeriesRows {
    /** Least size of a number that is refused: no measurement is as large, but marks such as 1.797e308 and 3.4e38 are. */
    private static final double EXTREME = 1e30;

    final Columns names;
    final int columns;
    long[] times = new long[256];
    double[] values; // [rows][columns]
    double[] statics = {};
    double[] versions = new double[times.length]; // of series.duplicates = latest(by=column); else 0
    int rows;
    int read;
    /** Targets that {@link Missing#MASK} or {@link Gaps#MASK} filled: bit {@code row * columns + target}, of clean rows. */
    final BitSet masked = new BitSet();

    final Map<RowDefect.DefectKind, RowDefect> problems = new EnumMap<>(RowDefect.DefectKind.class);
    final Map<RowDefect.DefectKind, RowDefect> notes = new EnumMap<>(RowDefect.DefectKind.class);
    private final long[] truths; // [columns]: number of truth values written as text
    private final long[] firstTruth; // [columns]: time of the first of them
    private String series = "";

    /** Creates an empty buffer for rows of these columns. */
    public SeriesRows(Columns names) {
        this.names = names;
        this.columns = names.perRow().size();
        this.values = new double[times.length * columns];
        truths = new long[columns];
        firstTruth = new long[columns];
    }

    /** Clears the buffer and begins another series. */
    public void start(String identifier) {
        series = identifier;
        rows = 0;
        read = 0;
        masked.clear();
        problems.clear();
        notes.clear();
        Arrays.fill(truths, 0);
    }

    /** Returns the series' identifier. */
    public String series() {
        return series;
    }

    /**
     * Adds a row.
     *
     * @param time time by the {@link TimeAxis}, not before the previous row's
     * @param row the version of the row if {@code series.duplicates} has a column of versions, the values that change
     *     from row to row, then the static ones; NaN for a missing value
     */
    public void add(long time, double[] row) {
        assert rows == 0 || times[rows - 1] <= time : "rows must come in the order of time";
        if (rows == times.length) {
            times = Arrays.copyOf(times, rows * 2);
            values = Arrays.copyOf(values, rows * 2 * columns);
            versions = Arrays.copyOf(versions, rows * 2);
        }
        int from = row.length - columns - names.fixed();
        if (read == 0) {
            statics = Arrays.copyOfRange(row, from + columns, row.length);
        }
        for (int s = 0; s < names.statics().size(); s++) {
            checkStatic(s, time, row[from + columns + s]);
        }
        for (int c = 0; c < names.categories().size(); c++) {
            checkCategory(c, time, row[from + columns + names.statics().size() + c]);
        }
        times[rows] = time;
        versions[rows] = from > 0 ? row[0] : 0;
        for (int c = 0, at = rows * columns; c < columns; c++, at++) {
            values[at] = finite(row[from + c]);
            if (isExtreme(values[at])) {
                refuse(
                        RowDefect.DefectKind.EXTREME,
                        time,
                        "column \"" + names.perRow().get(c) + "\" is " + values[at]);
            }
        }
        rows++;
        read++;
    }

    /** Notes that the row added last holds true or false in a column of text. */
    public void noteTruth(int column) {
        if (truths[column]++ == 0) {
            firstTruth[column] = times[rows - 1];
        }
    }

    /** Ends the series: refuses truth values in a column that also holds numbers other than 0 and 1. */
    public void end() {
        for (int c = 0; c < columns; c++) {
            for (int row = 0; truths[c] > 0 && row < rows; row++) {
                double value = values[row * columns + c];
                if (!Double.isNaN(value) && value != 0 && value != 1) {
                    refuse(
                            RowDefect.DefectKind.TRUTH,
                            firstTruth[c],
                            "column \"" + names.perRow().get(c) + "\" holds true or false beside numbers such as "
                                    + value,
                            truths[c]);
                    break;
                }
            }
        }
    }

    /** Returns a value with negative zero as zero and every non-finite value as NaN, so that equal rows have equal bits. */
    static double finite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value + 0.0 : Double.NaN;
    }

    /** Returns whether a number is finite but beyond all measurements. */
    static boolean isExtreme(double value) {
        return Math.abs(value) >= EXTREME && Math.abs(value) <= Double.MAX_VALUE;
    }

    private void checkStatic(int s, long time, double value) {
        String name = "static covariate \"" + names.statics().get(s) + "\"";
        if (!Double.isFinite(value)) {
            refuse(RowDefect.DefectKind.STATIC, time, name + " has no value");
        } else if (isExtreme(value)) {
            refuse(RowDefect.DefectKind.EXTREME, time, name + " is " + value);
        } else if (value != statics[s]) {
            refuse(
                    RowDefect.DefectKind.STATIC,
                    time,
                    name + " is " + value + " but was " + statics[s] + " in an earlier row");
        }
    }

    private void checkCategory(int c, long time, double place) {
        Category category = names.categories().get(c);
        double before = statics[names.statics().size() + c];
        if (place != before) {
            refuse(
                    RowDefect.DefectKind.CATEGORY,
                    time,
                    "category \"" + category.name() + "\" is " + category.text(place) + " but was "
                            + category.text(before) + " in an earlier row");
        }
    }

    /** Counts a row that was read but cannot be used, and notes its defect. */
    public void skip(RowDefect.DefectKind kind, long time, String detail) {
        read++;
        refuse(kind, time, detail);
    }

    /** Notes a defect: the first row of a kind is kept for the message, the others are counted. */
    void refuse(RowDefect.DefectKind kind, long time, String detail) {
        refuse(kind, time, detail, 1);
    }

    void refuse(RowDefect.DefectKind kind, long time, String detail, long count) {
        add(problems, new RowDefect(kind, series, time, detail, count));
    }

    /** Notes a defect that the policies accept. */
    void note(RowDefect.DefectKind kind, long time, String detail, long count) {
        add(notes, new RowDefect(kind, series, time, detail, count));
    }

    private static void add(Map<RowDefect.DefectKind, RowDefect> all, RowDefect defect) {
        all.merge(defect.kind(), defect, RowDefect::plus);
    }

    /** Replaces the rows by more of them, gaps filled; versions have no meaning after that. */
    void replace(long[] otherTimes, double[] otherValues, int count) {
        times = otherTimes;
        values = otherValues;
        versions = Arrays.copyOf(versions, otherTimes.length);
        rows = count;
    }

    void copyRow(int from, int to) {
        if (from != to) {
            times[to] = times[from];
            versions[to] = versions[from];
            System.arraycopy(values, from * columns, values, to * columns, columns);
        }
    }
}
