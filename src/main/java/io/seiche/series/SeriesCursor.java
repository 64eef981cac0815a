package io.seiche.series;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The row-by-row counterpart of {@link SeriesPipeline}: holds the state of one series between rows and prepares each new
 * row by the model's policies, with the code that prepares a whole series. Since later rows are unknown, missing values
 * repeat the last known one if they may be filled at all, and of rows with the same time the first to arrive is read.
 *
 * <p>The result is a {@link Chunk} of the rows to read now: rows inserted into a gap or buffered for a scaler, if any, and
 * the new row.
 */
public final class SeriesCursor {
    /** Maximum number of rows inserted into a gap. */
    private static final int LONGEST_FILL = 10_000;

    private static final double[] NO_LEVELS = {};

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
    private final double[] row; // previous row, in the table's units: [columns]
    private final double[] statics;
    private final IntervalEstimate pace = new IntervalEstimate();
    private boolean rests;
    private String refused;

    /**
     * Creates the state of a series without rows.
     *
     * @param pipeline policies of the model; its split is not read
     * @param series identifier of the series
     * @param scaler scaler of the series; null if the model has none, so that one is fitted to the rows of the first lookback
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
        statics = new double[pipeline.columns().fixed()];
    }

    /**
     * Takes the next row.
     *
     * @param time time by the pipeline's axis
     * @param given the values that change from row to row, then the static ones; NaN for a missing value
     * @return the rows to read, this one last but for {@link #ahead}; null if it is {@link #refused}
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
        long steps = begun && frequency.clock() ? grid(time).steps(last, time) : 1;
        if (steps < 1) {
            return refuse(
                    "irregular: it is not a whole number of steps of " + frequency.text() + " after " + text(last));
        }
        return take(time, now, steps - 1);
    }

    private Chunk take(long time, double[] now, long gap) {
        boolean breaks = gap > 0 && pipeline.series().gaps() == Gaps.BREAK;
        boolean refuses = gap > LONGEST_FILL || (gap > 0 && pipeline.series().gaps() == Gaps.ERROR);
        if (refuses && !breaks) {
            refuse("gap: " + gap + " steps since " + text(last) + " have no row, and series.gaps = "
                    + pipeline.series().gaps().text()
                    + " does not bridge them; the series restarts after it, without carried state");
            return begin(time, now);
        }
        if (transform.needsLevel() && (!begun || breaks)) {
            refuse("first: it has no " + transform.text() + ", since no row directly precedes it");
            return begin(time, now);
        }
        if (breaks) {
            first.begin(time, now);
        }
        int from = begun && !breaks ? 1 : 0; // row 0 is the previous row, if there is one
        DeferredScaler.Gathered rows = from == 0
                ? new DeferredScaler.Gathered(now.clone(), NO_LEVELS, new long[] {time})
                : follow(time, now, gap);
        double[] values = rows.values();
        int end = rows.times().length;
        double[] levels = transform.levels(values, columns, targets, from, end);
        transform.forward(values, columns, targets, from, end, this::refuseUndefined);
        if (refused != null) {
            return begin(time, now);
        }
        long[] times = Arrays.copyOfRange(rows.times(), from, end);
        for (long each : times) {
            see(each);
        }
        System.arraycopy(now, 0, row, 0, columns);
        resting = resting || breaks;
        return chunk(
                new DeferredScaler.Gathered(Arrays.copyOfRange(values, from * columns, end * columns), levels, times));
    }

    /** Returns the previous row, the rows of a gap and the new row, in the table's units. */
    private DeferredScaler.Gathered follow(long time, double[] now, long gap) {
        if (gap == 0) {
            return new DeferredScaler.Gathered(DeferredScaler.joined(row, now), NO_LEVELS, new long[] {last, time});
        }
        Columns all = pipeline.columns(); // a static covariate is no part of the rows kept
        SeriesRows rows =
                new SeriesRows(new Columns(all.targets(), all.past(), all.future(), List.of()).with(all.label()));
        rows.add(last, row);
        rows.add(time, now);
        new Cleaning(rows, pipeline.series(), pipeline.axis()).clean(frequency, SplitSpec.none());
        return new DeferredScaler.Gathered(rows.values, NO_LEVELS, Arrays.copyOf(rows.times, rows.rows));
    }

    private void refuseUndefined(int at, int target, double value, double previous) {
        refuse("transform: target \"" + pipeline.columns().targets().get(target) + "\" is " + value + ", "
                + transform.text() + " is not defined; the series restarts after it, without carried state");
    }

    /** Returns the rows to read, scaled; null while there is no scaler. */
    private Chunk chunk(DeferredScaler.Gathered rows) {
        DeferredScaler.Gathered all = rows;
        if (first.scaler() == null) {
            first.gather(rows.values(), rows.levels(), rows.times());
            int wanted = pipeline.windows().lookback();
            if (first.rows() < wanted) {
                return refuse("unknown: the model has no scaler for this series; " + first.rows() + " of the " + wanted
                        + " rows that one is fitted to have arrived");
            }
            all = first.fit();
        }
        rests = resting;
        resting = false;
        int count = all.times().length;
        float[] values = SeriesPipeline.scaled(all.values(), columns, 0, count, first.scaler());
        ChunkRows packed = new ChunkRows(0, columns, values, RowTimes.of(all.times()), all.levels());
        if (ahead() > 0) {
            packed = packed.followedBy(next());
        }
        return new Chunk(series, 0, packed, pipeline.statics(statics), first.scaler(), Cutoffs.NONE);
    }

    /** Returns the row's values, missing ones filled if the policy fills them; null if the row cannot be kept. */
    private double[] filled(double[] given) {
        boolean fills = pipeline.series().missing().fills();
        double[] now = new double[columns];
        for (int c = 0; c < columns; c++) {
            now[c] = SeriesRows.finite(given[c]);
            if (SeriesRows.isExtreme(now[c])) {
                refuse("extreme: column \"" + pipeline.columns().perRow().get(c) + "\" is " + now[c]);
                return null;
            }
            if (Double.isNaN(now[c]) && fills && begun) {
                now[c] = row[c];
            }
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
            int category = s - pipeline.columns().statics().size();
            if (category >= 0 && begun && value != statics[s]) {
                Category known = pipeline.columns().categories().get(category);
                refuse("static: category \"" + known.name() + "\" is " + known.text(value) + " but was "
                        + known.text(statics[s]));
                return false;
            }
            if (!Double.isFinite(value) || (begun && value != statics[s])) {
                refuse("static: covariate \"" + pipeline.columns().statics().get(s) + "\" is " + value
                        + (begun ? " but was " + statics[s] : ", which is no number"));
                return false;
            }
        }
        System.arraycopy(given, columns, statics, 0, statics.length);
        return true;
    }

    /** Keeps a row that is not read itself; the next row follows it without carried state. */
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
        if (!frequency.clock() || frequency.monthly()) {
            pace.see(time, pipeline.axis());
        }
    }

    /** Returns the grid of the rows so far and one more. */
    private StepGrid grid(long more) {
        MonthDays days = frequency.monthly()
                ? pace.days().with(pipeline.axis().local(more).toLocalDate())
                : MonthDays.NONE;
        return new StepGrid(frequency, pipeline.axis(), days);
    }

    private Chunk refuse(String why) {
        refused = why;
        return null;
    }

    private String text(long time) {
        return pipeline.axis().text(time);
    }

    /** Returns the reason why the last row taken cannot be read; null if it can. */
    public String refused() {
        return refused;
    }

    /** Returns true if the rows returned last follow no row that was read, so that the carried state must be reset. */
    public boolean rests() {
        return rests;
    }

    /** Returns true if the next row follows no row that was read, so that there is no carried state. */
    public boolean resting() {
        return resting;
    }

    /** Returns true if there is a row, which the next one must follow. */
    public boolean begun() {
        return begun;
    }

    /** Returns the number of rows after the last one of which chunks hold the times: those of calendar inputs. */
    public int ahead() {
        return pipeline.columns().calendar().present() ? pipeline.windows().horizon() : 0;
    }

    /** Returns the times of the steps after the last row, {@code [horizon]}. */
    public long[] next() {
        int horizon = pipeline.windows().horizon();
        return frequency.clock() ? grid(last).next(last, horizon) : pace.next(last, horizon, pipeline.axis());
    }

    /** Returns the number of bytes that {@link #write} writes. */
    public int bytes() {
        return 2 + Long.BYTES + (row.length + statics.length) * Double.BYTES + IntervalEstimate.BYTES + first.bytes();
    }

    /** Writes the state. */
    public void write(ByteBuffer to) {
        to.put((byte) (begun ? 1 : 0)).put((byte) (resting ? 1 : 0));
        to.putLong(last);
        Arrays.stream(row).forEach(to::putDouble);
        Arrays.stream(statics).forEach(to::putDouble);
        pace.write(to);
        first.write(to);
    }

    /** Restores the state written by a cursor of the same model. */
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
