package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.evaluation.metrics.PairedDifference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static ForecastScorecard.ForecastScore score(
            String name, String words, double rmse, double mae, ForecastScorecard.Skill skill) {
        Metrics metrics = new Metrics(
                10,
                Map.of(
                        Metric.MSE,
                        rmse * rmse,
                        Metric.MAE,
                        mae,
                        Metric.RMSE,
                        rmse,
                        Metric.PINBALL,
                        mae / 2,
                        Metric.SCALED_MSE,
                        rmse * rmse,
                        Metric.SCALED_MAE,
                        mae));
        return new ForecastScorecard.ForecastScore(name, words, metrics, skill, List.of(metrics), List.of(metrics));
    }

    private static Verdict verdict(double network, double networkMae, double naive, double ridge) {
        return verdict(network, networkMae, naive, ridge, null);
    }

    private static Verdict verdict(double network, double networkMae, double naive, double ridge, Double apart) {
        return verdict(network, networkMae, naive, ridge, apart, 50, 1);
    }

    private static Verdict verdict(
            double network, double networkMae, double naive, double ridge, Double apart, long windows, double overlap) {
        ForecastScorecard.Skill skill = new ForecastScorecard.Skill(null, null, null, apart);
        return new ForecastScorecard(
                        new Scorecard.Tested(windows, overlap, 1, List.of()),
                        List.of("close"),
                        new Season(1, ""),
                        score("network", "the network", network, networkMae, null),
                        List.of(
                                score("naive", "repeating the last close", naive, 2, skill),
                                score("ridge", "a ridge regression on the same windows", ridge, 2, skill)),
                        List.of(),
                        List.of(),
                        null)
                .verdict();
    }

    @Test
    void aNetworkWorseThanNaiveHasNoSkill() {
        assertEquals(
                new Verdict(
                        Verdict.Level.NO_SKILL,
                        "The network's RMSE 41.2 is worse than repeating the last close (32.05):"
                                + " this model has no skill over naive on this table.",
                        ""),
                verdict(41.2, 3, 32.05, 30));
    }

    @Test
    void aNetworkBetterThanNaiveButNotRidgeIsBeaten() {
        assertEquals(
                new Verdict(
                        Verdict.Level.BEATEN,
                        "The network's RMSE 3 beats repeating the last close (4), but a ridge regression on the same"
                                + " windows (2.5) does better.",
                        "Use the simpler forecast, or train a better network."),
                verdict(3, 2, 4, 2.5));
    }

    @Test
    void aHundredthOfAPercentIsNoVictory() {
        assertEquals(Verdict.Level.NO_SKILL, verdict(3.999, 3, 4, 5).level());
        assertEquals(Verdict.Level.BEATEN, verdict(2.499, 3, 4, 2.5).level());
    }

    @Test
    void aNetworkBetterThanAllIsBestAndTheOtherErrorIsNotHidden() {
        assertEquals(
                new Verdict(
                        Verdict.Level.BEST,
                        "The network's RMSE 2 beats every baseline; the best of them, a ridge regression on the same"
                                + " windows (2.5), is 25 % higher.",
                        ""),
                verdict(2, 1, 4, 2.5));
        assertEquals(
                "The network's RMSE 2 beats every baseline; the best of them, a ridge regression on the same"
                        + " windows (2.5), is 25 % higher."
                        + " By mean absolute error the order is reversed: 3 against 2.",
                verdict(2, 3, 4, 2.5).sentence());
    }

    @Test
    void aDifferenceThatMayBeChanceIsNoVictory() {
        assertEquals(
                "The network's RMSE 31 is not reliably below repeating the last close (32.05): over 50 windows the"
                        + " difference is 1.3 standard errors, and anything under 2 may be chance.",
                verdict(31, 2, 32.05, 32, 1.3).sentence());
        assertEquals(Verdict.Level.BEST, verdict(31, 2, 32.05, 32, 2.5).level());
    }

    /** Whatever the errors, and whether or not a standard error can be computed. */
    @Test
    void fewWindowsDecideNothing() {
        assertEquals(
                new Verdict(
                        Verdict.Level.NO_SKILL,
                        "The network's RMSE 2 is compared with 4 of repeating the last close over 1 test window only, so"
                                + " that any difference may be chance: 30 test windows are needed.",
                        ""),
                verdict(2, 1, 4, 2.5, null, 1, 1));
        assertEquals(
                "The network's RMSE 2 is compared with 4 of repeating the last close over 100 test windows only, of which"
                        + " neighbours share forecast rows, so that any difference may be chance: 120 test windows are"
                        + " needed.",
                verdict(2, 1, 4, 2.5, 3.0, 100, 4).sentence());
        for (double network : new double[] {2, 4, 9}) {
            for (long windows : new long[] {1, 2, 11, 29}) {
                assertEquals(
                        Verdict.Level.NO_SKILL,
                        verdict(network, 1, 4, 2.5, 9.0, windows, 1).level());
            }
        }
        assertEquals(Verdict.Level.BEST, verdict(2, 1, 4, 2.5, 3.0, 30, 1).level());
        assertEquals(Verdict.Level.BEST, verdict(2, 1, 4, 2.5, 3.0, 120, 4).level());
    }

    @Test
    void aWindowOfEachSeriesIsIndependent() {
        assertEquals(40, new Scorecard.Tested(40, 24, 40, List.of()).independent());
        assertEquals(2, new Scorecard.Tested(40, 24, 2, List.of()).independent());
        assertEquals(5, new Scorecard.Tested(120, 24, 2, List.of()).independent());
    }

    @Test
    void standardErrorsCountOverlappingWindowsOnce() {
        PairedDifference two = new PairedDifference();
        PairedDifference more = new PairedDifference();
        for (double d : new double[] {1, 2, 3}) {
            two.add(d);
        }
        for (double d : new double[] {4, 5}) {
            more.add(d);
        }
        two.merge(more);
        // mean 3, population variance 2, standard error sqrt(2 / 4)
        assertEquals(3 / Math.sqrt(0.5), two.standardErrors(1), 1e-12);
        assertEquals(3 / Math.sqrt(2 / 1.5), two.standardErrors(2), 1e-12);
        assertEquals(null, new PairedDifference().standardErrors(1));
    }
}
