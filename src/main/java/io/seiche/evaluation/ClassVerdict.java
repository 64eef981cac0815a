package io.seiche.evaluation;

import io.seiche.evaluation.ClassScorecard.ClassifierScore;
import io.seiche.evaluation.metrics.ClassMetrics;
import io.seiche.text.Numbers;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Summarises a {@link ClassScorecard} in one sentence, with the uncertainty of the difference. */
final class ClassVerdict {
    /** Least difference in standard errors at which one accuracy is called better. */
    private static final double SURE = 2;

    private ClassVerdict() {}

    static Verdict of(ClassScorecard card) {
        ClassifierScore majority = card.baselines().get(0);
        ClassifierScore best = card.baselines().stream()
                .max(Comparator.comparingDouble(score -> score.metrics().accuracy()))
                .orElseThrow();
        String ours = "The network names the class of " + percent(card.network()) + " of the test windows";
        Optional<String> tooFew = Verdict.tooFew(card.tested(), "test window");
        if (tooFew.isPresent()) {
            return new Verdict(
                    Verdict.Level.NO_SKILL,
                    ours + ", compared with " + percent(majority) + " by " + majority.words() + "," + tooFew.get(),
                    "");
        }
        String than = named(majority);
        double over = lead(card, majority);
        if (chance(majority) || over <= 0) {
            String level = over == 0
                    ? ", no more than " + than + ": this model has no skill over the majority class."
                    : over < 0 && !chance(majority)
                            ? ", fewer than " + than + ": this model has no skill over the majority class."
                            : ", not reliably " + (over < 0 ? "fewer" : "more") + " than " + than + ": over "
                                    + Numbers.show((double) card.windows())
                                    + " windows the difference is "
                                    + Numbers.show(Math.abs(majority.standardErrors()))
                                    + " standard errors, and anything under 2 may be chance.";
            return new Verdict(Verdict.Level.NO_SKILL, ours + level, besides(card, majority));
        }
        double overBest = lead(card, best);
        if (overBest < 0 && !chance(best)) {
            return new Verdict(
                    Verdict.Level.BEATEN,
                    ours + ", more than " + than + ", but " + named(best) + " does better.",
                    "Use the simpler method, or train a better network.");
        }
        if (chance(best) || overBest <= 0) {
            return new Verdict(
                    Verdict.Level.BEATEN,
                    ours + ", more than " + than + " but only level with " + named(best) + ".",
                    "The simpler method is as good.");
        }
        return new Verdict(Verdict.Level.BEST, ours + ", more than " + named(best) + ".", besides(card, majority));
    }

    private static double lead(ClassScorecard card, ClassifierScore other) {
        return card.network().metrics().accuracy() - other.metrics().accuracy();
    }

    /** Returns true if the difference may be due to chance: less than two standard errors over the test windows. */
    private static boolean chance(ClassifierScore other) {
        return other.standardErrors() != null && Math.abs(other.standardErrors()) < SURE;
    }

    private static String named(ClassifierScore other) {
        return other.words() + " (" + percent(other) + ")";
    }

    private static String percent(ClassifierScore score) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * score.metrics().accuracy());
    }

    /** Returns remarks that accuracy does not cover: the ranking of windows, and a log loss that contradicts it. */
    private static String besides(ClassScorecard card, ClassifierScore majority) {
        ClassMetrics own = card.network().metrics();
        ClassMetrics other = majority.metrics();
        boolean ahead = lead(card, majority) > 0 && !chance(majority);
        StringBuilder words = new StringBuilder();
        if (own.auc() != null) {
            words.append("Its AUC is ").append(Numbers.show(own.auc())).append(" (0.5 is chance). ");
        }
        if (own.logLoss() != null
                && other.logLoss() != null
                && (ahead ? own.logLoss() > other.logLoss() : own.logLoss() < other.logLoss())) {
            words.append("By log loss the order is reversed: ")
                    .append(Numbers.show(own.logLoss()))
                    .append(" against ")
                    .append(Numbers.show(other.logLoss()))
                    .append('.');
        }
        return words.toString().strip();
    }
}
