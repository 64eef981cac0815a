package io.seiche.series;

import io.seiche.math.SplitMix;
import java.io.Serializable;

/**
 * Consecutive rows of one series, packed once as scaled floats, with the windows in it: windows are offsets into the
 * rows, never copies. A long series is cut into chunks that overlap by lookback + horizon - 1 rows; each window
 * belongs to exactly one chunk.
 *
 * @param series the series' identifier (the empty string when the table holds one series)
 * @param index the chunk's number in its series, from 0
 * @param data the rows
 * @param statics the series' static covariates, scaled, then the place of its value of each category
 * @param scaler from scaled values back to the table's (after {@code series.transform})
 * @param cutoffs the windows
 */
public record Chunk(String series, int index, ChunkRows data, float[] statics, Scaler scaler, Cutoffs cutoffs)
        implements Serializable {
    private static final long serialVersionUID = 1;

    private static final float[] NO_INPUTS = {};

    /** Number of rows. */
    public int rows() {
        return data.times().count();
    }

    /** Position of the first row in its series. */
    public long firstRow() {
        return data.first();
    }

    /** Values of a row. */
    public int columns() {
        return data.columns();
    }

    /** The rows, scaled: {@code [rows][columns]}. */
    public float[] values() {
        return data.values();
    }

    /**
     * Each row's time in microseconds since 1970 UTC; with a {@code rows} frequency over a numeric time column, that
     * number.
     */
    public RowTimes times() {
        return data.times();
    }

    /** The calendar inputs of each row, {@code [rows][size]}; not to be modified. */
    float[] inputs(Calendar calendar) {
        return calendar.present() ? data.times().inputs(calendar, data.first()) : NO_INPUTS;
    }

    /** Rows between the cutoffs of neighbouring windows of a span. */
    public int stride() {
        return cutoffs.windows().stride();
    }

    /** The number of the span's windows that begin in this chunk. */
    public int windows(Span span) {
        return cutoffs.count(span);
    }

    /** Offset within this chunk of the first forecast row of the span's i-th window. */
    public int cutoff(Span span, int i) {
        return (int) (cutoffs.first(span) + i * stride() - data.first());
    }

    /** Offset within this chunk of the first row after a cutoff's span; the number of rows if the span continues after the chunk. */
    public int spanEnd(int cutoff) {
        int next = cutoffs.bounds().nextPart((int) data.first() + cutoff);
        return (int) Math.min(rows(), next - data.first());
    }

    /**
     * Returns the same rows with their windows divided by other bounds, so that several splits of a series (the folds of a
     * backtest) need one reading. Rows and scaler stay as the reading made them; {@link #on} changes the scaler.
     *
     * @throws IllegalArgumentException if a window of the other bounds needs rows that this chunk does not hold, because
     *     the reading left them out of its own split
     */
    public Chunk with(SplitBounds bounds) {
        Chunk other = new Chunk(series, index, data, statics, scaler, cutoffs.with(bounds));
        WindowSpec shape = cutoffs.windows();
        for (Span span : Span.values()) {
            int count = other.windows(span);
            if (count > 0
                    && (other.cutoff(span, 0) < (shape.everyStep() ? 1 : shape.minimum())
                            || other.cutoff(span, count - 1) + shape.horizon() > rows())) {
                throw new IllegalArgumentException("the rows of chunk " + index + " of series \"" + series
                        + "\" must hold all windows of " + bounds + ", but were read for " + cutoffs.bounds()
                        + "; read the series with bounds that put all rows into one part");
            }
        }
        return other;
    }

    /** Returns the same rows without the windows of the test span. */
    public Chunk withoutTest() {
        return new Chunk(
                series,
                index,
                data,
                statics,
                scaler,
                cutoffs.with(cutoffs.bounds().withoutTest()));
    }

    /** The position of a row's class, where the columns have a label: the last that is packed; see {@link Label}. */
    public float label(int row) {
        return values()[(row + 1) * columns() - 1];
    }

    /**
     * Counts the windows of a span by class.
     *
     * @param counts added to, {@code [classes]}; a class that is not known is left out
     */
    public void countClasses(Span span, int horizon, long[] counts) {
        int windows = windows(span);
        for (int i = 0; i < windows; i++) {
            int came = (int) label(cutoff(span, i) + horizon - 1);
            if (came != Label.UNKNOWN) {
                counts[came]++;
            }
        }
    }

    /** Returns true if a target of a row has no value in the table: the one that it holds is for inputs only. */
    public boolean isMasked(int row, int target) {
        return data.masked().get(row * columns() + target);
    }

    /** A target of a row in the table's units, where {@link Transform#needsLevel} had them kept. */
    double level(int row, int target) {
        double[] levels = data.levels();
        return levels[row * (levels.length / rows()) + target];
    }

    /**
     * Returns the same rows on other scales.
     *
     * @param other the scaler wanted; null keeps this one
     * @param staticsNow the scale the static covariates are on; null where they are as in the table
     * @param staticsThen the scale they are wanted on; null keeps them
     */
    public Chunk on(Scaler other, Scaler staticsNow, Scaler staticsThen) {
        Scaler wanted = other == null ? scaler : other;
        float[] moved = values().clone();
        for (int i = 0; i < moved.length; i++) {
            int column = i % columns();
            moved[i] = (float) wanted.scaled(column, scaler.raw(column, moved[i]));
        }
        float[] fixed = statics.clone();
        for (int s = 0; staticsThen != null && s < staticsThen.center().length; s++) {
            double raw = staticsNow == null ? fixed[s] : staticsNow.raw(s, fixed[s]);
            fixed[s] = (float) staticsThen.scaled(s, raw);
        }
        return new Chunk(series, index, data.with(moved), fixed, wanted, cutoffs);
    }

    /** Returns the same rows holding other values. */
    Chunk with(float[] others) {
        return new Chunk(series, index, data.with(others), statics, scaler, cutoffs);
    }

    /**
     * The shard this chunk belongs to, a function of its series and index alone: chunks of one series are dealt out in
     * turn, series start at different shards.
     *
     * @param shards number of shards
     */
    public int shard(int shards) {
        return Math.floorMod(hash(series) + index, shards);
    }

    /** Returns a number of the window with a cutoff, a function of its series and its place there alone. */
    public long windowNumber(int cutoff) {
        return SplitMix.mix(hash(series), firstRow() + cutoff);
    }

    /** FNV-1a over the identifier's characters, its bits mixed once more: the same on every JVM, for good. */
    private static int hash(String series) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < series.length(); i++) {
            hash = (hash ^ series.charAt(i)) * 0x01000193;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        return hash ^ (hash >>> 13);
    }
}
