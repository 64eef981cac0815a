package io.seiche.series;

import io.seiche.math.Grid;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Cuts the window of a clean series at an origin of a backtest: the first test row. The rows packed for a forecaster end
 * before the cutoff, but for future covariates.
 */
final class OriginWindowCutter {
    private final SeriesPipeline pipeline;
    private final CleanSeries clean;
    private final double[] levels;
    private final double[] table; // targets before the transform
    private final SeriesRows rows;
    private final int columns;
    private final int targets;
    private final int horizon;

    OriginWindowCutter(SeriesPipeline pipeline, CleanSeries clean, double[] levels, double[] table, SeriesRows rows) {
        this.pipeline = pipeline;
        this.clean = clean;
        this.levels = levels;
        this.table = table;
        this.rows = rows;
        columns = rows.columns;
        targets = pipeline.columns().targets().size();
        horizon = pipeline.windows().horizon();
    }

    /**
     * Cuts the window.
     *
     * @param read the rows of the table. Origins are positions among them; where gaps are filled, among the filled rows
     * @param inserted true if rows were inserted into gaps
     * @param season number of rows after which a series repeats
     * @param scaler of the model
     */
    OriginWindow originWindow(ReadRows read, boolean inserted, int season, Scaler scaler) {
        RowOrigin origin = inserted ? cleanOrigin() : origin(read);
        String why = refusal(origin);
        Chunk chunk = why == null ? chunk(origin, season, scaler) : null;
        int cutoff = why == null ? origin.rows() - (int) chunk.firstRow() : 0;
        return new OriginWindow(
                new ForecastWindow(rows.series(), chunk, cutoff, origin.last(), origin.next(), why),
                actual(read, origin),
                past(read, season, origin, why != null));
    }

    /**
     * An origin.
     *
     * @param rows number of clean rows before it
     * @param last time of the last row before it; 0 without one
     * @param next times of the forecast; empty without a row before it
     */
    private record RowOrigin(int rows, long last, long[] next) {}

    private RowOrigin cleanOrigin() {
        int origin = clean.bounds().validationEnd();
        return origin(origin, origin, clean.times(), clean.rows());
    }

    /** Counts from the end of the table's rows, so that rows without a value do not move the origins of their series. */
    private RowOrigin origin(ReadRows read) {
        int position = pipeline.split()
                .bounds(read.times(), read.rows(), pipeline.axis())
                .validationEnd();
        int before = 0;
        while (before < clean.rows() && position < read.rows() && clean.times()[before] < read.times()[position]) {
            before++;
        }
        return origin(position, position == read.rows() ? clean.rows() : before, read.times(), read.rows());
    }

    private RowOrigin origin(int position, int before, long[] times, int count) {
        if (before == 0 || count < position + horizon) {
            return new RowOrigin(before, before == 0 ? 0 : clean.times()[before - 1], new long[0]);
        }
        long last = times[position - 1];
        long[] next = clean.frequency().clock()
                ? steps(last, position, times, count)
                : Arrays.copyOfRange(times, position, position + horizon);
        return new RowOrigin(before, last, next);
    }

    /** Returns the times of the next steps: that of a step's row, which holidays may have moved, or that of the grid. */
    private long[] steps(long last, int position, long[] times, int count) {
        long[] next = clean.grid().next(last, horizon);
        for (int row = position; row < count; row++) {
            long steps = clean.grid().steps(last, times[row]);
            if (steps > horizon) {
                break;
            }
            if (steps > 0) {
                next[(int) steps - 1] = times[row];
            }
        }
        return next;
    }

    private int lead() {
        return pipeline.series().transform().needsLevel() ? 1 : 0;
    }

    /** First row of the run that ends before the cutoff. */
    private int runStart(int origin) {
        int run = clean.runs() - 1;
        while (run > 0 && clean.starts()[run] >= origin) {
            run--;
        }
        return clean.starts()[run];
    }

    /** Returns the reason why the model cannot forecast, with the remedy; null if it can. */
    private String refusal(RowOrigin at) {
        Optional<RowDefect> worst = rows.problems.values().stream()
                .filter(defect -> defect.time() <= at.last() || !defect.kind().byPolicy())
                .min(RowDefect.ORDER);
        if (worst.isPresent()) {
            return worst.get().message(pipeline.axis(), worst.get().count());
        }
        int origin = at.rows();
        int wanted = pipeline.windows().minimum() + lead();
        if (at.next().length == 0 || origin < wanted) {
            return "it has " + origin + " rows before the cutoff, the model reads " + wanted;
        }
        int usable = origin - runStart(origin);
        if (clean.frequency().clock() && clean.times()[origin - 1] != at.last()) {
            return "it has no value at the cutoff; series.missing = forward-fill would fill it";
        }
        if (usable < wanted) {
            return "it has " + usable + " rows between its last gap and the cutoff, the model reads " + wanted
                    + "; series.gaps = forward-fill would bridge the gap";
        }
        boolean future = !pipeline.columns().future().isEmpty();
        if (future && !Arrays.equals(at.next(), Arrays.copyOfRange(clean.times(), origin, origin + horizon))) {
            return "its future covariates are not known for the " + horizon + " steps from "
                    + pipeline.axis().text(at.next()[0]) + " on";
        }
        return null;
    }

    /**
     * The lookback and a season if the run has it; with future covariates or calendar inputs also the rows to forecast,
     * without targets.
     */
    private Chunk chunk(RowOrigin at, int season, Scaler scaler) {
        int origin = at.rows();
        int wanted = Math.max(pipeline.windows().reach(), season);
        int first = Math.max(runStart(origin) + lead(), origin - wanted);
        int future = pipeline.columns().future().size();
        int end = future == 0 ? origin : origin + horizon;
        float[] values = SeriesPipeline.scaled(clean.values(), columns, first, end, scaler);
        double[] known = levels.length == 0 ? levels : Arrays.copyOfRange(levels, first * targets, end * targets);
        for (int row = origin; row < end; row++) {
            int begin = (row - first) * columns;
            Arrays.fill(values, begin, begin + columns - future, Float.NaN);
            if (known.length > 0) {
                Arrays.fill(known, (row - first) * targets, (row - first + 1) * targets, Double.NaN);
            }
        }
        ChunkRows packed = new ChunkRows(first, columns, values, RowTimes.of(clean.times(), first, end), known);
        if (future == 0 && pipeline.columns().calendar().present()) {
            packed = packed.followedBy(at.next());
        }
        return new Chunk(rows.series(), 0, packed, pipeline.statics(rows.statics), scaler, Cutoffs.NONE);
    }

    /** A target of a row in the table's units. */
    private double value(int row, int target) {
        return table[row * targets + target];
    }

    /** The values of the table; those that policies filled in are not among them. */
    private double[] actual(ReadRows read, RowOrigin origin) {
        Grid values = new Grid(horizon, targets);
        double[] actual = new double[values.size()];
        Arrays.fill(actual, Double.NaN);
        int row = origin.rows();
        for (int h = 0; h < origin.next().length; h++) {
            long time = origin.next()[h];
            while (row < clean.rows() && clean.times()[row] < time) {
                row++;
            }
            for (int k = 0; k < targets && row < clean.rows() && clean.times()[row] == time; k++) {
                actual[values.at(h, k)] = read.knows(time, k) ? value(row, k) : Double.NaN;
            }
        }
        return actual;
    }

    private OriginWindow.Past past(ReadRows read, int season, RowOrigin at, boolean refused) {
        int origin = at.rows();
        int repeats = season <= origin ? season : 1;
        Grid values = new Grid(horizon, targets);
        double[] repeated = new double[origin == 0 ? 0 : values.size()];
        for (int h = 0; h < horizon && origin > 0; h++) {
            int row = repeated(at, repeats, h);
            for (int k = 0; k < targets; k++) {
                repeated[values.at(h, k)] = value(row, k);
            }
        }
        double[][] differences = new double[targets][];
        for (int k = 0; k < targets; k++) {
            int target = k;
            differences[k] = IntStream.range(repeats, Math.max(repeats, origin))
                    .filter(row ->
                            read.knows(clean.times()[row], target) && read.knows(clean.times()[row - repeats], target))
                    .mapToDouble(row -> Math.abs(value(row, target) - value(row - repeats, target)))
                    .sorted()
                    .toArray();
        }
        double[][] last = new double[refused && at.next().length > 0 ? targets : 0][];
        if (last.length > 0) {
            int[] steps = lastSteps(at);
            Arrays.setAll(last, target -> values(steps, target, repeats));
        }
        return new OriginWindow.Past(origin, repeated, repeats, differences, last);
    }

    /** Returns the row of each step up to the cutoff, at most a lookback of them, oldest first; -1 for a step without a row. */
    private int[] lastSteps(RowOrigin at) {
        int most = pipeline.windows().lookback();
        int[] latest = new int[most]; // newest first
        Arrays.fill(latest, -1);
        int count = 0;
        for (int row = at.rows() - 1; row >= 0; row--) {
            long before = clean.frequency().clock()
                    ? clean.grid().steps(clean.times()[row], at.next()[0]) - 1
                    : at.rows() - 1 - row;
            if (before >= most) {
                break;
            }
            if (before >= 0) { // else it is on no step
                latest[(int) before] = row;
                count = (int) before + 1;
            }
        }
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = latest[count - 1 - i];
        }
        return steps;
    }

    /** Returns a target at some steps; where there is no row, as a season before, or as at the step before. */
    private double[] values(int[] steps, int target, int repeats) {
        double[] values = new double[steps.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = steps[i] >= 0 ? value(steps[i], target) : values[i >= repeats ? i - repeats : i - 1];
        }
        return values;
    }

    /** Returns the row that a seasonal forecast repeats at a step: by the clock, across gaps; the last row without one. */
    private int repeated(RowOrigin at, int repeats, int step) {
        int origin = at.rows();
        int position = origin - repeats + step % repeats;
        if (!clean.frequency().clock() || at.next().length == 0 || repeats == 1) {
            return position;
        }
        for (int row = origin - 1; row >= 0; row--) {
            long steps = clean.grid().steps(clean.times()[row], at.next()[step]);
            if (steps > 0 && steps % repeats == 0) {
                return row;
            }
        }
        return origin - 1;
    }
}
