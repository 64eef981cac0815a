package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.io.Serializable;

/**
 * A split-conformal prediction interval, cut from validation residuals step by step: forecast plus and minus {@link
 * #half}. It holds the coming value this often as long as the future resembles the validation span (Lei et al., 2018).
 *
 * @param percent nominal coverage, in per cent
 * @param widths half the interval's width at each forecast step, in {@linkplain #unit units} of its series; {@code
 *     [horizon]}
 */
public record Interval(int percent, double[] widths) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Returns the unit in which residuals of different series and levels are comparable: the series' scale, times the
     * level if the transform makes errors proportional to it.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param forecast the forecast, in the table's units
     */
    static double unit(Transform transform, Chunk chunk, int cutoff, int target, double forecast) {
        double level =
                switch (transform) {
                    case NONE, DIFFERENCE -> 1;
                    case LOG -> forecast;
                    case LOG1P -> 1 + forecast;
                    case RETURN -> transform.actual(chunk, cutoff - 1, target);
                };
        return chunk.scaler().scale()[target] * Math.abs(level);
    }

    /**
     * Half the width of the interval around one forecast, in the table's units.
     *
     * @param step forecast step, from 0
     */
    public double half(Transform transform, Chunk chunk, int cutoff, int target, int step, double forecast) {
        return widths[step] * unit(transform, chunk, cutoff, target, forecast);
    }
}
