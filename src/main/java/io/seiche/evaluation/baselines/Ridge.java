package io.seiche.evaluation.baselines;

import io.seiche.math.NormalEquations;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One linear map for all series, fitted in closed form on training windows (see {@link NormalEquations}). Features and
 * penalty are those with the smallest error on validation windows.
 */
public record Ridge() implements Baseline {
    private static final long serialVersionUID = 1;

    /** Penalties tried on validation windows; without any window, {@link #USUAL_LAMBDA}. */
    private static final double[] LAMBDAS = {0.1, 1, 10, 100, 1e3, 1e4, 1e5};

    private static final double USUAL_LAMBDA = 1e3;

    /** Multiplications a fit may cost over all shards; beyond, only every n-th window is read. */
    private static final double MOST_WORK = 5e10;

    @Override
    public String name() {
        return "ridge";
    }

    @Override
    public String description(List<String> targets, int season) {
        return "a ridge regression on the same windows";
    }

    @Override
    public BaselineFit fit(Setting setting) {
        return new RidgeFit(
                setting,
                RidgeFeatures.affordable(setting).stream()
                        .map(features -> Candidate.of(features, every(setting, features)))
                        .toList());
    }

    /** Returns n where one window in n is read. */
    static int every(Setting setting, RidgeFeatures features) {
        double each = features.count() * (features.count() / 2.0 + features.outputs()) * features.examples();
        return (int) Math.max(1, Math.ceil(setting.trainingWindows() * each / MOST_WORK));
    }

    /**
     * Equations for one choice of features.
     *
     * @param training those the weights are solved from
     * @param validation those the penalty is chosen with
     */
    private record Candidate(WindowEquations training, WindowEquations validation) implements Serializable {
        private static final long serialVersionUID = 1;

        static Candidate of(RidgeFeatures features, int every) {
            return new Candidate(new WindowEquations(features, every), new WindowEquations(features, every));
        }
    }

    /** The equations of one window in so many of a span, with some features. */
    static final class WindowEquations implements Serializable {
        private static final long serialVersionUID = 1;

        private final RidgeFeatures features;
        private final int every;
        private final NormalEquations equations;
        private long seen;

        WindowEquations(RidgeFeatures features, int every) {
            this.features = features;
            this.every = every;
            equations = new NormalEquations(features.count(), features.outputs());
        }

        NormalEquations equations() {
            return equations;
        }

        void add(Chunk chunk, Span span) {
            for (int i = 0; i < chunk.windows(span); i++) {
                if (seen++ % every == 0) {
                    int cutoff = chunk.cutoff(span, i);
                    for (int example = 0; example < features.examples(); example++) {
                        features.read(chunk, cutoff, example, equations.x());
                        features.answer(chunk, cutoff, example, equations.y());
                        equations.add();
                    }
                }
            }
        }

        /** Returns the weights with a penalty on all but the constant, which is the last feature; null if there are none. */
        double[] solve(double lambda) {
            return equations.solve(lambda, features.count() - 1);
        }
    }

    private record RidgeFit(Setting setting, List<Candidate> candidates) implements BaselineFit {
        private static final long serialVersionUID = 1;

        @Override
        public void add(Chunk chunk) {
            for (Candidate candidate : candidates) {
                candidate.training().add(chunk, Span.TRAIN);
                candidate.validation().add(chunk, Span.VALIDATION);
            }
        }

        @Override
        public void finish() {
            for (Candidate candidate : candidates) {
                candidate.training().equations.finish();
                candidate.validation().equations.finish();
            }
        }

        @Override
        public void merge(BaselineFit other) {
            List<Candidate> theirs = ((RidgeFit) other).candidates;
            for (int i = 0; i < candidates.size(); i++) {
                candidates.get(i).training().equations.merge(theirs.get(i).training().equations);
                candidates.get(i).validation().equations.merge(theirs.get(i).validation().equations);
            }
        }

        @Override
        public Optional<WindowForecaster> forecaster(int season, List<String> notes) {
            if (candidates.get(0).training().equations.examples() == 0) {
                notes.add("ridge is left out: there are no training windows to fit it on");
                return Optional.empty();
            }
            LinearMap best = best();
            if (best == null) {
                notes.add("ridge is left out: its equations have no finite solution on these training windows");
                return Optional.empty();
            }
            notes.add(best.describe());
            String limits = RidgeFeatures.limits(setting);
            if (!limits.isEmpty()) {
                notes.add(limits);
            }
            int every = every(setting, best.features());
            if (every > 1) {
                notes.add("ridge is fitted on every " + every + "th training window");
            }
            return Optional.of(best);
        }

        private LinearMap best() {
            LinearMap best = null;
            double least = Double.POSITIVE_INFINITY;
            for (Candidate candidate : candidates) {
                boolean validated = candidate.validation().equations.examples() > 0;
                for (double lambda : validated ? LAMBDAS : new double[] {USUAL_LAMBDA}) {
                    double[] weights = candidate.training().solve(lambda);
                    double error = weights == null
                            ? Double.POSITIVE_INFINITY
                            : validated
                                    ? candidate.validation().equations.meanSquaredError(weights)
                                    : best == null ? 0 : 1;
                    if (error < least) {
                        least = error;
                        best = new LinearMap(setting.units(), candidate.training().features, weights, lambda);
                    }
                }
            }
            return best;
        }
    }
}
