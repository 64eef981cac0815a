package io.seiche.evaluation;

import io.seiche.loss.Answers;
import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.io.Serializable;
import java.util.Arrays;
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
 * @param minimum smallest forecast, to which ends below it are raised
 */
public record IntervalEnds(int percent, Interval calibrated, int lower, int upper, double minimum)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the intervals that the outputs of a network have, by increasing coverage. */
    public static List<IntervalEnds> of(Answers answers, List<Interval> calibrated) {
        SortedMap<Integer, IntervalEnds> all = new TreeMap<>();
        calibrated.forEach(interval ->
                all.put(interval.percent(), new IntervalEnds(interval.percent(), interval, -1, -1, answers.minimum())));
        for (int percent : answers.intervals()) {
            all.put(
                    percent,
                    new IntervalEnds(percent, null, answers.lower(percent), answers.upper(percent), answers.minimum()));
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
        if (calibrated == null) {
            return new double[][] {quantiles[lower].clone(), quantiles[upper].clone()};
        }
        double[][] ends = calibrated.around(transform, chunk, cutoff, targets, point);
        for (double[] end : ends) {
            Arrays.setAll(end, cell -> Math.max(minimum, end[cell]));
        }
        return ends;
    }
}
