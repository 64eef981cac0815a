package io.seiche.series;

import java.util.Arrays;
import java.util.Collections;

/** Cuts the window at the end of a clean series from which it is forecast, with the times of the forecast. */
final class ForecastWindowCutter {
    private final SeriesPipeline pipeline;
    private final CleanSeries clean;
    private final double[] levels;
    private final SeriesRows rows;
    private final int columns;

    ForecastWindowCutter(SeriesPipeline pipeline, CleanSeries clean, double[] levels, SeriesRows rows) {
        this.pipeline = pipeline;
        this.clean = clean;
        this.levels = levels;
        this.rows = rows;
        columns = rows.columns;
    }

    ForecastWindow forecastWindow(Scaler scaler) {
        int minimum = pipeline.windows().minimum();
        int horizon = pipeline.windows().horizon();
        int n = clean.rows();
        long last = n == 0 ? 0 : clean.times()[n - 1];
        if (!rows.problems.isEmpty()) {
            RowDefect worst = Collections.min(rows.problems.values(), RowDefect.ORDER);
            return refused(last, worst.message(pipeline.axis(), worst.count()));
        }
        int lead = pipeline.series().transform().needsLevel() ? 1 : 0;
        int usable = n - clean.starts()[clean.runs() - 1] - lead;
        if (pipeline.axis().kind() == TimeAxis.TimeKind.DATE
                && n > 0
                && !pipeline.axis().beginsDay(last)) {
            return refused(
                    last,
                    "its last row has a time of day, but the first rows of the table are days; write all rows"
                            + " as times, or set input.timeFormat");
        }
        if (usable < minimum) {
            return refused(
                    last,
                    clean.runs() == 1
                            ? "it has " + n + " rows, the model reads " + (minimum + lead)
                            : "it has " + (usable + lead) + " rows since its last gap, the model reads "
                                    + (minimum + lead) + "; series.gaps = forward-fill would bridge the gap");
        }
        long[] next = clean.frequency().clock()
                ? clean.grid().next(last, horizon)
                : pace().next(last, horizon, pipeline.axis());
        boolean future = !pipeline.columns().future().isEmpty();
        if (future && !plansFor(last, next)) {
            return refused(
                    last,
                    "its future covariates are not known for the " + horizon + " steps from "
                            + pipeline.axis().text(next[0]) + " to "
                            + pipeline.axis().text(next[horizon - 1])
                            + "; add rows without a target that hold them");
        }
        int before = Math.min(usable, pipeline.windows().reach());
        int first = n - before;
        int end = future ? n + horizon : n;
        long[] times = Arrays.copyOfRange(clean.times(), first, end);
        if (future) {
            System.arraycopy(next, 0, times, before, horizon);
        }
        int targets = pipeline.columns().targets().size();
        double[] known = levels.length == 0 ? levels : Arrays.copyOfRange(levels, first * targets, end * targets);
        float[] values = SeriesPipeline.scaled(clean.values(), columns, first, end, scaler);
        ChunkRows packed = new ChunkRows(first, columns, values, RowTimes.of(times), known);
        if (!future && pipeline.columns().calendar().present()) {
            packed = packed.followedBy(next);
        }
        Chunk chunk = new Chunk(rows.series(), 0, packed, pipeline.statics(rows.statics), scaler, Cutoffs.NONE);
        return new ForecastWindow(rows.series(), chunk, before, last, next, null);
    }

    private ForecastWindow refused(long last, String why) {
        return new ForecastWindow(rows.series(), null, 0, last, new long[0], why);
    }

    /** Returns true if the future rows are at these times and hold all future covariates. */
    private boolean plansFor(long last, long[] next) {
        if (clean.ahead() < next.length) {
            return false;
        }
        int firstFuture = columns - pipeline.columns().future().size();
        for (int h = 0; h < next.length; h++) {
            int row = clean.rows() + h;
            if (clean.frequency().clock() && clean.grid().steps(last, clean.times()[row]) != h + 1) {
                return false;
            }
            next[h] = clean.times()[row];
            for (int c = firstFuture; c < columns; c++) {
                if (Double.isNaN(clean.values()[row * columns + c])) {
                    return false;
                }
            }
        }
        return true;
    }

    private IntervalEstimate pace() {
        IntervalEstimate pace = new IntervalEstimate();
        for (int row = 0; row < clean.rows(); row++) {
            pace.see(clean.times()[row], pipeline.axis());
        }
        return pace;
    }
}
