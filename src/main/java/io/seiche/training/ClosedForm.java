package io.seiche.training;

import io.seiche.math.Grid;
import io.seiche.math.NormalEquations;
import io.seiche.network.Layout;
import io.seiche.network.LinearSkip;
import io.seiche.network.Network;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The closed form of a network with a linear part ({@link LinearSkip}): ridge regression of the normalised targets on what the
 * part reads, and the quantiles of its residuals. It is where the training of such a network begins, and a forecaster by
 * itself.
 *
 * <p>{@code W = (U'U + lambda I)^-1 U'Y} over evenly spaced training windows, without an intercept: windows are normalised.
 * The penalty is the one with the least absolute error on the validation windows, on the scale of the series. The quantiles
 * of the residuals are those of the validation windows too, step by step, where there are few with the neighbouring steps
 * (split conformal prediction, <a href="https://arxiv.org/abs/1604.04173">arXiv:1604.04173</a>). Sums run in the order of
 * windows and shards, so that the bytes do not depend on how many tasks there are.
 */
public final class ClosedForm {
    /** Penalties that are tried. */
    private static final double[] LAMBDAS = {0.1, 1, 10, 100, 1_000, 10_000, 100_000};
    /** The penalty where no validation window can choose one. */
    private static final double USUAL_LAMBDA = 1_000;
    /** Examples that the weights are solved from, at most. */
    private static final int TRAINING = 8_000;
    /** Examples that choose the penalty and give the quantiles, at most. */
    private static final int VALIDATION = 3_000;
    /** Residuals of a step that a quantile needs; with fewer those of its neighbours are taken too. */
    private static final int RESIDUALS = 60;
    /** Windows read at once. */
    private static final int BATCH = 256;
    /** The most numbers a linear part may read: the driver holds the square of it for each shard. */
    private static final int MOST_FEATURES = 4_096;

    private ClosedForm() {}

    /**
     * A fitted closed form.
     *
     * @param lambda penalty
     * @param weights {@code [features][horizon]}
     * @param quantiles of the residuals on the scale of the window: {@code [levels][horizon]}
     * @param validated false where there was no validation window, so that the penalty is the usual one and the residuals
     *     are those of training
     */
    public record Solution(double lambda, float[] weights, float[] quantiles, boolean validated) {
        /** Returns a network's parameters with these weights and quantiles in the place of its own. */
        public float[] in(LinearSkip skip, float[] parameters) {
            float[] all = parameters.clone();
            System.arraycopy(weights, 0, all, skip.kernel().offset(), weights.length);
            System.arraycopy(quantiles, 0, all, skip.quantiles().offset(), quantiles.length);
            return all;
        }
    }

    /**
     * Fits the linear part of the objective's network on the training windows, its penalty and quantiles on the validation
     * windows.
     *
     * @param levels of the quantiles, in the order of the network's
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static Solution fit(Shards shards, double[] levels) throws InterruptedException {
        Network network = shards.objective().build();
        LinearSkip skip = network.linearSkip().orElseThrow();
        long validation = examples(shards, Span.VALIDATION);
        Span judge = validation > 0 ? Span.VALIDATION : Span.TRAIN;
        int every = every(validation > 0 ? validation : examples(shards, Span.TRAIN), VALIDATION);
        double lambda = 0;
        float[] weights;
        if (isFixed(skip)) {
            int from = skip.kernel().offset();
            weights = Arrays.copyOfRange(
                    network.initial(0), from, from + skip.kernel().size());
        } else {
            NormalEquations equations = equations(shards);
            double[] lambdas = validation > 0 ? LAMBDAS : new double[] {USUAL_LAMBDA};
            float[][] candidates = new float[lambdas.length][];
            for (int i = 0; i < lambdas.length; i++) {
                candidates[i] = floats(equations.solve(lambdas[i], equations.inputs()));
            }
            int best = best(shards.map(candidates, new Errors(judge, every)).list(), candidates);
            lambda = lambdas[best];
            weights = candidates[best];
        }
        int horizon = shards.objective().windows().horizon();
        float[] quantiles =
                quantiles(shards.map(weights, new Residuals(judge, every)).list(), horizon, levels);
        return new Solution(lambda, weights, quantiles, validation > 0);
    }

    /** Returns true if the linear part is written, not fitted: a naive forecast. */
    private static boolean isFixed(LinearSkip skip) {
        return skip.kernel().role() == Layout.Role.CONSTANT;
    }

    /**
     * Fits the weights again with the penalty and quantiles of an earlier fit, on other training windows.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static Solution refit(Shards shards, Solution earlier) throws InterruptedException {
        if (isFixed(shards.objective().build().linearSkip().orElseThrow())) {
            return earlier;
        }
        NormalEquations equations = equations(shards);
        float[] weights = floats(equations.solve(earlier.lambda(), equations.inputs()));
        return new Solution(
                earlier.lambda(),
                weights == null ? earlier.weights() : weights,
                earlier.quantiles(),
                earlier.validated());
    }

    private static NormalEquations equations(Shards shards) throws InterruptedException {
        long examples = examples(shards, Span.TRAIN);
        Plan.check(examples);
        int features = shards.objective().build().linearSkip().orElseThrow().features();
        if (features > MOST_FEATURES) {
            throw new IllegalArgumentException("a linear part must read at most " + MOST_FEATURES
                    + " numbers, would read " + features + "; shorten window.lookback");
        }
        List<ShardResult<NormalEquations>> parts =
                shards.map(0, new Equations(every(examples, TRAINING))).list();
        NormalEquations all = parts.get(0).value();
        parts.subList(1, parts.size()).forEach(part -> all.merge(part.value()));
        return all;
    }

    /** Returns n where one window in n is read. */
    private static int every(long examples, int most) {
        return (int) Math.max(1, (examples + most - 1) / most);
    }

    private static long examples(Shards shards, Span span) throws InterruptedException {
        long windows = 0;
        for (ShardResult<Integer> shard : shards.map(0, new Windows(span)).list()) {
            windows += shard.value();
        }
        return windows * shards.objective().columns().targets().size();
    }

    private static float[] floats(double[] values) {
        if (values == null) {
            return null;
        }
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    private static int best(List<ShardResult<double[]>> errors, float[][] candidates) {
        double[] sums = new double[candidates.length];
        for (ShardResult<double[]> shard : errors) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += shard.value()[i];
            }
        }
        int best = -1;
        for (int i = 0; i < sums.length; i++) {
            if (candidates[i] != null && Double.isFinite(sums[i]) && (best < 0 || sums[i] < sums[best])) {
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException(
                    "the closed form must have a finite solution on the training windows, but"
                            + " has none; a target may be constant or hold values out of all proportion");
        }
        return best;
    }

    /** Quantiles of each step's residuals, {@code [levels][horizon]}, interpolated as numpy's default does. */
    private static float[] quantiles(List<ShardResult<float[]>> residuals, int horizon, double[] levels) {
        long count = 0;
        for (ShardResult<float[]> shard : residuals) {
            count += shard.value().length / horizon;
        }
        int near = (int) Math.max(1, (RESIDUALS + count - 1) / Math.max(1, count));
        float[] quantiles = new float[levels.length * horizon];
        for (int h = 0; h < horizon; h++) {
            int from = Math.max(0, h - near);
            int to = Math.min(horizon, h + near + 1);
            float[] some = new float[Math.toIntExact(count * (to - from))];
            int at = 0;
            for (ShardResult<float[]> shard : residuals) {
                for (int row = 0; row < shard.value().length; row += horizon) {
                    System.arraycopy(shard.value(), row + from, some, at, to - from);
                    at += to - from;
                }
            }
            Arrays.sort(some);
            for (int q = 0; q < levels.length; q++) {
                double place = levels[q] * (some.length - 1);
                int low = (int) place;
                double high = some[Math.min(some.length - 1, low + 1)];
                quantiles[q * horizon + h] = (float) (some[low] + (place - low) * (high - some[low]));
            }
        }
        return quantiles;
    }

    /** One batch of windows as the linear part reads them. */
    private static final class Laid {
        final int features;
        final int horizon;
        int examples;
        float[] u = {};
        float[] y = {}; // [horizon][examples], normalised
        float[] spread = {};
        private float[] shift = {};

        Laid(Worker worker) {
            features = worker.network().linearSkip().orElseThrow().features();
            horizon = worker.objective().windows().horizon();
        }

        void read(Worker worker) {
            Batch batch = worker.batch();
            Grid values = worker.objective().answers().values();
            int size = batch.size();
            examples = values.columns() * size;
            if (spread.length < examples) {
                u = new float[features * examples];
                y = new float[horizon * examples];
                spread = new float[examples];
                shift = new float[examples];
            }
            worker.network().linearSkip().orElseThrow().features(batch.input(), u, shift, spread);
            for (int h = 0; h < horizon; h++) {
                for (int k = 0; k < values.columns(); k++) {
                    for (int b = 0; b < size; b++) {
                        int e = k * size + b;
                        y[h * examples + e] = (batch.y()[values.at(h, k) * size + b] - shift[e]) / spread[e];
                    }
                }
            }
        }

        /** Writes what weights leave of the targets of one example: {@code [horizon]}. */
        void residuals(int example, float[] weights, float[] out, int at) {
            for (int h = 0; h < horizon; h++) {
                out[at + h] = y[h * examples + example];
            }
            for (int p = 0; p < features; p++) {
                float value = u[p * examples + example];
                for (int h = 0; h < horizon; h++) {
                    out[at + h] -= value * weights[p * horizon + h];
                }
            }
        }
    }

    /** Receives the batches of some windows of a shard. */
    private interface BatchUse {
        void batch(Laid laid);
    }

    private static void read(Worker worker, Shard shard, Span span, int every, BatchUse use) {
        Laid laid = new Laid(worker);
        int count = (shard.windows(span) + every - 1) / every;
        for (int from = 0; from < count; from += BATCH) {
            worker.lay(shard, span, from * every, every, Math.min(BATCH, count - from));
            laid.read(worker);
            use.batch(laid);
        }
    }

    private record Windows(Span span) implements ShardWork<Integer, Integer> {
        @Override
        public Integer run(Worker worker, Shard shard, Integer nothing) {
            return shard.windows(span);
        }
    }

    private record Equations(int every) implements ShardWork<Integer, NormalEquations> {
        @Override
        public NormalEquations run(Worker worker, Shard shard, Integer nothing) {
            NormalEquations equations = new NormalEquations(
                    worker.network().linearSkip().orElseThrow().features(),
                    worker.objective().windows().horizon());
            read(worker, shard, Span.TRAIN, every, laid -> {
                for (int e = 0; e < laid.examples; e++) {
                    double[] x = equations.x();
                    for (int p = 0; p < x.length; p++) {
                        x[p] = laid.u[p * laid.examples + e];
                    }
                    double[] y = equations.y();
                    for (int h = 0; h < y.length; h++) {
                        y[h] = laid.y[h * laid.examples + e];
                    }
                    equations.add();
                }
            });
            equations.finish();
            return equations;
        }
    }

    /** The sums of absolute errors with each of some weights, on the scale of the chunk. */
    private record Errors(Span span, int every) implements ShardWork<float[][], double[]> {
        @Override
        public double[] run(Worker worker, Shard shard, float[][] candidates) {
            double[] sums = new double[candidates.length];
            float[] residuals = new float[worker.objective().windows().horizon()];
            read(worker, shard, span, every, laid -> {
                for (int e = 0; e < laid.examples; e++) {
                    for (int c = 0; c < sums.length; c++) {
                        sums[c] += candidates[c] == null ? 0 : error(laid, e, candidates[c], residuals);
                    }
                }
            });
            return sums;
        }

        private static double error(Laid laid, int example, float[] weights, float[] residuals) {
            laid.residuals(example, weights, residuals, 0);
            double sum = 0;
            for (float residual : residuals) {
                sum += Math.abs(residual);
            }
            return sum * laid.spread[example];
        }
    }

    /** The residuals of every example, {@code [examples][horizon]}. */
    private record Residuals(Span span, int every) implements ShardWork<float[], float[]> {
        @Override
        public float[] run(Worker worker, Shard shard, float[] weights) {
            int horizon = worker.objective().windows().horizon();
            List<float[]> blocks = new ArrayList<>();
            read(worker, shard, span, every, laid -> {
                float[] block = new float[laid.examples * horizon];
                for (int e = 0; e < laid.examples; e++) {
                    laid.residuals(e, weights, block, e * horizon);
                }
                blocks.add(block);
            });
            float[] all =
                    new float[blocks.stream().mapToInt(block -> block.length).sum()];
            int at = 0;
            for (float[] block : blocks) {
                System.arraycopy(block, 0, all, at, block.length);
                at += block.length;
            }
            return all;
        }
    }
}
