package io.seiche.loss;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Meaning of the numbers a network outputs for each target value. The k-th numbers of all target values form block k of
 * the output.
 *
 * @param count numbers per target value: 1; 2 for a mean and a spread; one per quantile
 * @param point the block of the point forecast: the mean, the location, the quantile nearest to the median
 * @param levels quantile level of each block; empty when the blocks are not quantiles
 * @param link function from a number of the point's block to a forecast
 * @param distribution distribution whose parameters the blocks are, {@link Distribution#NONE} if they are forecasts
 * @param minimum smallest forecast, in the table's units; negative infinity for none
 */
public record Blocks(int count, int point, List<Double> levels, Link link, Distribution distribution, double minimum)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Level that stands for the point forecast of a network without quantiles. */
    static final double MEDIAN = 0.5;

    /** Quantile levels that are forecast of a distribution: the ends of intervals of 20, 40, 60, 80, 90 and 95 %. */
    private static final double[] OF_DISTRIBUTIONS = {
        0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975
    };

    /** One number per target value, the point forecast itself. */
    public static final Blocks POINT = linked(Link.IDENTITY);

    public Blocks {
        levels = List.copyOf(levels);
    }

    /** The parameters of a distribution, its location first. */
    static Blocks parameters(int count, Link link, Distribution distribution) {
        return new Blocks(count, 0, List.of(), link, distribution, Double.NEGATIVE_INFINITY);
    }

    /** One number per target value, from which a link makes the point forecast. */
    static Blocks linked(Link link) {
        return new Blocks(1, 0, List.of(), link, Distribution.NONE, Double.NEGATIVE_INFINITY);
    }

    /** One block per quantile level, in the order given, and the smallest forecast. */
    static Blocks quantiles(double minimum, double... levels) {
        return new Blocks(
                levels.length,
                nearestToMedian(levels),
                Arrays.stream(levels).boxed().toList(),
                Link.IDENTITY,
                Distribution.NONE,
                minimum);
    }

    /** Position of the level nearest to 0.5; of two that are equally near, the lower one. */
    public static int nearestToMedian(double... levels) {
        int nearest = 0;
        for (int i = 1; i < levels.length; i++) {
            double nearer = Math.abs(levels[nearest] - MEDIAN) - Math.abs(levels[i] - MEDIAN);
            nearest = nearer > 0 || (nearer == 0 && levels[i] < levels[nearest]) ? i : nearest;
        }
        return nearest;
    }

    /** The blocks that hold forecasts, by increasing level; the point's block alone when there are no quantiles. */
    int[] forecasts() {
        return levels.isEmpty()
                ? new int[] {point}
                : IntStream.range(0, count)
                        .boxed()
                        .sorted(Comparator.comparingDouble(levels::get))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** Returns true if the blocks are the parameters of a distribution. */
    public boolean ofDistribution() {
        return distribution != Distribution.NONE;
    }

    /** Returns true if the only block is the forecast itself. */
    public boolean isPoint() {
        return equals(POINT);
    }

    /** Levels of the forecasts, increasing; 0.5 alone when there are no quantiles and no distribution. */
    double[] forecastLevels() {
        if (ofDistribution()) {
            return OF_DISTRIBUTIONS.clone();
        }
        return levels.isEmpty()
                ? new double[] {MEDIAN}
                : levels.stream().mapToDouble(level -> level).sorted().toArray();
    }
}
