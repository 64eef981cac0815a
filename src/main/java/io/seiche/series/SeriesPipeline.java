package io.seiche.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The steps that turn the rows of one series into chunks: clean, divide, transform, scale, cut. It holds no data.
 *
 * @param columns targets and covariates
 * @param series policies of cleaning and scaling
 * @param split sizes of training, validation and test
 * @param windows shape of the windows
 * @param axis meaning of the times
 * @param shared values fitted over all series
 */
public record SeriesPipeline(
        Columns columns, SeriesSpec series, SplitSpec split, WindowSpec windows, TimeAxis axis, SharedFit shared)
        implements Serializable {
    /** Checks and cuts a series. The buffer is overwritten. */
    public PreparedSeries prepare(SeriesRows rows) {
        List<Suspect> suspects = Sentinels.of(rows, Math.max(0, rows.rows - split.withheld()));
        SeriesWork work = new SeriesWork(rows);
        List<Chunk> chunks = rows.problems.isEmpty() ? work.cutter.chunks() : List.of();
        return new PreparedSeries(work.facts(suspects), chunks, work.scaler);
    }

    /** Returns the moments of a series' training rows, for a scaler that all series share. The buffer is overwritten. */
    public SeriesMoments moments(SeriesRows rows) {
        SeriesWork work = new SeriesWork(rows);
        return new SeriesMoments(
                rows.series(),
                work.clean.frequency(),
                work.clean.rows(),
                work.trained,
                work.moments,
                rows.statics.clone());
    }

    /** Returns this pipeline with another division of every series. */
    public SeriesPipeline with(SplitSpec other) {
        return new SeriesPipeline(columns, series, other, windows, axis, shared);
    }

    /** Returns this pipeline with other policies and windows, on the same rows. */
    public SeriesPipeline with(SeriesSpec policies, WindowSpec shape) {
        return new SeriesPipeline(columns, policies, split, shape, axis, shared);
    }

    /** Returns this pipeline with another meaning of the times. */
    public SeriesPipeline with(TimeAxis other) {
        return new SeriesPipeline(columns, series, split, windows, other, shared);
    }

    /** Returns this pipeline with other inputs made from the time. */
    public SeriesPipeline with(Calendar calendar) {
        return new SeriesPipeline(columns.with(calendar), series, split, windows, axis, shared);
    }

    /** Returns this pipeline with other values of categories. */
    public SeriesPipeline with(List<Category> categories) {
        return new SeriesPipeline(columns.with(categories), series, split, windows, axis, shared);
    }

    /** Returns this pipeline with other shared values. */
    public SeriesPipeline with(SharedFit all) {
        return new SeriesPipeline(columns, series, split, windows, axis, all);
    }

    /**
     * Returns the window at the end of a series from which it is forecast. The buffer is overwritten.
     *
     * @param known scaler that the model holds for the series; null for a series that is new to the model, which uses the
     *     scaler shared by all series, or else one fitted to all its rows
     */
    public ForecastWindow forecastWindow(SeriesRows rows, Scaler known) {
        SeriesPipeline whole = new SeriesPipeline(columns, series, SplitSpec.none(), windows, axis, shared);
        SeriesWork work = whole.new SeriesWork(rows);
        return new ForecastWindowCutter(whole, work.clean, work.levels, rows)
                .forecastWindow(known != null ? known : work.scaler);
    }

    /**
     * Returns the window of a backtest at the first test row, which is its cutoff. The buffer is overwritten.
     *
     * @param season number of rows after which a series repeats, for the seasonal errors before the cutoff
     * @param known scaler that the model holds for the series; null for a series that is new to the model, which uses the
     *     scaler shared by all series, or else one fitted to its rows before the cutoff
     */
    public OriginWindow originWindow(SeriesRows rows, int season, Scaler known) {
        ReadRows read = ReadRows.of(rows);
        SeriesWork work = new SeriesWork(rows, true);
        boolean inserted = work.cleaning.counts.get(Counter.FILLED_ROWS) > 0;
        return new OriginWindowCutter(this, work.clean, work.levels, work.table, rows)
                .originWindow(read, inserted, season, known != null ? known : work.scaler);
    }

    /** Returns rows {@code [from, end)} scaled. */
    static float[] scaled(double[] values, int columns, int from, int end, Scaler scaler) {
        float[] out = new float[(end - from) * columns];
        double[] center = scaler.center();
        double[] scale = scaler.scale();
        for (int at = from * columns, i = 0; i < out.length; ) {
            for (int c = 0; c < columns; c++, at++, i++) {
                out[i] = (float) ((values[at] - center[c]) / scale[c]);
            }
        }
        return out;
    }

    /** Returns the static covariates scaled, and the places of categories, as the network reads them. */
    float[] statics(double[] raw) {
        float[] out = new float[raw.length];
        int count = columns.statics().size();
        for (int s = 0; s < count; s++) {
            out[s] = (float)
                    (shared.statics() == null ? raw[s] : shared.statics().scaled(s, raw[s]));
        }
        for (int s = count; s < raw.length; s++) {
            Category own = columns.categories().get(s - count);
            Category networks = shared.categories().get(s - count);
            out[s] = own.equals(networks) ? (float) raw[s] : own.placeIn(networks, raw[s]);
        }
        return out;
    }

    /** The state of one series in the pipeline. */
    private final class SeriesWork {
        private final SeriesRows rows;
        private final Cleaning cleaning;
        private final CleanSeries clean;
        private final double[] levels;
        private final double[] table; // targets before the transform, [rows][targets]; none where they are not kept
        private final boolean trained;
        private final ColumnMoments moments;
        private final Scaler scaler;
        private final float[] statics;
        private final Cutter cutter;
        private final long negative;

        SeriesWork(SeriesRows rows) {
            this(rows, false);
        }

        SeriesWork(SeriesRows rows, boolean keepsTable) {
            this.rows = rows;
            cleaning = new Cleaning(rows, series, axis);
            clean = cleaning.clean(shared.frequency(), split);
            for (int run = 0; run < clean.runs() && columns.label().isDerived(); run++) {
                columns.label()
                        .fill(clean.values(), rows.columns, clean.starts()[run], clean.end(run), windows.horizon());
            }
            if (series.transform().needsLevel()) {
                maskNextRows();
            }
            negative = negativeRows();
            table = keepsTable ? targets() : new double[0];
            levels = transform();
            SplitBounds bounds = clean.bounds();
            if (split.withheld() > 0 && bounds.end() > 0) {
                long last = clean.times()[bounds.end() - 1];
                rows.problems.values().removeIf(defect -> defect.kind().byPolicy() && defect.time() > last);
            }
            trained = bounds.trainEnd() > bounds.trainFrom();
            // A series that begins after training has no training rows; its scaler is fitted to its first lookback.
            int fitFrom = trained ? bounds.trainFrom() : 0;
            int fitEnd = trained ? bounds.trainEnd() : Math.min(clean.rows(), windows.lookback());
            moments = ColumnMoments.of(clean.values(), rows.columns, fitFrom, fitEnd);
            scaler = shared.scaler() != null
                    ? shared.scaler()
                    : columns.sparingLabel(series.scale().of(clean.values(), rows.columns, fitFrom, fitEnd, moments));
            statics = statics(rows.statics);
            cutter = windows.everyStep()
                    ? new SequenceCutter(windows, clean, rows.series(), scaler)
                    : new WindowCutter(windows, clean, lead(), this::chunk);
        }

        /** Returns the number of rows at the start of a run that have no transformed targets. */
        private int lead() {
            return series.transform().needsLevel() ? 1 : 0;
        }

        /** A difference from a value that is masked is masked too. */
        private void maskNextRows() {
            BitSet values = (BitSet) rows.masked.clone();
            values.stream().forEach(bit -> rows.masked.set(bit + rows.columns));
        }

        /** Returns the number of training rows with a negative target, before the transform. */
        private long negativeRows() {
            long count = 0;
            for (int row = clean.bounds().trainFrom(); row < clean.bounds().trainEnd(); row++) {
                boolean negative = false;
                for (int k = 0, at = row * rows.columns; k < columns.targets().size(); k++, at++) {
                    negative |= clean.values()[at] < 0 && !rows.masked.get(at);
                }
                count += negative ? 1 : 0;
            }
            return count;
        }

        private double[] targets() {
            int targets = columns.targets().size();
            double[] all = new double[clean.rows() * targets];
            for (int row = 0; row < clean.rows(); row++) {
                System.arraycopy(clean.values(), row * rows.columns, all, row * targets, targets);
            }
            return all;
        }

        /** Transforms the targets in place; returns their values before it if the inverse needs them. */
        private double[] transform() {
            Transform transform = series.transform();
            int targets = columns.targets().size();
            double[] values = clean.values();
            double[] before = transform.levels(values, rows.columns, targets, 0, clean.rows());
            for (int run = 0; run < clean.runs() && clean.rows() > 0; run++) {
                int start = clean.starts()[run];
                transform.forward(values, rows.columns, targets, start + lead(), clean.end(run), this::refuseUndefined);
                int first = start * rows.columns;
                Arrays.fill(values, first, first + lead() * targets, Double.NaN);
            }
            return before;
        }

        private void refuseUndefined(int row, int target, double value, double previous) {
            rows.refuse(
                    RowDefect.DefectKind.TRANSFORM,
                    clean.times()[row],
                    "target \"" + columns.targets().get(target) + "\" is " + value
                            + (series.transform().needsLevel() ? " after " + previous : "") + ", "
                            + series.transform().text() + " is not defined");
        }

        /** Packs rows {@code [from, end)} into the chunk of a number. */
        private Chunk chunk(int index, int from, int end, Cutoffs cutoffs) {
            int targets = columns.targets().size();
            ChunkRows packed = new ChunkRows(
                    from,
                    rows.columns,
                    scaled(clean.values(), rows.columns, from, end, scaler),
                    RowTimes.of(clean.times(), from, end),
                    levels.length == 0 ? levels : Arrays.copyOfRange(levels, from * targets, end * targets),
                    rows.masked.get(from * rows.columns, end * rows.columns));
            return new Chunk(rows.series(), index, packed, statics, scaler, cutoffs);
        }

        private long timesOfDay() {
            return axis.kind() == TimeAxis.TimeKind.DATE
                    ? IntStream.range(0, clean.rows())
                            .filter(row -> !axis.beginsDay(clean.times()[row]))
                            .count()
                    : 0;
        }

        SeriesFacts facts(List<Suspect> suspects) {
            SplitBounds bounds = clean.bounds();
            boolean constant = clean.rows() > 0;
            for (int k = 0; k < columns.targets().size(); k++) {
                constant &= moments.constant(k);
            }
            DataCounts counts = new DataCounts(rows.columns);
            counts.merge(cleaning.counts);
            counts.add(Counter.ROWS, rows.read);
            counts.add(Counter.SERIES, 1);
            counts.add(Counter.TIMES_OF_DAY, timesOfDay());
            counts.add(Counter.NEGATIVE_ROWS, negative);
            counts.add(Counter.CONSTANT_SERIES, constant ? 1 : 0);
            counts.add(Counter.SHORT_SERIES, cutter.dropped().containsKey(DropReason.SERIES_TOO_SHORT) ? 1 : 0);
            counts.addWindows(cutter.windows());
            cutter.dropped().forEach(counts::drop);
            return new SeriesFacts(
                    rows.series(),
                    clean.rows(),
                    clean.rows() == 0 ? 0 : clean.times()[0],
                    clean.rows() == 0 ? 0 : clean.times()[clean.rows() - 1],
                    clean.frequency(),
                    Calendar.threeYears(clean.times(), bounds.trainFrom(), bounds.trainEnd()),
                    counts,
                    new SeriesFacts.RowFindings(
                            List.copyOf(rows.problems.values()), List.copyOf(rows.notes.values()), suspects));
        }
    }

    /**
     * One series after checking, cleaning, scaling and cutting.
     *
     * @param facts counts of the series
     * @param chunks rows and windows of the series, in the order of time
     * @param scaler scaler of the series, also if it has no window
     */
    public record PreparedSeries(SeriesFacts facts, List<Chunk> chunks, Scaler scaler) implements Serializable {}

    /**
     * The values that are fitted over all series and shared by them.
     *
     * @param frequency frequency of all series; {@link Frequency#AUTO} while each series infers its own
     * @param scaler scaler of all series; null if each has its own
     * @param statics scaler of the static covariates; null if there are none, or while it is not fitted yet
     * @param categories the values that the network reads, in the order of the columns; those of the columns are the ones that rows
     *     are read with
     */
    public record SharedFit(Frequency frequency, Scaler scaler, Scaler statics, List<Category> categories)
            implements Serializable {
        /** Creates values of columns without categories. */
        public SharedFit(Frequency frequency, Scaler scaler, Scaler statics) {
            this(frequency, scaler, statics, List.of());
        }
    }
}
