package io.seiche.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One series from rows in order to chunks: clean, divide, transform, scale, cut. A description; it holds no data.
 *
 * @param columns targets and covariates
 * @param series the policies
 * @param split where each series is divided
 * @param windows the windows' shape
 * @param axis what times mean
 * @param shared what all series have in common
 */
public record SeriesPipeline(
        Columns columns, SeriesSpec series, SplitSpec split, WindowSpec windows, TimeAxis axis, SharedFit shared)
        implements Serializable {
    /** Checks and cuts a series. The buffer is used up. */
    public PreparedSeries prepare(SeriesRows rows) {
        Work work = new Work(rows);
        Scaler scaler = work.scaler();
        List<Chunk> chunks = rows.problems.isEmpty() ? work.chunks(scaler) : List.of();
        return new PreparedSeries(work.facts(), chunks, scaler);
    }

    /** The training rows' moments of a series, for a scaler all series share. The buffer is used up. */
    public SeriesMoments moments(SeriesRows rows) {
        Work work = new Work(rows);
        return new SeriesMoments(
                rows.series(), work.frequency(), work.clean.rows(), work.moments, rows.statics.clone());
    }

    /** The same pass with everything shared. */
    public SeriesPipeline with(SharedFit all) {
        return new SeriesPipeline(columns, series, split, windows, axis, all);
    }

    /**
     * The end of a series, ready to be continued. The buffer is used up.
     *
     * @param known the scaler the model keeps for it, or null for a series it has not seen: then it is the one all series
     *     share, or else is fitted to all its rows
     */
    public ForecastWindow forecastWindow(SeriesRows rows, Scaler known) {
        SeriesPipeline whole = new SeriesPipeline(columns, series, SplitSpec.none(), windows, axis, shared);
        Work work = whole.new Work(rows);
        return new ForecastWindowCutter(whole, work.clean, work.levels, rows)
                .forecastWindow(known != null ? known : work.scaler());
    }

    /** Scales rows {@code [from, end)}. */
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

    /** The static covariates as the network reads them. */
    float[] statics(double[] raw) {
        float[] out = new float[raw.length];
        for (int s = 0; s < raw.length; s++) {
            out[s] = (float)
                    (shared.statics() == null ? raw[s] : shared.statics().scaled(s, raw[s]));
        }
        return out;
    }

    /** One series on its way. */
    private final class Work {
        private final SeriesRows rows;
        private final Cleaning cleaning;
        private final CleanSeries clean;
        private final double[] levels;
        private final int fitFrom;
        private final int fitEnd;
        private final ColumnMoments moments;
        private final Cutter cutter;

        Work(SeriesRows rows) {
            this.rows = rows;
            cleaning = new Cleaning(rows, series, axis);
            clean = cleaning.clean(shared.frequency(), split);
            for (int run = 0; run < clean.runs() && columns.label().isDerived(); run++) {
                columns.label()
                        .fill(clean.values(), rows.columns, clean.starts()[run], clean.end(run), windows.horizon());
            }
            levels = transform();
            SplitBounds bounds = clean.bounds();
            boolean trained = bounds.trainEnd() > bounds.trainFrom();
            // A series without training rows (it began later) is scaled by what its first window sees.
            fitFrom = trained ? bounds.trainFrom() : 0;
            fitEnd = trained ? bounds.trainEnd() : Math.min(clean.rows(), windows.lookback());
            moments = ColumnMoments.of(clean.values(), rows.columns, fitFrom, fitEnd);
            cutter = windows.everyStep()
                    ? new SequenceCutter(windows, clean, rows.series(), scaler())
                    : new WindowCutter(windows, clean, lead());
        }

        Frequency frequency() {
            return clean.frequency();
        }

        Scaler scaler() {
            return shared.scaler() != null
                    ? shared.scaler()
                    : columns.sparingLabel(series.scale().of(clean.values(), rows.columns, fitFrom, fitEnd, moments));
        }

        private int lead() {
            return series.transform().needsLevel() ? 1 : 0;
        }

        /** Transforms the targets in place; returns them as they were where the way back needs them. */
        private double[] transform() {
            Transform transform = series.transform();
            int targets = columns.targets().size();
            double[] before = new double[transform.needsLevel() ? clean.rows() * targets : 0];
            if (transform == Transform.NONE) {
                return before;
            }
            for (int run = 0; run < clean.runs(); run++) {
                for (int row = clean.end(run) - 1; row >= clean.starts()[run]; row--) {
                    transform(row, row == clean.starts()[run] && transform.needsLevel(), before);
                }
            }
            return before;
        }

        private void transform(int row, boolean first, double[] before) {
            int targets = columns.targets().size();
            for (int k = 0, at = row * rows.columns; k < targets; k++, at++) {
                double value = clean.values()[at];
                if (before.length > 0) {
                    before[row * targets + k] = value;
                }
                double previous = first || row == 0 ? 0 : clean.values()[at - rows.columns];
                double transformed = first ? Double.NaN : series.transform().forward(value, previous);
                if (!first && !Double.isFinite(transformed)) {
                    rows.refuse(
                            RowDefect.Kind.TRANSFORM,
                            clean.times()[row],
                            "target \"" + columns.targets().get(k) + "\" is " + value
                                    + (series.transform().needsLevel() ? " behind " + previous : "") + ", "
                                    + series.transform().text() + " is not defined");
                }
                clean.values()[at] = transformed;
            }
        }

        List<Chunk> chunks(Scaler scaler) {
            return cutter instanceof WindowCutter some ? chunks(some, scaler) : ((SequenceCutter) cutter).chunks();
        }

        private List<Chunk> chunks(WindowCutter some, Scaler scaler) {
            float[] statics = statics(rows.statics);
            int targets = columns.targets().size();
            List<Chunk> chunks = new ArrayList<>();
            for (WindowCutter.Cut cut : some.cuts()) {
                int from = cut.firstRow();
                int end = cut.endRow();
                ChunkRows packed = new ChunkRows(
                        from,
                        rows.columns,
                        scaled(clean.values(), rows.columns, from, end, scaler),
                        RowTimes.of(clean.times(), from, end),
                        levels.length == 0 ? levels : Arrays.copyOfRange(levels, from * targets, end * targets));
                chunks.add(new Chunk(rows.series(), chunks.size(), packed, statics, scaler, cut.cutoffs()));
            }
            return chunks;
        }

        SeriesFacts facts() {
            boolean constant = clean.rows() > 0;
            for (int k = 0; k < columns.targets().size(); k++) {
                constant &= moments.constant(k);
            }
            return new SeriesFacts(
                    rows.series(),
                    rows.read,
                    clean.rows(),
                    clean.rows() == 0 ? 0 : clean.times()[0],
                    clean.rows() == 0 ? 0 : clean.times()[clean.rows() - 1],
                    clean.frequency(),
                    cutter.windows(),
                    cutter.dropped(),
                    cleaning.duplicates,
                    cleaning.missing,
                    cleaning.gaps,
                    cleaning.gapSteps,
                    cleaning.filledRows,
                    cleaning.droppedRows,
                    cleaning.ahead,
                    constant,
                    List.copyOf(rows.problems.values()));
        }
    }
}
