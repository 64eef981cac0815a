package io.seiche.evaluation;

import io.seiche.evaluation.OriginErrors.OriginSums;
import io.seiche.evaluation.OriginErrors.SearchMeasure;
import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Candidates of a search by their error on the same validation windows. The error is in that of repeating the last value,
 * target by target, then averaged: below 1 is better than repeating it. Intervals are the central 95 % of a bootstrap over
 * blocks of neighbouring origins as long as the horizon, whose windows share rows; differences are drawn pairwise.
 *
 * @param windows number of windows that all candidates have
 * @param ranked candidates, best first; those of equal error in the order given, those without a finite error last
 */
public record CandidateRanking(long windows, List<RankedCandidate> ranked) {
    /**
     * A candidate.
     *
     * @param candidate its position in the order given
     * @param error in that of repeating the last value
     * @param interval ends of the error's interval; empty where there are too few origins
     * @param excess share by which the error lies above the best candidate's
     * @param excessInterval ends of its interval; empty for the best candidate and where there are too few origins
     */
    public record RankedCandidate(
            int candidate, double error, List<Double> interval, double excess, List<Double> excessInterval) {
        /** Returns true if the candidate may be as good as the best. */
        public boolean mayBeBest() {
            return excess == 0 || (!excessInterval.isEmpty() && excessInterval.get(0) <= 0);
        }
    }

    /**
     * Ranks candidates.
     *
     * @param errors of each candidate
     * @param block number of neighbouring origins whose windows share rows
     * @param seed of the bootstrap
     * @throws DataException if there is no origin at which all candidates have the same windows
     */
    public static CandidateRanking of(List<OriginErrors> errors, SearchMeasure measure, int block, long seed) {
        List<OriginErrors> common =
                errors.stream().map(each -> each.among(errors)).toList();
        if (common.get(0).windows() == 0) {
            throw new DataException(
                    "the candidates have no validation window in common; make split.validation larger, or"
                            + " the differences between their windows smaller");
        }
        double[] repeated = totals(common.get(0), measure);
        SkillBootstrap bootstrap = new SkillBootstrap(seed, common.size() + 1);
        List<Long> times = List.copyOf(common.get(0).origins().keySet());
        double[] errorsNow = new double[common.size()];
        for (int from = 0; from < times.size(); from += block) {
            double[] sums = new double[common.size() + 1];
            for (long time : times.subList(from, Math.min(times.size(), from + block))) {
                for (int c = 0; c < common.size(); c++) {
                    OriginSums its = common.get(c).origins().get(time);
                    sums[c] += inRepeated(its.errors()[measure.ordinal()], repeated);
                }
                sums[common.size()] +=
                        inRepeated(common.get(0).origins().get(time).repeated()[measure.ordinal()], repeated);
            }
            bootstrap.add("", from, sums);
            Arrays.setAll(errorsNow, c -> errorsNow[c] + sums[c]);
        }
        int best = IntStream.range(0, errorsNow.length)
                .boxed()
                .min(Comparator.comparingDouble(c -> sortKey(errorsNow[c])))
                .orElseThrow();
        List<RankedCandidate> ranked = new ArrayList<>();
        for (int c = 0; c < errorsNow.length; c++) {
            ranked.add(new RankedCandidate(
                    c,
                    errorsNow[c],
                    ends(bootstrap.interval(c, common.size()), 0),
                    errorsNow[c] / errorsNow[best] - 1,
                    c == best ? List.of() : ends(bootstrap.interval(c, best), -1)));
        }
        ranked.sort(Comparator.comparingDouble(each -> sortKey(each.error())));
        return new CandidateRanking(common.get(0).windows(), List.copyOf(ranked));
    }

    private static double sortKey(double error) {
        return Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
    }

    /** Returns the ends of the ratio of errors, plus a number, from those of the skill; empty for null. */
    private static List<Double> ends(double[] skill, double plus) {
        return skill == null ? List.of() : List.of(1 - skill[1] + plus, 1 - skill[0] + plus);
    }

    /** Returns the total error of repeating the last value, by target; 1 where it makes none. */
    private static double[] totals(OriginErrors errors, SearchMeasure measure) {
        double[] totals = errors.origins().values().stream()
                .map(sums -> sums.repeated()[measure.ordinal()].clone())
                .reduce((a, b) -> {
                    Arrays.setAll(a, k -> a[k] + b[k]);
                    return a;
                })
                .orElseThrow();
        Arrays.setAll(totals, k -> totals[k] > 0 ? totals[k] : 1);
        return totals;
    }

    private static double inRepeated(double[] errors, double[] repeated) {
        double sum = 0;
        for (int k = 0; k < errors.length; k++) {
            sum += errors[k] / repeated[k] / errors.length;
        }
        return sum;
    }
}
