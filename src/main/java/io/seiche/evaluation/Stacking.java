package io.seiche.evaluation;

import java.util.Arrays;

/**
 * Weights of forecasters whose mean is to be published, found on validation windows: the weights of the simplex with the least
 * pinball loss of the weighted mean, and a penalty for leaving the weights that are expected before anything is seen,
 *
 * <pre>  loss(w) + tau * sum_i w_i log(w_i / prior_i),   tau = loss(prior) / evidence.</pre>
 *
 * The fewer independent windows there are, the closer the weights stay to the prior. Solved by exponentiated gradients
 * (Kivinen and Warmuth 1997), a fixed number of steps in one order, so that the same forecasts give the same bits.
 */
public final class Stacking {
    private static final int STEPS = 60;
    /** Weights below this are dropped: a forecaster that hardly counts is not worth its time. */
    private static final double LEAST = 0.02;

    private final double[] levels;
    private final float[][] forecasts;
    private final float[] actual;

    /**
     * Windows to find weights on.
     *
     * @param levels of the quantiles; one level, 0.5, for point forecasts
     * @param forecasts of each forecaster, on a scale that all series share: {@code [forecasters][points * levels]}, the levels
     *     of a point side by side
     * @param actual values: {@code [points]}; those that are NaN are left out
     */
    public Stacking(double[] levels, float[][] forecasts, float[] actual) {
        this.levels = levels.clone();
        this.forecasts = forecasts.clone();
        this.actual = actual;
    }

    /**
     * Returns the weights: not negative, of sum 1, those too small to matter 0.
     *
     * @param prior weights expected before anything is seen, positive
     * @param evidence independent windows that the forecasts stand for, at least 1
     */
    public double[] weights(double[] prior, double evidence) {
        double sum = Arrays.stream(prior).sum();
        double[] expected = Arrays.stream(prior).map(w -> w / sum).toArray();
        double[] w = expected.clone();
        double[] gradient = new double[w.length];
        double base = gradient(w, gradient);
        if (w.length == 1 || !(base > 0) || !Double.isFinite(base)) {
            return expected;
        }
        double tau = base / Math.max(1, evidence);
        for (int step = 0; step < STEPS; step++) {
            gradient(w, gradient);
            double mean = 0;
            for (int i = 0; i < w.length; i++) {
                gradient[i] += tau * (StrictMath.log(Math.max(w[i], 1e-12) / expected[i]) + 1);
                mean += gradient[i] * w[i];
            }
            double rate = 2 / base / (1 + 0.05 * step);
            double all = 0;
            for (int i = 0; i < w.length; i++) {
                w[i] *= StrictMath.exp(-rate * (gradient[i] - mean));
                all += w[i];
            }
            for (int i = 0; i < w.length; i++) {
                w[i] /= all;
            }
        }
        return kept(w);
    }

    private static double[] kept(double[] w) {
        double all = 0;
        for (int i = 0; i < w.length; i++) {
            w[i] = w[i] < LEAST ? 0 : w[i];
            all += w[i];
        }
        for (int i = 0; i < w.length; i++) {
            w[i] /= all;
        }
        return w;
    }

    /** Returns the mean pinball loss of the mean with some weights, times two. */
    public double loss(double[] weights) {
        return gradient(weights, new double[weights.length]);
    }

    /** Writes the gradient of the loss by the weights, and returns the loss. */
    private double gradient(double[] weights, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        int known = 0;
        for (int p = 0; p < actual.length; p++) {
            if (Float.isNaN(actual[p])) {
                continue;
            }
            known++;
            for (int q = 0; q < levels.length; q++) {
                int at = p * levels.length + q;
                double mean = 0;
                for (int i = 0; i < weights.length; i++) {
                    mean += weights[i] * forecasts[i][at];
                }
                double error = actual[p] - mean;
                double slope = error > 0 ? -levels[q] : 1 - levels[q];
                loss += -slope * error;
                for (int i = 0; i < weights.length; i++) {
                    gradient[i] += slope * forecasts[i][at];
                }
            }
        }
        double points = (double) Math.max(1, known) * levels.length / 2;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= points;
        }
        return loss / points;
    }
}
