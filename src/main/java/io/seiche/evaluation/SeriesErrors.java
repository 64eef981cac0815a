package io.seiche.evaluation;

import io.seiche.evaluation.baselines.TableUnits;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.math.Grid;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Sums of one series: each forecaster's errors, and the seasonal differences that {@link Metric#seasonScaled season-scaled
 * metrics} divide by; mergeable.
 *
 * <p>The divisor of such a metric for target k is the mean of f(y_t - y_{t-season}) over the training rows t that have a
 * row one season before in their chunk. Every chunk counts the rows its training windows forecast first; the first chunk
 * also those before its first window; and of all chunks the one whose training windows reach furthest also those its last
 * window forecasts later.
 */
final class SeriesErrors implements Serializable {
    private static final long serialVersionUID = 1;

    private static final List<Metric> SCALED = Metric.seasonScaled();

    private final int forecasters;
    private final Grid values; // of a window
    private final int targets;
    private final double[] absolute; // [forecasters][targets]
    private final double[] squared; // [forecasters]
    private final double[] errors; // [SCALED][forecasters][targets]: sums of f(error)
    private final double[] seasonal; // [SCALED][targets]: sums of f(y_t - y_{t-season})
    private final double[] tail; // [SCALED][targets]: the same over the last training window's later rows
    private long seasonalRows;
    private long tailRows;
    private long tailEnd = -1;
    private long rows;
    private long windows;
    private long points;

    SeriesErrors(int forecasters, Grid values) {
        this.forecasters = forecasters;
        this.values = values;
        this.targets = values.columns();
        absolute = new double[forecasters * targets];
        squared = new double[forecasters];
        errors = new double[SCALED.size() * forecasters * targets];
        seasonal = new double[SCALED.size() * targets];
        tail = new double[SCALED.size() * targets];
    }

    /** Adds a chunk's training rows to the divisor. */
    void addTraining(Chunk chunk, int season, Evaluation evaluation) {
        int horizon = evaluation.windows().horizon();
        rows = Math.max(rows, chunk.firstRow() + chunk.rows());
        int count = chunk.windows(Span.TRAIN);
        if (count == 0) {
            return;
        }
        int first = chunk.cutoff(Span.TRAIN, 0);
        int begin = chunk.index() == 0 ? first - evaluation.windows().minimum() : first;
        int lastCutoff = chunk.cutoff(Span.TRAIN, count - 1);
        int end = lastCutoff + Math.min(chunk.stride(), horizon);
        seasonalRows += addSeasonal(evaluation.units(), chunk, season, begin, end, seasonal);
        tailEnd = chunk.firstRow() + lastCutoff + horizon;
        tailRows = addSeasonal(evaluation.units(), chunk, season, end, lastCutoff + horizon, tail);
    }

    private long addSeasonal(TableUnits units, Chunk chunk, int season, int from, int to, double[] sums) {
        long added = 0;
        for (int t = Math.max(from, season); t < to; t++) {
            if (isMasked(chunk, t) || isMasked(chunk, t - season)) {
                continue;
            }
            added++;
            for (int k = 0; k < targets; k++) {
                double difference = units.actual(chunk, t, k) - units.actual(chunk, t - season, k);
                for (int m = 0; m < SCALED.size(); m++) {
                    sums[m * targets + k] += SCALED.get(m).seasonal(difference);
                }
            }
        }
        return added;
    }

    private boolean isMasked(Chunk chunk, int row) {
        boolean masked = false;
        for (int k = 0; k < targets; k++) {
            masked |= chunk.isMasked(row, k);
        }
        return masked;
    }

    /**
     * Counts one more test window.
     *
     * @param known its values that are known
     */
    void addWindow(int known) {
        windows++;
        points += known;
    }

    /** Adds one forecaster's errors over a window, {@code [horizon * targets]} in the table's units; none where actual is NaN. */
    void add(int forecaster, double[] actual, double[] forecast) {
        for (int cell = 0; cell < actual.length; cell++) {
            if (Double.isNaN(actual[cell])) {
                continue;
            }
            double error = forecast[cell] - actual[cell];
            int at = forecaster * targets + values.column(cell);
            absolute[at] += Math.abs(error);
            squared[forecaster] += error * error;
            for (int m = 0; m < SCALED.size(); m++) {
                errors[m * forecasters * targets + at] += SCALED.get(m).seasonal(error);
            }
        }
    }

    void merge(SeriesErrors other) {
        addTo(absolute, other.absolute);
        addTo(squared, other.squared);
        addTo(errors, other.errors);
        addTo(seasonal, other.seasonal);
        seasonalRows += other.seasonalRows;
        if (other.tailEnd > tailEnd) {
            System.arraycopy(other.tail, 0, tail, 0, tail.length);
            tailRows = other.tailRows;
            tailEnd = other.tailEnd;
        }
        rows = Math.max(rows, other.rows);
        windows += other.windows;
        points += other.points;
    }

    private static void addTo(double[] sums, double[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /** Returns the sum over targets of f(error) / the target's divisor, or nothing where a divisor is zero or unknown. */
    OptionalDouble scaled(Metric metric, int forecaster) {
        int m = SCALED.indexOf(metric);
        double sum = 0;
        for (int k = 0; k < targets; k++) {
            double divisor = (seasonal[m * targets + k] + tail[m * targets + k]) / (seasonalRows + tailRows);
            if (!(divisor > 0)) {
                return OptionalDouble.empty();
            }
            sum += errors[(m * forecasters + forecaster) * targets + k] / divisor;
        }
        return OptionalDouble.of(sum);
    }

    double absolute(int forecaster) {
        double sum = 0;
        for (int k = 0; k < targets; k++) {
            sum += absolute[forecaster * targets + k];
        }
        return sum;
    }

    double squared(int forecaster) {
        return squared[forecaster];
    }

    long rows() {
        return rows;
    }

    long windows() {
        return windows;
    }

    /** Returns the number of values of the test windows that are known. */
    long points() {
        return points;
    }
}
