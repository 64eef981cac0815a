package io.seiche.series;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The scaler of one series whose rows arrive one by one. If the model has no scaler for the series, the first rows are
 * buffered until there are enough for one window; the scaler is then fitted to them, as it is to a table of these rows.
 */
final class DeferredScaler {
    private final SeriesPipeline pipeline;
    private final int columns;
    private final int targets;
    private final int lead; // leading rows that have no difference yet; their other columns count for the scaler
    private final Scaler known;

    private Scaler fitted;
    private double[] values = {}; // [rows][columns], transformed
    private double[] levels = {}; // [rows][targets], empty unless the transform needs them
    private long[] times = {};

    DeferredScaler(SeriesPipeline pipeline, Scaler known) {
        this.pipeline = pipeline;
        this.known = known;
        columns = pipeline.columns().perRow().size();
        targets = pipeline.columns().targets().size();
        lead = pipeline.series().transform().needsLevel() ? 1 : 0;
    }

    /** Returns the scaler of the series; null while rows are buffered for it. */
    Scaler scaler() {
        return known == null ? fitted : known;
    }

    /** Restarts buffering at a row that is not read itself. */
    void begin(long time, double[] row) {
        values = new double[0];
        levels = new double[0];
        times = new long[0];
        if (lead > 0 && scaler() == null) {
            double[] bare = row.clone();
            Arrays.fill(bare, 0, targets, Double.NaN);
            gather(bare, Arrays.copyOf(row, targets), new long[] {time});
        }
    }

    /** Buffers rows that follow the buffered ones without a gap. */
    void gather(double[] moreValues, double[] moreLevels, long[] moreTimes) {
        values = joined(values, moreValues);
        levels = joined(levels, moreLevels);
        int before = times.length;
        times = Arrays.copyOf(times, before + moreTimes.length);
        System.arraycopy(moreTimes, 0, times, before, moreTimes.length);
    }

    static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Returns the number of buffered rows that can be read. */
    int rows() {
        return times.length - lead;
    }

    /** Fits the scaler to the buffered rows and returns them. */
    Gathered fit() {
        ColumnMoments moments = ColumnMoments.of(values, columns, 0, times.length);
        fitted = pipeline.series().scale().of(values, columns, 0, times.length, moments);
        Gathered all = new Gathered(
                Arrays.copyOfRange(values, lead * columns, values.length),
                Arrays.copyOfRange(levels, Math.min(levels.length, lead * targets), levels.length),
                Arrays.copyOfRange(times, lead, times.length));
        begin(0, new double[columns]);
        return all;
    }

    /** Consecutive rows: their transformed values, levels and times. */
    record Gathered(double[] values, double[] levels, long[] times) {}

    int bytes() {
        int scale = known == null && fitted != null ? 2 * columns : 0;
        return 1 + 2 * Integer.BYTES + (scale + values.length + levels.length + times.length) * Double.BYTES;
    }

    void write(ByteBuffer to) {
        boolean own = known == null && fitted != null;
        to.put((byte) (own ? 1 : 0)).putInt(times.length).putInt(levels.length);
        if (own) {
            Arrays.stream(fitted.center()).forEach(to::putDouble);
            Arrays.stream(fitted.scale()).forEach(to::putDouble);
        }
        Arrays.stream(values).forEach(to::putDouble);
        Arrays.stream(levels).forEach(to::putDouble);
        Arrays.stream(times).forEach(to::putLong);
    }

    void read(ByteBuffer from) {
        boolean own = from.get() != 0;
        times = new long[from.getInt()];
        levels = new double[from.getInt()];
        fitted = own ? new Scaler(doubles(columns, from), doubles(columns, from)) : null;
        values = doubles(times.length * columns, from);
        levels = doubles(levels.length, from);
        for (int i = 0; i < times.length; i++) {
            times[i] = from.getLong();
        }
    }

    private static double[] doubles(int count, ByteBuffer from) {
        double[] read = new double[count];
        for (int i = 0; i < count; i++) {
            read[i] = from.getDouble();
        }
        return read;
    }
}
