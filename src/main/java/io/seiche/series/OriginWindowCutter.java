package io.seiche.series;

import java.util.Arrays;
import java.util.Collections;

/**
 * Cuts the window of a clean series at an origin of a backtest: the first test row. The rows packed for a forecaster end
 * before the cutoff, but for future covariates.
 */
final class OriginWindowCutter {
    private final SeriesPipeline pipeline;
    private final CleanSeries clean;
    private final double[] levels;
    private final SeriesRows rows;
    private final int columns;
    private final int targets;
    private final int horizon;
    private final int origin;

    OriginWindowCutter(SeriesPipeline pipeline, CleanSeries clean, double[] levels, SeriesRows rows) {
        this.pipeline = pipeline;
        this.clean = clean;
        this.levels = levels;
        this.rows = rows;
        columns = rows.columns;
        targets = pipeline.columns().targets().size();
        horizon = pipeline.windows().horizon();
        origin = clean.bounds().validationEnd();
    }

    OriginWindow originWindow(int season, Scaler scaler) {
        long last = origin == 0 ? 0 : clean.times()[origin - 1];
        long[] next = origin == 0 || clean.rows() < origin + horizon ? new long[0] : next(last);
        String why = refusal(next);
        Chunk chunk = why == null ? chunk(season, scaler) : null;
        int cutoff = why == null ? origin - (int) chunk.firstRow() : 0;
        return new OriginWindow(
                new ForecastWindow(rows.series(), chunk, cutoff, last, next, why), actual(next), past(season));
    }

    /** Times of the forecast: steps of the clock, or those of the rows. */
    private long[] next(long last) {
        return clean.frequency().clock()
                ? clean.grid().next(last, horizon)
                : Arrays.copyOfRange(clean.times(), origin, origin + horizon);
    }

    private int lead() {
        return pipeline.series().transform().needsLevel() ? 1 : 0;
    }

    /** First row of the run that ends before the cutoff. */
    private int runStart() {
        int run = clean.runs() - 1;
        while (run > 0 && clean.starts()[run] >= origin) {
            run--;
        }
        return clean.starts()[run];
    }

    /** Returns the reason why the model cannot forecast, with the remedy; null if it can. */
    private String refusal(long[] next) {
        if (!rows.problems.isEmpty()) {
            RowDefect worst = Collections.min(rows.problems.values(), RowDefect.ORDER);
            return worst.message(pipeline.axis(), worst.count());
        }
        int wanted = pipeline.windows().minimum() + lead();
        if (next.length == 0 || origin < wanted) {
            return "it has " + origin + " rows before the cutoff, the model reads " + wanted;
        }
        int usable = origin - runStart();
        if (usable < wanted) {
            return "it has " + usable + " rows between its last gap and the cutoff, the model reads " + wanted
                    + "; series.gaps = forward-fill would bridge the gap";
        }
        boolean future = !pipeline.columns().future().isEmpty();
        if (future && !Arrays.equals(next, Arrays.copyOfRange(clean.times(), origin, origin + horizon))) {
            return "its future covariates are not known for the " + horizon + " steps from "
                    + pipeline.axis().text(next[0]) + " on";
        }
        return null;
    }

    /** The lookback and a season if the run has it; with future covariates also the rows to forecast, without targets. */
    private Chunk chunk(int season, Scaler scaler) {
        int wanted = Math.max(pipeline.windows().reach(), season);
        int first = Math.max(runStart() + lead(), origin - wanted);
        int future = pipeline.columns().future().size();
        int end = future == 0 ? origin : origin + horizon;
        float[] values = SeriesPipeline.scaled(clean.values(), columns, first, end, scaler);
        double[] known = levels.length == 0 ? levels : Arrays.copyOfRange(levels, first * targets, end * targets);
        for (int row = origin; row < end; row++) {
            int at = (row - first) * columns;
            Arrays.fill(values, at, at + columns - future, Float.NaN);
            if (known.length > 0) {
                Arrays.fill(known, (row - first) * targets, (row - first + 1) * targets, Double.NaN);
            }
        }
        ChunkRows packed = new ChunkRows(first, columns, values, RowTimes.of(clean.times(), first, end), known);
        return new Chunk(rows.series(), 0, packed, pipeline.statics(rows.statics), scaler, Cutoffs.NONE);
    }

    /** A target of a row in the table's units. */
    private double value(int row, int target) {
        return levels.length > 0
                ? levels[row * targets + target]
                : pipeline.series().transform().back(clean.values()[row * columns + target], 0);
    }

    private double[] actual(long[] next) {
        double[] actual = new double[horizon * targets];
        Arrays.fill(actual, Double.NaN);
        int row = origin;
        for (int h = 0; h < next.length; h++) {
            while (row < clean.rows() && clean.times()[row] < next[h]) {
                row++;
            }
            for (int k = 0; k < targets && row < clean.rows() && clean.times()[row] == next[h]; k++) {
                actual[h * targets + k] = value(row, k);
            }
        }
        return actual;
    }

    private OriginWindow.Past past(int season) {
        int repeats = season <= origin ? season : 1;
        double[] repeated = new double[origin == 0 ? 0 : horizon * targets];
        for (int cell = 0; cell < repeated.length; cell++) {
            repeated[cell] = value(origin - repeats + cell / targets % repeats, cell % targets);
        }
        double[][] differences = new double[targets][Math.max(0, origin - repeats)];
        for (int k = 0; k < targets; k++) {
            for (int i = 0; i < differences[k].length; i++) {
                differences[k][i] = Math.abs(value(i + repeats, k) - value(i, k));
            }
            Arrays.sort(differences[k]);
        }
        return new OriginWindow.Past(origin, repeated, repeats, differences);
    }
}
