package io.seiche.job;

import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.ForecastScorecard.ForecastScore;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.training.History;
import java.util.List;
import java.util.Optional;

/**
 * The setting worth trying next, from what a training and its scores show. Rules are in order: the first that applies is the
 * advice. A network that reads whole windows normalises them itself, and its lookback goes with its layers: it gets no advice on
 * either, nor on intervals that are its own quantiles.
 *
 * @param set an option of the command line
 * @param reason the observation
 */
public record Advice(String set, String reason) {
    /** Share of the mean absolute error beyond which a bias is worth a setting. */
    private static final double BIASED = 0.3;
    /** Autocorrelation of errors beyond which rows before the window may help. */
    private static final double CORRELATED = 0.3;
    /** Share by which a baseline is better. */
    private static final double BETTER = 0.02;
    /** Per cents by which a coverage is off. */
    private static final double OFF = 5;

    /** Returns the advice after a training of forecasts; empty where nothing stands out. */
    static Optional<Advice> of(TrainingJob job, TrainingOutcome outcome) {
        Optional<ForecastScorecard> card = outcome.scored()
                .card()
                .filter(ForecastScorecard.class::isInstance)
                .map(ForecastScorecard.class::cast);
        return card.isEmpty() ? Optional.empty() : of(job, outcome, card.get());
    }

    private static Optional<Advice> of(TrainingJob job, TrainingOutcome outcome, ForecastScorecard card) {
        List<History.Epoch> epochs = outcome.trained().history().epochs();
        int lookback = job.windows().lookback();
        int season = card.season().length();
        int best = outcome.trained().epoch();
        boolean layers = !job.network().readsWholeWindows();
        boolean plain = layers && job.windows().normalize().text().equals("none");
        Optional<String> ahead = ahead(card);
        if (layers && season > 1 && lookback < 2 * season) {
            return advice(
                    "window.lookback=" + 2 * season,
                    "the window of " + lookback + " rows does not hold two seasons of " + season);
        }
        if (stillFalling(epochs)) {
            return advice(
                    "training.epochs=" + 2 * epochs.size(), "the validation loss was still falling in the last epoch");
        }
        if (ahead.isPresent() && plain) {
            return advice(
                    "window.normalize=last",
                    ahead.get() + " is better; the network reads levels, which differ between training and test");
        }
        if (best > 0 && 2 * best < epochs.size()) {
            return advice(
                    "training.l2=0.0001",
                    "the validation loss was smallest after epoch " + best + " of " + epochs.size()
                            + " and rose later");
        }
        if (layers && ahead.isPresent()) {
            return advice("window.lookback=" + 2 * lookback, ahead.get() + " is better");
        }

        Double bias = card.network().metrics().get(Metric.BIAS);
        Double error = card.network().metrics().get(Metric.MAE);
        if (plain && bias != null && error != null && Math.abs(bias) > BIASED * error) {
            return advice(
                    "window.normalize=last",
                    "forecasts are too " + (bias > 0 ? "high" : "low") + " by "
                            + Math.round(100 * Math.abs(bias) / error) + " % of the mean absolute error");
        }
        for (ForecastScorecard.Coverage each : card.intervals()) {
            if (each.low() != null && Math.abs(each.coverage() - each.percent()) > OFF) {
                return advice(
                        "split.validation=0.2",
                        "the " + each.percent() + " % interval held " + Math.round(each.coverage())
                                + " %; a longer validation span resembles the test span more");
            }
        }
        Optional<Integer> lag = correlated(outcome);
        return layers && lag.isPresent()
                ? advice(
                        "window.lookback=" + Math.max(2 * lookback, lookback + 2 * lag.get()),
                        "errors correlate with those of " + lag.get() + " windows before")
                : Optional.empty();
    }

    private static Optional<Advice> advice(String set, String reason) {
        return Optional.of(new Advice("--set " + set, reason));
    }

    private static Optional<String> ahead(ForecastScorecard card) {
        Double own = card.network().metrics().get(Metric.MAE);
        return card.baselines().stream()
                .filter(each -> own != null && each.metrics().get(Metric.MAE) != null)
                .filter(each -> each.metrics().get(Metric.MAE) < (1 - BETTER) * own)
                .map(ForecastScore::name)
                .findFirst();
    }

    private static boolean stillFalling(List<History.Epoch> epochs) {
        int last = epochs.size() - 1;
        return last >= 1
                && epochs.get(last).validationLoss()
                        < 0.99 * epochs.get(last - 1).validationLoss();
    }

    private static Optional<Integer> correlated(TrainingOutcome outcome) {
        List<Double> all = outcome.scored()
                .findings()
                .map(findings -> findings.errors().autocorrelation())
                .orElse(List.of());
        for (int lag = 1; lag <= all.size(); lag++) {
            if (all.get(lag - 1) > CORRELATED) {
                return Optional.of(lag);
            }
        }
        return Optional.empty();
    }
}
