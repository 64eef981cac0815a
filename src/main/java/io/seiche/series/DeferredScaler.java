package io.seiche.series;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The scale of one series among rows that come one by one. Of a series the model has none for, the first rows are gathered
 * until there are as many as a window shows; then it is fitted to them, as it is to a whole table of so many rows.
 */
final class DeferredScaler {
    private final SeriesPipeline pipeline;
    private final int columns;
    private final int targets;
    private final int lead; // rows that show no change yet, whose other columns count for the scale
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

    /** The series' scale; null while rows are gathered for it. */
    Scaler scaler() {
        return known == null ? fitted : known;
    }

    /** Begins to gather anew, behind or with a row that is not read. */
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

    /** Gathers rows, none of them missing between these and those before. */
    void gather(double[] moreValues, double[] moreLevels, long[] moreTimes) {
        values = joined(values, moreValues);
        levels = joined(levels, moreLevels);
        int before = times.length;
        times = Arrays.copyOf(times, before + moreTimes.length);
        System.arraycopy(moreTimes, 0, times, before, moreTimes.length);
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Rows gathered that can be read. */
    int rows() {
        return times.length - lead;
    }

    /** Fits the scale to what was gathered, and gives it to be read. */
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
