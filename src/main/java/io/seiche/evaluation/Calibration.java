package io.seiche.evaluation;

import io.seiche.evaluation.baselines.BaselineFit;
import io.seiche.evaluation.metrics.ErrorSums;
import io.seiche.loss.Answers;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Sums over training and validation windows from which a {@link Scorer} is made: the fits of the baselines, the
 * autocorrelation that a season is read from, the network's validation errors, and the residuals that intervals are cut
 * from. One for each shard; {@link #merge} in shard order.
 */
public final class Calibration implements Serializable {
    private static final long serialVersionUID = 1;

    private final Evaluation evaluation;
    private final List<BaselineFit> fits; // in the order of the specification
    private final Autocorrelation autocorrelation;
    private final ErrorSums validation;
    private final Conformal residuals; // null where no intervals are asked for

    Calibration(Evaluation evaluation) {
        this.evaluation = evaluation;
        int horizon = evaluation.windows().horizon();
        fits = evaluation.spec().baselines().stream()
                .map(baseline -> baseline.fit(evaluation.setting()))
                .toList();
        autocorrelation = new Autocorrelation(evaluation.windows().lookback());
        validation = new ErrorSums(horizon, evaluation.values().columns());
        residuals = evaluation.spec().intervals().isEmpty() ? null : new Conformal(evaluation);
    }

    void read(Iterator<Chunk> chunks, Forecaster forecaster) {
        ErrorReader errors = new ErrorReader(evaluation, forecaster.levels());
        ConsecutiveWindows windows =
                new ConsecutiveWindows(evaluation, Span.VALIDATION, forecaster, (chunk, cutoff, table, scaled) -> {
                    double[] point = table[errors.point()];
                    double[] actual = errors.add(validation, chunk, cutoff, table, scaled[errors.point()]);
                    if (residuals != null) {
                        residuals.add(true, chunk, cutoff, actual, point);
                    }
                });
        ErrorSums unread = new ErrorSums(
                evaluation.windows().horizon(), evaluation.values().columns());
        ConsecutiveWindows training =
                new ConsecutiveWindows(evaluation, Span.TRAIN, forecaster, (chunk, cutoff, table, scaled) -> {
                    double[] point = table[errors.point()];
                    double[] actual = errors.add(unread, chunk, cutoff, table, scaled[errors.point()]);
                    residuals.add(false, chunk, cutoff, actual, point);
                });
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            if (evaluation.spec().season() == EvaluationSpec.AUTO) {
                autocorrelation.add(chunk);
            }
            fits.forEach(fit -> fit.add(chunk));
            windows.add(chunk);
            if (residuals != null) {
                addSome(chunk, training);
            }
        }
        windows.finish();
        training.finish();
        fits.forEach(BaselineFit::finish);
    }

    /** Adds about as many training windows as there are validation windows, evenly spread. */
    private void addSome(Chunk chunk, ConsecutiveWindows training) {
        long every = Math.max(1, evaluation.setting().trainingWindows() / Math.max(1, evaluation.validationWindows()));
        for (long i = chunk.index() % every; i < chunk.windows(Span.TRAIN); i += every) {
            training.add(chunk, chunk.cutoff(Span.TRAIN, (int) i));
        }
    }

    /** Adds another shard's; both must be of the same {@link Evaluation}. */
    public Calibration merge(Calibration other) {
        for (int i = 0; i < fits.size(); i++) {
            fits.get(i).merge(other.fits.get(i));
        }
        autocorrelation.merge(other.autocorrelation);
        validation.merge(other.validation);
        if (residuals != null) {
            residuals.merge(other.residuals);
        }
        return this;
    }

    /**
     * Chooses the season, fits the baselines and cuts the intervals. Runs on the driver, on the merged calibration.
     *
     * @param answers of the forecaster; an interval of which it answers both ends itself is not cut from residuals
     */
    public Scorer scorer(Answers answers) {
        EvaluationSpec spec = evaluation.spec();
        List<String> notes = new ArrayList<>();
        Season season = Season.choose(spec, evaluation.frequency(), autocorrelation);
        List<Scorer.FittedBaseline> baselines = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            var baseline = spec.baselines().get(i);
            fits.get(i)
                    .forecaster(season.length(), notes)
                    .ifPresent(forecaster -> baselines.add(new Scorer.FittedBaseline(baseline, forecaster)));
        }
        Conformal.FittedResiduals fitted = residuals == null || validation.points() == 0 ? null : residuals.fit();
        List<Interval> intervals = intervals(fitted, answers.intervals(), notes);
        return new Scorer(
                evaluation,
                new Scorer.Decisions(
                        season,
                        List.copyOf(baselines),
                        intervals,
                        IntervalEnds.of(answers, intervals),
                        fitted == null ? null : fitted.grid(),
                        List.copyOf(notes),
                        validation.points() == 0 ? null : validation.overall()));
    }

    private List<Interval> intervals(Conformal.FittedResiduals fitted, List<Integer> answered, List<String> notes) {
        List<Interval> intervals = new ArrayList<>();
        for (int percent : evaluation.spec().intervals()) {
            if (answered.contains(percent)) {
                continue;
            }
            Optional<Interval> interval = fitted == null ? Optional.empty() : fitted.interval(percent);
            interval.ifPresentOrElse(
                    intervals::add,
                    () -> notes.add(
                            "the " + percent + " % interval is left out: the validation windows are too few for it"));
        }
        return List.copyOf(intervals);
    }
}
