package io.seiche.series;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rows of one series as they come from a table, in ascending order of time and of values within one time: a buffer
 * that grows, filled row by row and reused from series to series. Working memory: 8 bytes a value, one series at a time.
 */
public final class SeriesRows {
    final Columns names;
    final int columns;
    long[] times = new long[256];
    double[] values; // [rows][columns]
    double[] statics = {};
    int rows;
    int read;
    final Map<RowDefect.Kind, RowDefect> problems = new EnumMap<>(RowDefect.Kind.class);
    private String series = "";

    /** An empty buffer for rows of these columns. */
    public SeriesRows(Columns names) {
        this.names = names;
        this.columns = names.perRow().size();
        this.values = new double[times.length * columns];
    }

    /** Forgets all rows and begins another series. */
    public void start(String identifier) {
        series = identifier;
        rows = 0;
        read = 0;
        problems.clear();
    }

    /** The series' identifier. */
    public String series() {
        return series;
    }

    /**
     * Adds a row.
     *
     * @param time by the {@link TimeAxis}, not below the last row's
     * @param row the values that change from row to row, then the static ones; NaN where there is none
     */
    public void add(long time, double[] row) {
        assert rows == 0 || times[rows - 1] <= time : "rows must come in the order of time";
        if (rows == times.length) {
            times = Arrays.copyOf(times, rows * 2);
            values = Arrays.copyOf(values, rows * 2 * columns);
        }
        if (read == 0 && row.length > columns) {
            statics = Arrays.copyOfRange(row, columns, row.length);
        }
        for (int s = columns; s < row.length; s++) {
            checkStatic(s - columns, time, row[s]);
        }
        times[rows] = time;
        for (int c = 0, at = rows * columns; c < columns; c++, at++) {
            double v = row[c];
            // A negative zero becomes a zero, and whatever is not finite NaN: no two rows that count as equal differ.
            values[at] = Math.abs(v) <= Double.MAX_VALUE ? v + 0.0 : Double.NaN;
        }
        rows++;
        read++;
    }

    private void checkStatic(int s, long time, double value) {
        String name = "static covariate \"" + names.statics().get(s) + "\"";
        if (!Double.isFinite(value)) {
            refuse(RowDefect.Kind.STATIC, time, name + " has no value");
        } else if (value != statics[s]) {
            refuse(
                    RowDefect.Kind.STATIC,
                    time,
                    name + " is " + value + " but was " + statics[s] + " in an earlier row");
        }
    }

    /** Counts a row that was read but cannot be used. */
    public void skip(RowDefect.Kind kind, long time, String detail) {
        read++;
        refuse(kind, time, detail);
    }

    /** Notes a reason to refuse the data; the first of a kind is told, the others are counted. */
    void refuse(RowDefect.Kind kind, long time, String detail) {
        refuse(kind, time, detail, 1);
    }

    void refuse(RowDefect.Kind kind, long time, String detail, long count) {
        RowDefect before = problems.get(kind);
        problems.put(
                kind,
                before == null
                        ? new RowDefect(kind, series, time, detail, count)
                        : new RowDefect(kind, series, before.time(), before.detail(), before.count() + count));
    }

    void copyRow(int from, int to) {
        if (from != to) {
            times[to] = times[from];
            System.arraycopy(values, from * columns, values, to * columns, columns);
        }
    }
}
