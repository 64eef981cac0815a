package io.seiche.series;

import java.io.Serializable;

/**
 * A run of consecutive rows of one series, packed once as scaled floats, with the windows that lie in it: windows are
 * offsets into the rows, never copies. A long series is cut into chunks that overlap by lookback + horizon - 1 rows; each
 * window belongs to exactly one chunk.
 *
 * @param series the series' identifier (the empty string when the table holds one series)
 * @param index which chunk of its series this is, from 0
 * @param firstRow position of the first row in its series, from 0
 * @param columns how many values a row has ({@link Columns#perRow()})
 * @param values the rows, scaled: {@code [rows][columns]}
 * @param statics the series' static covariates, scaled: {@code [statics]}
 * @param times each row's time in microseconds since 1970 UTC (for a {@code rows} frequency over a numeric time column:
 *     that number)
 * @param scaler from scaled values back to the table's (after {@code series.transform})
 * @param levels each row's targets in the table's units, before {@code series.transform}: {@code [rows][targets]}; empty
 *     unless the transform needs them ({@link Transform#needsLevel})
 * @param from first cutoff of each {@link Span}, by ordinal: offset within this chunk of the first forecast row
 * @param windows how many windows of each span, by ordinal; window i of a span has cutoff {@code from + i * stride}
 * @param stride rows between neighbouring windows
 */
public record Chunk(
        String series,
        int index,
        long firstRow,
        int columns,
        float[] values,
        float[] statics,
        RowTimes times,
        Scaler scaler,
        double[] levels,
        int[] from,
        int[] windows,
        int stride)
        implements Serializable {
    /** The same with times one by one. */
    public Chunk(
            String series,
            int index,
            long firstRow,
            int columns,
            float[] values,
            float[] statics,
            long[] times,
            Scaler scaler,
            double[] levels,
            int[] from,
            int[] windows,
            int stride) {
        this(
                series,
                index,
                firstRow,
                columns,
                values,
                statics,
                RowTimes.of(times),
                scaler,
                levels,
                from,
                windows,
                stride);
    }

    /** Rows held. */
    public int rows() {
        return times.count();
    }

    /** How many windows of the span begin here. */
    public int windows(Span span) {
        return windows[span.ordinal()];
    }

    /** Offset within this chunk of the first forecast row of the span's i-th window. */
    public int cutoff(Span span, int i) {
        return from[span.ordinal()] + i * stride;
    }

    /** The position of a row's class, where the columns have a label: the last that is packed; see {@link Label}. */
    public float label(int row) {
        return values[(row + 1) * columns - 1];
    }

    /**
     * How many windows of a span are of each class.
     *
     * @param counts added to, {@code [classes]}; a class that is not known is left out
     */
    public void countClasses(Span span, int horizon, long[] counts) {
        for (int i = 0; i < windows(span); i++) {
            int came = (int) label(cutoff(span, i) + horizon - 1);
            if (came != Label.UNKNOWN) {
                counts[came]++;
            }
        }
    }

    /** A target of a row in the table's units, where {@link Transform#needsLevel} had them kept. */
    double level(int row, int target) {
        return levels[row * (levels.length / rows()) + target];
    }

    /**
     * The same rows on other scales.
     *
     * @param other the scaler wanted; null keeps this one
     * @param staticsNow the scale the static covariates are on; null where they are as in the table
     * @param staticsThen the scale they are wanted on; null keeps them
     */
    public Chunk on(Scaler other, Scaler staticsNow, Scaler staticsThen) {
        Scaler wanted = other == null ? scaler : other;
        float[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) wanted.scaled(i % columns, scaler.raw(i % columns, moved[i]));
        }
        float[] fixed = statics.clone();
        for (int s = 0; s < fixed.length && staticsThen != null; s++) {
            double raw = staticsNow == null ? fixed[s] : staticsNow.raw(s, fixed[s]);
            fixed[s] = (float) staticsThen.scaled(s, raw);
        }
        return new Chunk(series, index, firstRow, columns, moved, fixed, times, wanted, levels, from, windows, stride);
    }

    /** The same rows holding other values. */
    Chunk with(float[] others) {
        return new Chunk(
                series, index, firstRow, columns, others, statics, times, scaler, levels, from, windows, stride);
    }

    /**
     * The shard this chunk belongs to, a function of its series and index alone: chunks of one series are dealt out in
     * turn, series start at different shards.
     *
     * @param shards how many there are
     */
    public int shard(int shards) {
        return Math.floorMod(hash(series) + index, shards);
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
