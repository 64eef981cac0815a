package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What training and validation windows tell before the test windows are scored: ridge's normal equations of either
 * span, the autocorrelation, the network's validation errors and residuals. One a shard; {@link #merge} in shard order.
 */
public final class BaselineFit implements Serializable {
    private static final long serialVersionUID = 1;

    /** Multiplications ridge may cost over all shards; beyond, only every n-th window is read. */
    private static final double MOST_WORK = 5e10;

    private final Evaluation evaluation;
    final List<Fit> fits = new ArrayList<>();
    final Autocorrelation autocorrelation;
    final Errors validation;
    final List<ResidualSketch> residuals; // [horizon], empty where no intervals are asked for

    /** One ridge candidate's two sides: what it is solved on and what it is chosen by. */
    record Fit(NormalEquations training, NormalEquations validation) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    BaselineFit(Evaluation evaluation) {
        this.evaluation = evaluation;
        int horizon = evaluation.windows().horizon();
        autocorrelation = new Autocorrelation(evaluation.windows().lookback());
        validation = new Errors(horizon, evaluation.targets());
        residuals = evaluation.spec().intervals().isEmpty()
                ? List.of()
                : Stream.generate(ResidualSketch::new).limit(horizon).toList();
        if (evaluation.spec().baselines().contains(Baseline.RIDGE)) {
            for (RidgeFeatures features : RidgeFeatures.affordable(evaluation)) {
                int every = every(evaluation, features);
                fits.add(new Fit(new NormalEquations(features, every), new NormalEquations(features, every)));
            }
        }
    }

    /** Ridge reads one window in so many. */
    static int every(Evaluation evaluation, RidgeFeatures features) {
        double each = features.count() * (features.count() / 2.0 + features.outputs()) * features.examples();
        return (int) Math.max(1, Math.ceil(evaluation.trainingWindows() * each / MOST_WORK));
    }

    void read(Iterator<Chunk> chunks, Forecaster forecaster) {
        ErrorReader judge = new ErrorReader(evaluation, forecaster.levels());
        ConsecutiveWindows run =
                new ConsecutiveWindows(evaluation, Span.VALIDATION, forecaster, (chunk, cutoff, table, scaled) -> {
                    double[] point = table[judge.point()];
                    double[] actual = judge.add(validation, chunk, cutoff, table, scaled[judge.point()]);
                    for (int cell = 0; cell < evaluation.cells() && !residuals.isEmpty(); cell++) {
                        int k = cell % evaluation.targets();
                        double unit = Interval.unit(evaluation.transform(), chunk, cutoff, k, point[cell]);
                        residuals.get(cell / evaluation.targets()).add((actual[cell] - point[cell]) / unit);
                    }
                });
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            if (evaluation.spec().season() == EvaluationSpec.AUTO) {
                autocorrelation.add(chunk);
            }
            for (Fit fit : fits) {
                fit.training().add(chunk, Span.TRAIN);
                fit.validation().add(chunk, Span.VALIDATION);
            }
            run.add(chunk);
        }
        run.finish();
        for (Fit fit : fits) {
            fit.training().finish();
            fit.validation().finish();
        }
    }

    /** Adds another shard's; both must be of the same {@link Evaluation}. */
    public BaselineFit merge(BaselineFit other) {
        for (int i = 0; i < fits.size(); i++) {
            fits.get(i).training().merge(other.fits.get(i).training());
            fits.get(i).validation().merge(other.fits.get(i).validation());
        }
        autocorrelation.merge(other.autocorrelation);
        validation.merge(other.validation);
        for (int h = 0; h < residuals.size(); h++) {
            residuals.get(h).merge(other.residuals.get(h));
        }
        return this;
    }
}
