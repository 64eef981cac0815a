package io.seiche.evaluation;

import io.seiche.loss.Blocks;
import io.seiche.math.Grid;
import io.seiche.math.SplitMix;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Errors of one forecaster on the validation windows, in the table's units, beside those of repeating the last value. They
 * are summed over the windows of each origin (the time of the first row to forecast), so that two forecasters can be
 * compared origin by origin. One for each shard; {@link #merge} in shard order.
 */
public final class OriginErrors implements Serializable {
    private static final long serialVersionUID = 1;

    /** An error of a forecast that candidates of a search can be compared by. */
    public enum SearchMeasure {
        /** Mean squared error of the point forecast. */
        MSE,
        /** Mean absolute error of the point forecast. */
        MAE,
        /** Mean pinball loss over the quantile levels of the forecast. */
        PINBALL
    }

    /**
     * Sums over the windows of an origin.
     *
     * @param windows number of windows
     * @param members a hash of the windows' series and positions, whatever their order
     * @param errors of the forecaster, {@code [measures][targets]}
     * @param repeated of repeating the last value, {@code [measures][targets]}
     */
    record OriginSums(long windows, long members, double[][] errors, double[][] repeated) implements Serializable {
        private static final long serialVersionUID = 1;

        OriginSums plus(OriginSums other) {
            return new OriginSums(
                    windows + other.windows,
                    members + other.members,
                    sum(errors, other.errors),
                    sum(repeated, other.repeated));
        }

        private static double[][] sum(double[][] a, double[][] b) {
            double[][] all = new double[a.length][a[0].length];
            for (int m = 0; m < all.length; m++) {
                for (int k = 0; k < all[m].length; k++) {
                    all[m][k] = a[m][k] + b[m][k];
                }
            }
            return all;
        }

        boolean isOfSameWindows(OriginSums other) {
            return windows == other.windows && members == other.members;
        }
    }

    private final SortedMap<Long, OriginSums> origins = new TreeMap<>();

    /** Returns the sums of each origin, by time. */
    SortedMap<Long, OriginSums> origins() {
        return origins;
    }

    /** Adds another shard's. */
    public OriginErrors merge(OriginErrors other) {
        other.origins.forEach((time, sums) -> origins.merge(time, sums, OriginSums::plus));
        return this;
    }

    void read(Evaluation evaluation, Iterator<Chunk> chunks, Forecaster forecaster) {
        WindowErrors each = new WindowErrors(evaluation, forecaster.levels());
        ConsecutiveWindows windows = new ConsecutiveWindows(
                evaluation,
                Span.VALIDATION,
                forecaster,
                (chunk, cutoff, table, scaled) ->
                        origins.merge(chunk.times().at(cutoff), each.of(chunk, cutoff, table), OriginSums::plus));
        while (chunks.hasNext()) {
            windows.add(chunks.next());
        }
        windows.finish();
    }

    /** The errors of a single window. */
    private record WindowErrors(Evaluation evaluation, double[] levels) {
        OriginSums of(Chunk chunk, int cutoff, double[][] table) {
            Grid values = evaluation.values();
            double[][] errors = new double[SearchMeasure.values().length][values.columns()];
            double[][] repeated = new double[errors.length][values.columns()];
            int point = Blocks.nearestToMedian(levels);
            for (int cell = 0; cell < values.size(); cell++) {
                int k = values.column(cell);
                double actual = evaluation.units().known(chunk, cutoff + values.row(cell), k);
                if (Double.isNaN(actual)) {
                    continue;
                }
                double last = evaluation.units().actual(chunk, cutoff - 1, k);
                double pinball = 0;
                double repeatedPinball = 0;
                for (int i = 0; i < levels.length; i++) {
                    pinball += ErrorReader.pinball(levels[i], actual, table[i][cell]) / levels.length;
                    repeatedPinball += ErrorReader.pinball(levels[i], actual, last) / levels.length;
                }
                add(errors, k, table[point][cell] - actual, pinball);
                add(repeated, k, last - actual, repeatedPinball);
            }
            long member = SplitMix.mix(chunk.series().hashCode(), chunk.firstRow() + cutoff);
            return new OriginSums(1, member, errors, repeated);
        }

        private static void add(double[][] sums, int target, double error, double pinball) {
            sums[SearchMeasure.MSE.ordinal()][target] += error * error;
            sums[SearchMeasure.MAE.ordinal()][target] += Math.abs(error);
            sums[SearchMeasure.PINBALL.ordinal()][target] += pinball;
        }
    }

    /** Returns the number of windows of all origins. */
    public long windows() {
        return origins.values().stream().mapToLong(OriginSums::windows).sum();
    }

    /** Returns these origins without those of which others do not have the same windows. */
    OriginErrors among(Iterable<OriginErrors> others) {
        OriginErrors common = new OriginErrors();
        for (Map.Entry<Long, OriginSums> each : origins.entrySet()) {
            boolean shared = true;
            for (OriginErrors other : others) {
                OriginSums theirs = other.origins.get(each.getKey());
                shared &= theirs != null && theirs.isOfSameWindows(each.getValue());
            }
            if (shared) {
                common.origins.put(each.getKey(), each.getValue());
            }
        }
        return common;
    }
}
