package io.seiche.evaluation;

import io.seiche.loss.Answers;
import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The place of the ends of an interval: two quantiles of the network, where it answers both, else an {@link Interval} around its
 * forecast. The same rule holds for scores, backtests and forecasts, so that a coverage is that of the intervals given.
 *
 * @param percent nominal coverage
 * @param calibrated null for quantiles of the network
 * @param lower position of the lower quantile among the levels
 * @param upper position of the upper quantile
 */
public record IntervalEnds(int percent, Interval calibrated, int lower, int upper) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the intervals that the outputs of a network have, by increasing coverage. */
    public static List<IntervalEnds> of(Answers answers, List<Interval> calibrated) {
        SortedMap<Integer, IntervalEnds> all = new TreeMap<>();
        calibrated.forEach(
                interval -> all.put(interval.percent(), new IntervalEnds(interval.percent(), interval, -1, -1)));
        for (int percent : answers.intervals()) {
            all.put(percent, new IntervalEnds(percent, null, answers.lower(percent), answers.upper(percent)));
        }
        return List.copyOf(all.values());
    }

    /**
     * Returns lower and upper ends for a window, {@code [2][horizon * targets]}, in the table's units.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param quantiles {@code [levels][horizon * targets]}, in the table's units; not read where the interval is calibrated
     * @param point {@code [horizon * targets]}
     */
    public double[][] around(
            Transform transform, Chunk chunk, int cutoff, int targets, double[][] quantiles, double[] point) {
        return calibrated == null
                ? new double[][] {quantiles[lower].clone(), quantiles[upper].clone()}
                : calibrated.around(transform, chunk, cutoff, targets, point);
    }
}
