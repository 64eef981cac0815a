package io.seiche.evaluation;

import io.seiche.evaluation.ForecastScorecard.ForecastScore;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The summary of a scorecard in a sentence.
 *
 * @param level the rank of the network
 * @param text the sentence, with its numbers
 * @param besides further sentences, or the empty string
 */
public record Verdict(Level level, String text, String besides) {
    /** The rank of a network among the baselines. */
    public enum Level {
        /** Not better than repeating the last value, or not by more than chance. */
        NO_SKILL,
        /** Better than repeating the last value, but some other baseline is better still, or as good. */
        BEATEN,
        /** Better than every baseline. */
        BEST
    }

    /** Errors that differ by less than this share are called level. */
    private static final double LEVEL_WITHIN = 0.005;
    /** Least difference in standard errors at which one forecaster is called better. */
    private static final double SURE = 2;

    /** Fewest windows without shared forecast rows over which forecasters are ranked. */
    private static final int FEWEST = 30;

    /**
     * Returns the end of a sentence that compares two numbers over too few windows to rank them; empty if there are
     * enough.
     *
     * @param one the name of what is scored: test window, test item
     */
    static Optional<String> tooFew(Scorecard.Tested tested, String one) {
        if (tested.independent() >= FEWEST) {
            return Optional.empty();
        }
        boolean overlapping = tested.independent() < tested.windows();
        return Optional.of(String.format(
                Locale.ROOT,
                " over %s only%s, so that any difference may be chance: %,d %ss are needed.",
                Words.count(tested.windows(), one),
                overlapping ? ", of which neighbours share forecast rows" : "",
                (long) Math.ceil(FEWEST * tested.windows() / tested.independent()),
                one));
    }

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
            return new Verdict(Level.NO_SKILL, "The network's forecasts are not finite numbers: training failed.", "");
        }
        Optional<String> tooFew = tooFew(card.tested(), "test window");
        if (tooFew.isPresent()) {
            return new Verdict(
                    Level.NO_SKILL,
                    ours + " is compared with " + Numbers.show(rmse(naive.metrics(), manyTargets)) + " of "
                            + naive.words() + tooFew.get(),
                    "");
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
                    ("Use the simpler forecast, or train a better network. " + byMae(network, best, true)).strip());
        } else if (overBest <= LEVEL_WITHIN || chance(best)) {
            return new Verdict(
                    Level.BEATEN,
                    ours + " beats " + than + " but is only level with " + theirs + ".",
                    "The simpler forecast is as good.");
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

    /** Returns the text and the further sentences. */
    public String sentence() {
        return (text + " " + besides).strip();
    }

    private static Double rmse(Metrics metrics, boolean scaled) {
        if (!scaled) {
            return metrics.get(Metric.RMSE);
        }
        return metrics.get(Metric.SCALED_MSE) == null ? null : Math.sqrt(metrics.get(Metric.SCALED_MSE));
    }

    /** Returns 1 - rmse / baseline's rmse; a baseline without error cannot be beaten. */
    private static double gain(Metrics network, ForecastScore baseline, boolean scaled) {
        double theirs = rmse(baseline.metrics(), scaled);
        double own = rmse(network, scaled);
        return theirs > 0 ? 1 - own / theirs : own > 0 ? -1 : 0;
    }

    /** Returns a sentence where the mean absolute error ranks the two in the opposite order. */
    private static String byMae(Metrics network, ForecastScore other, boolean otherWins) {
        Double ours = network.get(Metric.MAE);
        Double theirs = other.metrics().get(Metric.MAE);
        boolean turned = ours != null && theirs != null && (otherWins ? ours < theirs : ours > theirs);
        return turned
                ? "By mean absolute error the order is reversed: %s against %s."
                        .formatted(Numbers.show(ours), Numbers.show(theirs))
                : "";
    }
}
