package io.seiche.evaluation;

import io.seiche.evaluation.ForecastScorecard.ForecastScore;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.text.Numbers;
import java.util.Comparator;
import java.util.List;

/**
 * The summary of the scores in one sentence, with the uncertainty of the difference.
 *
 * @param level result of the comparison with the baselines
 * @param text the sentence, complete with figures
 * @param besides further remarks, or the empty string
 */
public record Verdict(Level level, String text, String besides) {
    /** Result of the comparison of a network with the baselines. */
    public enum Level {
        /** Not better than repeating the last value. */
        NO_SKILL,
        /** Better than repeating the last value, but some other baseline is better still, or as good. */
        BEATEN,
        /** Better than every baseline. */
        BEST
    }

    /** Differences of the error below this share of it are called level. */
    private static final double LEVEL_WITHIN = 0.005;
    /** Standard errors two forecasters must lie apart before one is said to be better. */
    private static final double SURE = 2;

    static Verdict of(ForecastScorecard card) {
        Metrics network = card.network().metrics();
        boolean manyTargets = card.network().targets().size() > 1;
        String ours = "The network's " + (manyTargets ? "RMSE on standardised values " : "RMSE ")
                + Numbers.show(rmse(network, manyTargets));
        ForecastScore naive = card.baseline(Baselines.NAIVE).orElseThrow();
        List<ForecastScore> others = card.baselines().stream()
                .filter(s -> rmse(s.metrics(), manyTargets) != null)
                .sorted(Comparator.comparingDouble(s -> rmse(s.metrics(), manyTargets)))
                .toList();
        if (rmse(network, manyTargets) == null) {
            return new Verdict(
                    Level.NO_SKILL, "The network's forecasts are not finite numbers: it has not learnt.", "");
        }
        ForecastScore best = others.get(0);
        double overNaive = gain(network, naive, manyTargets);
        double overBest = gain(network, best, manyTargets);
        String than = naive.words() + " (" + Numbers.show(rmse(naive.metrics(), manyTargets)) + ")";
        if (overNaive < -LEVEL_WITHIN) {
            return new Verdict(
                    Level.NO_SKILL,
                    ours + " is worse than " + than + ": this model has no skill over naive on this table.",
                    byMae(network, naive, true));
        } else if (overNaive <= LEVEL_WITHIN) {
            return new Verdict(
                    Level.NO_SKILL,
                    ours + " is level with " + than + ": this model has no skill over naive on this table.",
                    byMae(network, naive, true));
        } else if (chance(naive)) {
            return new Verdict(
                    Level.NO_SKILL,
                    ours + " is not reliably below " + than + ": over " + Numbers.show((double) card.windows())
                            + " windows the difference is "
                            + Numbers.show(naive.skill().standardErrors())
                            + " standard errors, and anything under 2 may be chance.",
                    byMae(network, naive, false));
        }
        String theirs = best.words() + " (" + Numbers.show(rmse(best.metrics(), manyTargets)) + ")";
        if (overBest < -LEVEL_WITHIN) {
            return new Verdict(
                    Level.BEATEN,
                    ours + " beats " + than + ", but " + theirs + " does better.",
                    ("Prefer the simpler forecast, or train a better network. " + byMae(network, best, true)).strip());
        } else if (overBest <= LEVEL_WITHIN || chance(best)) {
            return new Verdict(
                    Level.BEATEN,
                    ours + " beats " + than + " but is only level with " + theirs + ".",
                    "The simpler forecast does as well.");
        }
        return new Verdict(
                Level.BEST,
                ours + " beats every baseline; the best of them, " + theirs + ", is "
                        + Numbers.show(100 * (1 / (1 - overBest) - 1)) + " % higher.",
                byMae(network, best, false));
    }

    /** Returns true if the difference may be due to chance: less than two standard errors over the test windows. */
    private static boolean chance(ForecastScore baseline) {
        Double apart = baseline.skill() == null ? null : baseline.skill().standardErrors();
        return apart != null && Math.abs(apart) < SURE;
    }

    /** All of it. */
    public String sentence() {
        return (text + " " + besides).strip();
    }

    private static Double rmse(Metrics metrics, boolean scaled) {
        if (!scaled) {
            return metrics.get(Metric.RMSE);
        }
        return metrics.get(Metric.SCALED_MSE) == null ? null : Math.sqrt(metrics.get(Metric.SCALED_MSE));
    }

    /** 1 - rmse / baseline's rmse; a baseline without error cannot be beaten. */
    private static double gain(Metrics network, ForecastScore baseline, boolean scaled) {
        double theirs = rmse(baseline.metrics(), scaled);
        double own = rmse(network, scaled);
        return theirs > 0 ? 1 - own / theirs : own > 0 ? -1 : 0;
    }

    /** The other half of the truth, where the mean absolute error says the opposite. */
    private static String byMae(Metrics network, ForecastScore other, boolean otherWins) {
        Double ours = network.get(Metric.MAE);
        Double theirs = other.metrics().get(Metric.MAE);
        boolean turned = ours != null && theirs != null && (otherWins ? ours < theirs : ours > theirs);
        return turned
                ? "By mean absolute error it is the other way round: %s against %s."
                        .formatted(Numbers.show(ours), Numbers.show(theirs))
                : "";
    }
}
