package io.seiche.evaluation;

import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

/** Scores test windows: the evaluation with everything decided that groundwork decides. Sent to executors. */
public final class Scorer implements Serializable {
    private static final long serialVersionUID = 1;

    /** What ridge's penalty is chosen among on validation windows; without any, {@link #USUAL_LAMBDA}. */
    private static final double[] LAMBDAS = {0.1, 1, 10, 100, 1e3, 1e4, 1e5};

    private static final double USUAL_LAMBDA = 1e3;

    private final Evaluation evaluation;
    private final Decisions decisions;

    /**
     * @param season length and reason
     * @param contenders the baselines that could be built, in the order of the configuration
     * @param intervals the widths found
     * @param notes what a reader should know, in words
     * @param validation the network on validation windows, null without any
     */
    record Decisions(
            Season season, List<Contender> contenders, List<Interval> intervals, List<String> notes, Metrics validation)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** A baseline ready to forecast. */
    record Contender(Baseline baseline, WindowForecast forecast) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private Scorer(Evaluation evaluation, Decisions decisions) {
        this.evaluation = evaluation;
        this.decisions = decisions;
    }

    static Scorer from(Evaluation evaluation, BaselineFit laid) {
        EvaluationSpec spec = evaluation.spec();
        List<String> notes = new ArrayList<>();
        Season season = Season.choose(spec, evaluation.frequency(), laid.autocorrelation);
        LinearMap ridge = spec.baselines().contains(Baseline.RIDGE) ? ridge(evaluation, laid, notes) : null;
        List<Contender> contenders = new ArrayList<>();
        for (Baseline baseline : spec.baselines()) {
            baseline.build(new Baseline.Setting(evaluation, season.length(), ridge))
                    .ifPresent(forecast -> contenders.add(new Contender(baseline, forecast)));
        }
        List<Interval> intervals = new ArrayList<>();
        for (int percent : spec.intervals()) {
            double[] widths = laid.residuals.stream()
                    .map(sketch -> sketch.width(percent / 100.0))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (widths.length == evaluation.windows().horizon()) {
                intervals.add(new Interval(percent, widths));
            } else {
                notes.add("the " + percent + " % interval is left out: the validation windows are too few for it");
            }
        }
        return new Scorer(
                evaluation,
                new Decisions(
                        season,
                        List.copyOf(contenders),
                        List.copyOf(intervals),
                        List.copyOf(notes),
                        laid.validation.points() == 0 ? null : laid.validation.overall()));
    }

    /** The candidate and penalty with the smallest error on validation windows, solved on training windows. */
    private static LinearMap ridge(Evaluation evaluation, BaselineFit laid, List<String> notes) {
        LinearMap best = null;
        double least = Double.POSITIVE_INFINITY;
        for (BaselineFit.Fit fit : laid.fits) {
            if (fit.training().examples() == 0) {
                notes.add("ridge is left out: there are no training windows to fit it on");
                return null;
            }
            boolean judged = fit.validation().examples() > 0;
            for (double lambda : judged ? LAMBDAS : new double[] {USUAL_LAMBDA}) {
                double[] weights = fit.training().solve(lambda);
                double error = weights == null
                        ? Double.POSITIVE_INFINITY
                        : judged ? fit.validation().meanSquaredError(weights) : best == null ? 0 : 1;
                if (error < least) {
                    least = error;
                    best = new LinearMap(evaluation.units(), fit.training().features(), weights, lambda);
                }
            }
        }
        if (best == null) {
            notes.add("ridge is left out: its equations have no finite solution on these training windows");
            return null;
        }
        notes.add(best.describe());
        String limits = RidgeFeatures.limits(evaluation);
        if (!limits.isEmpty()) {
            notes.add(limits);
        }
        int every = BaselineFit.every(evaluation, best.features());
        if (every > 1) {
            notes.add("ridge is fitted on every " + every + "th training window");
        }
        return best;
    }

    /**
     * Scores one shard's test windows. Runs on executors; merge the parts in shard order.
     *
     * @param chunks the shard's chunks in order
     */
    public Scores score(Iterator<Chunk> chunks, Forecaster forecaster) {
        Scores scores = new Scores(evaluation, decisions);
        scores.read(chunks, forecaster);
        return scores;
    }

    /**
     * Keeps points to draw of some series: one shard's part; merge the parts in shard order.
     *
     * @param picks what {@link Scorecard#picks} chose
     */
    public Samples sample(Iterator<Chunk> chunks, Forecaster forecaster, List<Scorecard.Pick> picks) {
        Samples samples = new Samples(evaluation, decisions, picks);
        samples.read(chunks, forecaster);
        return samples;
    }

    /** The prediction intervals found, for forecasts to carry. */
    public List<Interval> intervals() {
        return decisions.intervals();
    }
}
