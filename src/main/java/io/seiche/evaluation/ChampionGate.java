package io.seiche.evaluation;

import io.seiche.evaluation.ForecastScorecard.ForecastScore;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * A challenger against the champion on the same windows: who is to be served. Errors are measured in repeat-last's,
 * target by target, then averaged: below 1 is better than repeating the last value, whatever the units.
 *
 * @param measure the error that decides
 * @param margin share by which the challenger's error must be below the champion's
 * @param challenger its error, as a share of repeat-last's; null where its forecasts are not finite numbers
 * @param champion the champion's; null where there is none, or its forecasts are not finite numbers
 * @param promoted true if the challenger is to be served
 * @param reason a sentence for the decision
 */
public record ChampionGate(
        String measure, double margin, Double challenger, Double champion, boolean promoted, String reason) {
    /** Error that decides the comparison. */
    public enum Measure {
        MSE("mean squared error", Metric.MSE),
        MAE("mean absolute error", Metric.MAE);

        private final String words;
        private final Metric metric;

        Measure(String words, Metric metric) {
            this.words = words;
            this.metric = metric;
        }

        /** Returns its name in a configuration. */
        public String text() {
            return Words.of(this);
        }
    }

    /**
     * Decides.
     *
     * @param challenger scored beside the baselines
     * @param champion scored on the same windows; empty where nothing is served yet
     * @throws IllegalArgumentException if the windows are not the same
     */
    public static ChampionGate of(
            ForecastScorecard challenger, Optional<ForecastScorecard> champion, Measure measure, double margin) {
        champion.ifPresent(other -> {
            if (other.windows() != challenger.windows()) {
                throw new IllegalArgumentException("challenger and champion must be scored on the same windows, had "
                        + challenger.windows() + " and " + other.windows());
            }
        });
        Double ours = error(challenger, measure);
        Double theirs = champion.map(card -> error(card, measure)).orElse(null);
        boolean finite = ours != null;
        boolean skilled = finite && ours <= 1;
        boolean better = champion.isEmpty() || theirs == null || (finite && ours <= theirs * (1 - margin));
        return new ChampionGate(
                measure.text(),
                margin,
                ours,
                theirs,
                skilled && better,
                reason(measure, margin, ours, theirs, champion.isPresent()));
    }

    private static Double error(ForecastScorecard card, Measure measure) {
        ForecastScore naive = card.baseline(Baselines.NAIVE).orElseThrow();
        List<Metrics> ours = perTarget(card.network());
        List<Metrics> theirs = perTarget(naive);
        double sum = 0;
        for (int k = 0; k < ours.size(); k++) {
            Double error = ours.get(k).get(measure.metric);
            Double repeated = theirs.get(k).get(measure.metric);
            if (error == null || repeated == null) {
                return null;
            }
            sum += repeated > 0 ? error / repeated : error > 0 ? Double.POSITIVE_INFINITY : 1;
        }
        return Metrics.finite(sum / ours.size());
    }

    private static List<Metrics> perTarget(ForecastScore score) {
        return score.targets().size() > 1 ? score.targets() : List.of(score.metrics());
    }

    private static String reason(Measure measure, double margin, Double ours, Double theirs, boolean hasChampion) {
        if (ours == null) {
            return "the challenger's forecasts are not finite numbers, or repeating the last value makes no error";
        }
        String own = "the challenger's " + measure.words + " is ";
        if (ours > 1) {
            return own + percent(ours - 1) + " above that of repeating the last value: it has no skill";
        }
        if (!hasChampion) {
            return own + percent(1 - ours) + " below that of repeating the last value, and nothing was served before";
        }
        if (theirs == null) {
            return own + percent(1 - ours) + " below that of repeating the last value, and the champion's forecasts are"
                    + " not finite numbers";
        }
        double gain = 1 - ours / theirs;
        return own + percent(Math.abs(gain)) + (gain >= 0 ? " below" : " above")
                + " the champion's; to be promoted it must" + " lie " + percent(margin) + " below";
    }

    private static String percent(double share) {
        return Numbers.show(100 * share) + " %";
    }
}
