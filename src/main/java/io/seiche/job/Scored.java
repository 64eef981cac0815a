package io.seiche.job;

import io.seiche.evaluation.Calibration;
import io.seiche.evaluation.ClassCounts;
import io.seiche.evaluation.ClassEvaluation;
import io.seiche.evaluation.Evaluation;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.Samples;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.Scorer;
import io.seiche.evaluation.Scores;
import io.seiche.loss.Answers;
import io.seiche.series.DataFacts;
import io.seiche.series.Span;
import io.seiche.series.Transform;
import io.seiche.task.Classifying;
import io.seiche.training.Objective;
import io.seiche.training.Scoring;
import io.seiche.training.Shards;
import java.util.List;
import java.util.Optional;

/**
 * How good a network is on the validation and test windows of some shards.
 *
 * @param card its scores beside what it is compared with; empty where there are no test windows
 * @param intervals the prediction intervals found on validation windows
 * @param drawn some series to draw, with their forecasts
 */
public record Scored(Optional<Scorecard> card, List<Interval> intervals, List<Samples.Drawn> drawn) {
    /** Series drawn in a report. */
    private static final int DRAWN = 12;

    /**
     * Scores a network on what it is to answer.
     *
     * @param spec what it is scored beside
     * @param facts what was seen in the table
     * @param transform what was done to the targets before they were scaled
     */
    static Scored of(EvaluationSpec spec, DataFacts facts, Transform transform, Shards shards, float[] parameters)
            throws InterruptedException {
        Objective objective = shards.objective();
        if (objective.task() instanceof Classifying) {
            return of(shards, parameters, facts.windows(Span.TEST));
        }
        Evaluation evaluation = new Evaluation(
                spec,
                objective.windows(),
                objective.columns(),
                facts.frequency(),
                transform,
                shards.count(),
                facts.windows(Span.TRAIN));
        return of(evaluation, shards, parameters, facts.windows(Span.TEST));
    }

    /** Of classes: every window is read once. */
    private static Scored of(Shards shards, float[] parameters, long testWindows) throws InterruptedException {
        if (testWindows == 0) {
            return new Scored(Optional.empty(), List.of(), List.of());
        }
        Objective objective = shards.objective();
        var evaluation = new ClassEvaluation(objective.windows(), objective.columns());
        Scorecard card =
                Scoring.map(shards, parameters, (chunks, network) -> evaluation.tally(chunks, network)).stream()
                        .reduce(ClassCounts::merge)
                        .orElseThrow()
                        .read();
        return new Scored(Optional.of(card), List.of(), List.of());
    }

    /** Of forecasts: reads training and validation windows once, test windows once, and what is drawn once more. */
    private static Scored of(Evaluation evaluation, Shards shards, float[] parameters, long testWindows)
            throws InterruptedException {
        Answers answers = shards.objective().answers();
        Scorer scorer = Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> evaluation.calibrate(chunks, new NetworkForecaster(network, answers)))
                .stream()
                .reduce(Calibration::merge)
                .orElseThrow()
                .scorer();
        if (testWindows == 0) {
            return new Scored(Optional.empty(), scorer.intervals(), List.of());
        }
        ForecastScorecard card = Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> scorer.score(chunks, new NetworkForecaster(network, answers)))
                .stream()
                .reduce(Scores::merge)
                .orElseThrow()
                .read();
        List<ForecastScorecard.Pick> picks = card.picks(DRAWN);
        List<Samples.Drawn> drawn = Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> scorer.sample(chunks, new NetworkForecaster(network, answers), picks))
                .stream()
                .reduce(Samples::merge)
                .orElseThrow()
                .read(picks);
        return new Scored(Optional.of(card), scorer.intervals(), drawn);
    }
}
