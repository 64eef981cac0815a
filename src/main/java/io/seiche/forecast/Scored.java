package io.seiche.forecast;

import io.seiche.evaluation.Card;
import io.seiche.evaluation.Evaluation;
import io.seiche.evaluation.Groundwork;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.Samples;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.Scorer;
import io.seiche.evaluation.Scores;
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
public record Scored(Optional<Card> card, List<Interval> intervals, List<Samples.Drawn> drawn) {
    /** Series drawn in a report. */
    private static final int DRAWN = 12;

    /** Reads training and validation windows once, test windows once, and what is drawn once more. */
    static Scored of(Evaluation evaluation, Shards shards, float[] parameters, long testWindows)
            throws InterruptedException {
        var reading = NetworkForecaster.Reading.of(shards.problem().loss());
        Scorer scorer = evaluation.scorer(Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> evaluation.groundwork(chunks, new NetworkForecaster(network, reading)))
                .stream()
                .reduce(Groundwork::merge)
                .orElseThrow());
        if (testWindows == 0) {
            return new Scored(Optional.empty(), scorer.intervals(), List.of());
        }
        Scorecard card = Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> scorer.score(chunks, new NetworkForecaster(network, reading)))
                .stream()
                .reduce(Scores::merge)
                .orElseThrow()
                .read();
        List<Scorecard.Pick> picks = card.picks(DRAWN);
        List<Samples.Drawn> drawn = Scoring.map(
                        shards,
                        parameters,
                        (chunks, network) -> scorer.sample(chunks, new NetworkForecaster(network, reading), picks))
                .stream()
                .reduce(Samples::merge)
                .orElseThrow()
                .read(picks);
        return new Scored(Optional.of(card), scorer.intervals(), drawn);
    }
}
