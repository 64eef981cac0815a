package io.seiche.series;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where one series stands while its rows come one by one, and what the policies of its model make of the next row: what
 * they make of a whole series, as far as one can know who has not seen the rows to come. A missing value is the last known
 * one where it may be filled at all; of rows with one time the first to come is read. What is handed on is a {@link Chunk}
 * of the rows to read now: those put into a gap or gathered for a scale, if any, and the row itself.
 */
public final class SeriesCursor {
    /** Rows that are put into a gap at most. */
    private static final int LONGEST_FILL = 10_000;

    private final SeriesPipeline pipeline;
    private final String series;
    private final DeferredScaler first;
    private final int columns;
    private final int targets;
    private final Frequency frequency;
    private final Transform transform;

    private boolean begun;
    private boolean resting = true;
    private long last;
    private final double[] row; // the last one, in the table's units: [columns]
    private final double[] statics;
    private final IntervalEstimate pace = new IntervalEstimate();
    private boolean rests;
    private String refused;

    /**
     * Before the first row.
     *
     * @param pass the policies; its split is not read
     * @param series the series' identifier
     * @param scaler its scale; null where the model has none, so that one is fitted to the first lookback's rows
     */
    public SeriesCursor(SeriesPipeline pipeline, String series, Scaler scaler) {
        this.pipeline = pipeline;
        this.series = series;
        first = new DeferredScaler(pipeline, scaler);
        columns = pipeline.columns().perRow().size();
        targets = pipeline.columns().targets().size();
        frequency = pipeline.shared().frequency();
        transform = pipeline.series().transform();
        row = new double[columns];
        statics = new double[pipeline.columns().statics().size()];
    }

    /**
     * Takes the next row.
     *
     * @param time by the axis
     * @param given the values that change from row to row, then the static ones; NaN where there is none
     * @return the rows to read, the last of which is this one; null where it is {@link #refused}
     */
    public Chunk take(long time, double[] given) {
        rests = false;
        refused = null;
        if (begun && time <= last) {
            return time == last
                    ? refuse("duplicate: a row of " + text(time) + " has been read already")
                    : refuse("late: rows up to " + text(last) + " have been read already");
        }
        double[] now = filled(given);
        if (now == null || !sameStatics(given)) {
            return null;
        }
        long steps = begun && frequency.clock() ? frequency.steps(last, time, pipeline.axis()) : 1;
        if (steps < 1) {
            return refuse("irregular: it does not lie a whole number of steps of " + frequency.text() + " behind "
                    + text(last));
        }
        return take(time, now, steps - 1);
    }

    private Chunk take(long time, double[] now, long gap) {
        boolean breaks = gap > 0 && pipeline.series().gaps() == Gaps.BREAK;
        boolean refuses = gap > LONGEST_FILL || (gap > 0 && pipeline.series().gaps() == Gaps.ERROR);
        if (refuses && !breaks) {
            refuse("gap: " + gap + " steps since " + text(last) + " have no row, and series.gaps = "
                    + pipeline.series().gaps().text() + " does not bridge them; the series begins at rest behind it");
            return begin(time, now);
        }
        if (transform.needsLevel() && (!begun || breaks)) {
            refuse("first: it shows no " + transform.text() + " yet, no row stands directly before it");
            return begin(time, now);
        }
        if (breaks) {
            first.begin(time, now);
        }
        int rows = breaks ? 1 : (int) gap + 1;
        double[] values = new double[rows * columns];
        bridge(values, rows, now);
        double[] levels = transform.needsLevel() ? levels(values, rows) : new double[0];
        int undefined = transform(values, rows);
        if (undefined >= 0) {
            refuse("transform: target \"" + pipeline.columns().targets().get(undefined % columns) + "\" is "
                    + now[undefined % columns] + ", " + transform.text()
                    + " is not defined; the series begins at rest behind it");
            return begin(time, now);
        }
        long[] times = new long[rows];
        for (int i = 1; i < rows; i++) {
            times[i - 1] = frequency.after(last, i, pipeline.axis());
        }
        times[rows - 1] = time;
        for (long each : times) {
            see(each);
        }
        System.arraycopy(now, 0, row, 0, columns);
        resting = resting || breaks;
        return chunk(new DeferredScaler.Gathered(values, levels, times));
    }

    /** The rows to read, on the series' scale; null while there is none. */
    private Chunk chunk(DeferredScaler.Gathered rows) {
        DeferredScaler.Gathered all = rows;
        if (first.scaler() == null) {
            first.gather(rows.values(), rows.levels(), rows.times());
            int wanted = pipeline.windows().lookback();
            if (first.rows() < wanted) {
                return refuse("unknown: the model has no scale for this series; " + first.rows() + " of the " + wanted
                        + " rows have come that one is fitted to");
            }
            all = first.fit();
        }
        rests = resting;
        resting = false;
        int count = all.times().length;
        float[] values = SeriesPipeline.scaled(all.values(), columns, 0, count, first.scaler());
        ChunkRows packed = new ChunkRows(0, columns, values, RowTimes.of(all.times()), all.levels());
        return new Chunk(series, 0, packed, pipeline.statics(statics), first.scaler(), Cutoffs.NONE);
    }

    /** The row's values, what is missing filled if the policy fills it; null where the row cannot be kept. */
    private double[] filled(double[] given) {
        boolean fills = pipeline.series().missing() == Missing.FORWARD_FILL
                || pipeline.series().missing() == Missing.INTERPOLATE;
        double[] now = new double[columns];
        for (int c = 0; c < columns; c++) {
            double v = given[c];
            // As SeriesRows has it: no negative zeros, and whatever is not finite is missing.
            now[c] = Math.abs(v) <= Double.MAX_VALUE ? v + 0.0 : fills && begun ? row[c] : Double.NaN;
            if (Double.isNaN(now[c])) {
                refuse("missing: column \"" + pipeline.columns().perRow().get(c) + "\" has no value");
                return null;
            }
        }
        return now;
    }

    private boolean sameStatics(double[] given) {
        for (int s = 0; s < statics.length; s++) {
            double value = given[columns + s];
            if (!Double.isFinite(value) || (begun && value != statics[s])) {
                refuse("static: covariate \"" + pipeline.columns().statics().get(s) + "\" is " + value
                        + (begun ? " but was " + statics[s] : ", which is no number"));
                return false;
            }
        }
        System.arraycopy(given, columns, statics, 0, statics.length);
        return true;
    }

    /** Writes the rows put into a gap, as {@link Cleaning} fills it, and the row behind them. */
    private void bridge(double[] values, int rows, double[] now) {
        double[] before = row.clone();
        for (int i = 0; i < rows - 1; i++) {
            for (int c = 0; c < columns; c++) {
                switch (pipeline.series().gaps()) {
                    case ZERO -> values[i * columns + c] = c < targets ? 0 : before[c];
                    case INTERPOLATE -> {
                        before[c] += (now[c] - before[c]) / (rows - i);
                        values[i * columns + c] = before[c];
                    }
                    default -> values[i * columns + c] = before[c];
                }
            }
        }
        System.arraycopy(now, 0, values, (rows - 1) * columns, columns);
    }

    private double[] levels(double[] values, int rows) {
        double[] levels = new double[rows * targets];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, i * columns, levels, i * targets, targets);
        }
        return levels;
    }

    /** Transforms the targets in place; where one cannot be, its place in the values, else -1. */
    private int transform(double[] values, int rows) {
        if (transform == Transform.NONE) {
            return -1;
        }
        for (int i = rows - 1; i >= 0; i--) {
            for (int k = 0; k < targets; k++) {
                int at = i * columns + k;
                values[at] = transform.forward(values[at], i > 0 ? values[at - columns] : row[k]);
                if (!Double.isFinite(values[at])) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** A row that is not read, but that the next one follows, at rest. */
    private Chunk begin(long time, double[] now) {
        resting = true;
        System.arraycopy(now, 0, row, 0, columns);
        first.begin(time, now);
        see(time);
        return null;
    }

    private void see(long time) {
        begun = true;
        last = time;
        if (!frequency.clock()) {
            pace.see(time, pipeline.axis());
        }
    }

    private Chunk refuse(String why) {
        refused = why;
        return null;
    }

    private String text(long time) {
        return pipeline.axis().text(time);
    }

    /** Why the row that was given last cannot be read; null where it is. */
    public String refused() {
        return refused;
    }

    /** Whether the rows handed out last follow none before them: what was carried is to be forgotten. */
    public boolean rests() {
        return rests;
    }

    /** Whether the next row follows none that was read: nothing is carried. */
    public boolean resting() {
        return resting;
    }

    /** Whether there is a row that the next must come after. */
    public boolean begun() {
        return begun;
    }

    /** The times of the steps behind the last row. */
    public long[] next() {
        return pace.next(last, pipeline.windows().horizon(), frequency, pipeline.axis());
    }

    /** Bytes that {@link #write} takes. */
    public int bytes() {
        return 2 + Long.BYTES + (row.length + statics.length) * Double.BYTES + IntervalEstimate.BYTES + first.bytes();
    }

    /** Writes where the series stands. */
    public void write(ByteBuffer to) {
        to.put((byte) (begun ? 1 : 0)).put((byte) (resting ? 1 : 0));
        to.putLong(last);
        Arrays.stream(row).forEach(to::putDouble);
        Arrays.stream(statics).forEach(to::putDouble);
        pace.write(to);
        first.write(to);
    }

    /** Goes on where another of the same model stood. */
    public void read(ByteBuffer from) {
        begun = from.get() != 0;
        resting = from.get() != 0;
        last = from.getLong();
        for (int c = 0; c < row.length; c++) {
            row[c] = from.getDouble();
        }
        for (int s = 0; s < statics.length; s++) {
            statics[s] = from.getDouble();
        }
        pace.read(from);
        first.read(from);
    }
}
