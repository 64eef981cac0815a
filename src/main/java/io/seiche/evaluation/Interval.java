package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A conformal prediction interval: the forecast plus {@link #low} and plus {@link #high} at each step. Both ends are
 * quantiles of residuals of the calibration windows, so that the interval is as asymmetric as they are, and holds the coming
 * value as often as stated while the future resembles those windows (Lei et al., 2018). Residuals are comparable in {@link
 * #unit}s, which follow the {@link Variation} of each window.
 *
 * @param percent nominal coverage, in per cent
 * @param low lower ends at each step in units of the window, 0 or less; {@code [horizon]}
 * @param high upper ends, 0 or more
 * @param variation the measure of a window's own variation
 * @param factors by which the ends are larger for groups of series
 */
public record Interval(int percent, double[] low, double[] high, Variation variation, GroupFactors factors)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** An interval that is the same for all groups of series. */
    public Interval(int percent, double[] low, double[] high, Variation variation) {
        this(percent, low, high, variation, GroupFactors.NONE);
    }

    /** Checks that the ends belong together. */
    public Interval {
        boolean ordered = low.length == high.length
                && Arrays.stream(low).allMatch(end -> end <= 0 && Double.isFinite(end))
                && Arrays.stream(high).allMatch(end -> end >= 0 && Double.isFinite(end));
        if (!ordered) {
            throw new IllegalArgumentException("the " + percent
                    + " % interval must have as many lower ends of 0 or less as upper ends of 0 or more, had "
                    + Arrays.toString(low) + " and " + Arrays.toString(high));
        }
    }

    /** A symmetric interval in units that are the same for all windows of a series. */
    public static Interval symmetric(int percent, double[] widths) {
        return new Interval(
                percent, Arrays.stream(widths).map(width -> 0 - width).toArray(), widths, Variation.NONE);
    }

    /**
     * The unit in which residuals of different series, levels and windows are comparable: the series' scale, times the level
     * if the transform makes errors proportional to it, times the variation of the window.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param forecast the forecast, in the table's units
     * @param variation of the window and target
     */
    static double unit(Transform transform, Chunk chunk, int cutoff, int target, double forecast, double variation) {
        double level =
                switch (transform) {
                    case NONE, DIFFERENCE -> 1;
                    case LOG -> forecast;
                    case LOG1P -> 1 + forecast;
                    case RETURN -> transform.actual(chunk, cutoff - 1, target);
                };
        return chunk.scaler().scale()[target] * Math.abs(level) * variation;
    }

    /**
     * The ends of the interval around the forecast of a window, in the table's units.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param forecast {@code [horizon * targets]}, or its first steps
     * @return lower and upper ends, {@code [2][]} as the forecast
     */
    public double[][] around(Transform transform, Chunk chunk, int cutoff, int targets, double... forecast) {
        double[][] ends = new double[2][forecast.length];
        double[] group = factors.of(chunk.series());
        for (int k = 0; k < targets; k++) {
            double varies = variation.of(chunk, cutoff, k);
            for (int cell = k; cell < forecast.length; cell += targets) {
                double unit = unit(transform, chunk, cutoff, k, forecast[cell], varies);
                ends[0][cell] = forecast[cell] + low[cell / targets] * group[0] * unit;
                ends[1][cell] = forecast[cell] + high[cell / targets] * group[1] * unit;
            }
        }
        return ends;
    }
}
