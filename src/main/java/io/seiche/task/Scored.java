package io.seiche.task;

import io.seiche.evaluation.Interval;
import io.seiche.evaluation.PlotPoints;
import io.seiche.evaluation.Scorecard;
import java.util.List;
import java.util.Optional;

/**
 * The result of scoring a network on validation and test windows.
 *
 * @param card its scores beside those of the baselines; empty when there are no test windows
 * @param intervals prediction intervals found on validation windows
 * @param drawn series to draw in a report, with their forecasts
 */
public record Scored(Optional<Scorecard> card, List<Interval> intervals, List<PlotPoints.PlotSeries> drawn) {
    /** The result when there are no test windows, intervals or series to draw. */
    static final Scored NOTHING = new Scored(Optional.empty(), List.of(), List.of());

    /** A scorecard alone. */
    static Scored of(Scorecard card) {
        return new Scored(Optional.of(card), List.of(), List.of());
    }
}
