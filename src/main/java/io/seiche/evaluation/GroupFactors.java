package io.seiche.evaluation;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The factors by which the ends of an interval are larger for some groups of series than for all of them. Of a group, a factor is
 * the quantile of its residuals over that of all residuals, steps of the horizon together, to the power n / (n + {@value
 * #SHRINKAGE}): with few independent windows n it stays near 1.
 *
 * @param groups of series
 * @param ends factors of the lower and the upper end by group, {@code [2]}; a group that is not there has 1
 */
public record GroupFactors(SeriesGroups groups, SortedMap<String, double[]> ends) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Groups that are told apart at most, the first by name. */
    public static final int MOST = 200;

    /** No groups. */
    public static final GroupFactors NONE = new GroupFactors(SeriesGroups.NOTHING, new TreeMap<>());

    /** Independent windows with which a group's own quantiles count as much as those of all series. */
    static final int SHRINKAGE = 8;

    private static final double[] ONES = {1, 1};
    private static final double LARGEST = 20;

    public GroupFactors {
        ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
        ends.forEach((group, factors) -> {
            boolean usable = factors.length == 2
                    && factors[0] > 0
                    && factors[1] > 0
                    && Double.isFinite(factors[0])
                    && Double.isFinite(factors[1]);
            if (!usable) {
                throw new IllegalArgumentException(
                        "the factors of group \"" + group + "\" must be two finite numbers above 0");
            }
        });
    }

    /** Returns true if there are groups. */
    public boolean present() {
        return !ends.isEmpty();
    }

    /** Returns the factors of the lower and the upper end for a series. */
    double[] of(String series) {
        return present() ? groups.of(series).map(group -> ends.get(group)).orElse(ONES) : ONES;
    }

    /** Returns the factor of an end. */
    static double factor(double own, double all, double windows) {
        double ratio = own / all;
        double held = ratio > 1 / LARGEST ? Math.min(LARGEST, ratio) : 1 / LARGEST;
        return Double.isFinite(ratio) ? Math.pow(held, windows / (windows + SHRINKAGE)) : 1;
    }
}
