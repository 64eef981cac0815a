package io.seiche.task;

import io.seiche.evaluation.ErrorAnalysis;
import io.seiche.evaluation.Importance;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.PlotPoints;
import io.seiche.evaluation.Scorecard;
import io.seiche.evaluation.Scorer;
import java.util.List;
import java.util.Optional;

/**
 * The result of scoring a network on validation and test windows.
 *
 * @param card its scores beside those of the baselines; empty when there are no test windows
 * @param scorer the intervals, season and baselines fitted on training and validation windows; empty for tasks that have
 *     none
 * @param drawn series to draw in a report, with their forecasts
 * @param findings the places of its errors; empty for tasks other than forecasting
 */
public record Scored(
        Optional<Scorecard> card,
        Optional<Scorer> scorer,
        List<PlotPoints.PlotSeries> drawn,
        Optional<Findings> findings) {
    /** The result when there are no test windows, no scorer and no series to draw. */
    static final Scored NOTHING = new Scored(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** A scorecard alone. */
    static Scored of(Scorecard card) {
        return new Scored(Optional.of(card), Optional.empty(), List.of(), Optional.empty());
    }

    /** Returns the prediction intervals found on validation windows. */
    public List<Interval> intervals() {
        return scorer.map(Scorer::intervals).orElse(List.of());
    }

    /**
     * The findings about a model's errors on the test windows, for a report.
     *
     * @param errors their places
     * @param importance inputs by the error without them, the most important first
     */
    public record Findings(ErrorAnalysis.ErrorFindings errors, List<Importance.InputImportance> importance) {}
}
