package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.WindowForecaster;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * Scores test windows: an evaluation with its season, baselines and intervals decided from a {@link Calibration}. Sent to
 * executors.
 */
public final class Scorer implements Serializable {
    private static final long serialVersionUID = 1;

    private final Evaluation evaluation;
    private final Decisions decisions;

    /**
     * @param season length and reason
     * @param baselines those that could be fitted, in the order of the configuration
     * @param intervals the intervals found
     * @param ends of these, and of those that the forecaster answers itself
     * @param grid quantiles of the residuals; null without
     * @param notes sentences for the reader of a scorecard
     * @param validation the network's metrics on validation windows, null without any
     */
    record Decisions(
            Season season,
            List<FittedBaseline> baselines,
            List<Interval> intervals,
            List<IntervalEnds> ends,
            QuantileGrid grid,
            List<String> notes,
            Metrics validation)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** A baseline and the forecaster it was fitted to. */
    public record FittedBaseline(Baseline baseline, WindowForecaster forecaster) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    Scorer(Evaluation evaluation, Decisions decisions) {
        this.evaluation = evaluation;
        this.decisions = decisions;
    }

    /**
     * Scores one shard's test windows. Runs on executors; merge the results in shard order.
     *
     * @param chunks the shard's chunks in order
     */
    public Scores score(Iterator<Chunk> chunks, Forecaster forecaster) {
        Scores scores = new Scores(evaluation, decisions, forecaster.levels());
        scores.read(chunks, forecaster);
        return scores;
    }

    /**
     * Keeps points to draw of some series: one shard's part; merge the parts in shard order.
     *
     * @param picks those that {@link ForecastScorecard#picks} chose
     */
    public PlotPoints sample(Iterator<Chunk> chunks, Forecaster forecaster, List<ForecastScorecard.Pick> picks) {
        PlotPoints samples = new PlotPoints(evaluation, decisions, picks);
        samples.read(chunks, forecaster);
        return samples;
    }

    /**
     * Exchanges inputs of some test windows: one shard's part; merge the parts in shard order.
     *
     * @param testWindows number of test windows of all shards
     */
    public Importance importance(Iterator<Chunk> chunks, Forecaster forecaster, long testWindows) {
        Importance importance = new Importance(evaluation, decisions.season());
        importance.read(chunks, forecaster, testWindows);
        return importance;
    }

    /** Returns the prediction intervals found, for forecasts to carry. */
    public List<Interval> intervals() {
        return decisions.intervals();
    }

    /** Returns the ends of these intervals and of those that the network answers itself, by increasing coverage. */
    public List<IntervalEnds> ends() {
        return decisions.ends();
    }

    /** Returns the number of rows after which a series repeats, and why. */
    public Season season() {
        return decisions.season();
    }

    /** Returns sentences for the reader of scores: what was fitted, or why nothing was. */
    public List<String> notes() {
        return decisions.notes();
    }

    /** Returns the fitted baselines, each of which forecasts any window by itself. */
    public List<FittedBaseline> baselines() {
        return decisions.baselines();
    }
}
