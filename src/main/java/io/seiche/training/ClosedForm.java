package io.seiche.training;

import io.seiche.math.NormalEquations;
import io.seiche.math.WindowMethod;
import io.seiche.network.LinearSkip;
import io.seiche.network.Network;
import io.seiche.series.Span;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The closed form of a network with a linear part ({@link LinearSkip}): ridge regression of the normalised targets on what the
 * part reads, and the quantiles of its residuals. It is where the training of such a network begins, and a forecaster by
 * itself.
 *
 * <p>Where the part is one of a few rules ({@link LinearSkip#methods}), it is the one with the least absolute error on the windows
 * that judge, and nothing is solved.
 *
 * <p>{@code W = (U'U + lambda I)^-1 U'Y} over evenly spaced training windows, without an intercept: windows are normalised.
 * The penalty is the one with the least absolute error, on the scale of the series, over blocks of time that are left out one
 * after another ({@link TimeFolds}), and over the validation windows where they are to be judged too. The quantiles are those
 * of the same residuals ({@link ResidualQuantiles}): all of the past is evidence, where a validation span at its end is often
 * one or two windows. Sums run in the order of windows and shards, so that the bytes do not depend on how many tasks there
 * are.
 */
public final class ClosedForm {
    /** Penalties that are tried. */
    private static final double[] LAMBDAS = {0.1, 1, 10, 100, 1_000, 10_000, 100_000};
    /** The penalty where no window can judge one. */
    private static final double USUAL_LAMBDA = 1_000;
    /** Examples that the weights are solved from, at most. */
    private static final int TRAINING = 8_000;
    /** Examples that choose the penalty, at most. */
    private static final int CHOOSING = 1_500;
    /** Examples that choose one of several rules, at most. */
    private static final int COMPARING = 500;
    /** Steps of the horizon that choose the penalty or the rule, at most. */
    private static final int STEPS = 48;
    /** Examples that give the quantiles, at most. */
    private static final int JUDGING = 3_000;
    /** Blocks of time that are left out one after another. */
    private static final int FOLDS = 5;
    /** Examples that weights for a block are solved from, at least. */
    private static final int FEWEST = 20;
    /** The most numbers a linear part may read: the driver holds the square of it for each shard. */
    private static final int MOST_FEATURES = 4_096;

    private final Shards shards;
    private final LinearSkip skip;
    private final int horizon;
    private final long training; // examples
    private final long validation; // examples that judge too
    private final int every; // one training window in so many is read
    private final List<Judge> judges = new ArrayList<>();
    private NormalEquations all; // of the training windows that are read; null until they are needed

    private ClosedForm(Shards shards, Network network, boolean judged) throws InterruptedException {
        this.shards = shards;
        skip = network.linearSkip().orElseThrow();
        horizon = shards.objective().windows().horizon();
        training = examples(Span.TRAIN);
        validation = judged ? examples(Span.VALIDATION) : 0;
        Plan.check(training);
        every = every(training, TRAINING);
        if (skip.features() > MOST_FEATURES) {
            throw new IllegalArgumentException("a linear part must read at most " + MOST_FEATURES
                    + " numbers, would read " + skip.features() + "; shorten window.lookback");
        }
        addFolds();
        if (validation > 0) {
            SomeWindows some = SomeWindows.all(Span.VALIDATION, every(validation, TRAINING));
            judges.add(new Judge(some, isRule() ? null : equations()));
        }
    }

    /**
     * A fitted closed form.
     *
     * @param lambda penalty
     * @param weights {@code [features][horizon]}
     * @param quantiles of the residuals on the scale of the window: {@code [levels][horizon]}
     * @param residuals of the windows that judged, on the scale of the chunk, or of training where no window could be left
     *     out; of two closed forms of the same shards they stand in the same order, whatever the closed forms read
     */
    public record Solution(double lambda, float[] weights, float[] quantiles, float[] residuals) {
        /** Returns a network's parameters with these weights and quantiles in the place of its own. */
        public float[] in(LinearSkip skip, float[] parameters) {
            float[] all = parameters.clone();
            System.arraycopy(weights, 0, all, skip.kernel().offset(), weights.length);
            System.arraycopy(quantiles, 0, all, skip.quantiles().offset(), quantiles.length);
            return all;
        }
    }

    /**
     * Windows that judge, and the equations of training windows that share no target with them.
     *
     * @param equations null where the weights are not fitted
     */
    private record Judge(SomeWindows windows, NormalEquations equations) {
        float[] weights(double lambda) {
            return floats(equations.solve(lambda, equations.inputs()));
        }

        /** Returns the weights of each penalty, of one step in so many: {@code [penalties][features][steps]}; null for none. */
        float[][] candidates(int every) {
            NormalEquations some = equations.ofOutputs(every);
            return Arrays.stream(LAMBDAS)
                    .mapToObj(lambda -> floats(some.solve(lambda, some.inputs())))
                    .toArray(float[][]::new);
        }
    }

    /**
     * Fits the linear part of the objective's network on the training windows.
     *
     * @param levels of the quantiles, in the order of the network's
     * @param validation true if the validation windows judge penalty and residuals too; false keeps them unseen
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static Solution fit(Shards shards, double[] levels, boolean validation) throws InterruptedException {
        Network network = shards.objective().build();
        ClosedForm form = new ClosedForm(shards, network, validation);
        return form.isRule() ? form.rule(levels) : form.solved(levels);
    }

    /** Returns true if the linear part is a rule, not solved. */
    private boolean isRule() {
        return !skip.methods().isEmpty();
    }

    private Solution rule(double[] levels) throws InterruptedException {
        List<WindowMethod> rules = skip.methods();
        int best = 0;
        if (rules.size() > 1) {
            int every = every(horizon, STEPS);
            float[][] candidates = rules.stream()
                    .map(rule -> someSteps(rule.matrix(skip.features(), horizon), every))
                    .toArray(float[][]::new);
            best = least(used(), judge -> candidates, candidates.length, COMPARING);
        }
        float[] weights = rules.get(best).matrix(skip.features(), horizon);
        List<float[]> same = used().stream().map(judge -> weights).toList();
        return solution(0, weights, same, used(), levels);
    }

    /** Returns the columns of one step in so many. */
    private float[] someSteps(float[] weights, int every) {
        int steps = (horizon + every - 1) / every;
        float[] some = new float[skip.features() * steps];
        for (int i = 0; i < some.length; i++) {
            some[i] = weights[i / steps * horizon + i % steps * every];
        }
        return some;
    }

    private Solution solved(double[] levels) throws InterruptedException {
        double lambda = judges.isEmpty() ? USUAL_LAMBDA : penalty();
        List<Judge> used = used();
        float[] weights = floats(equations().solve(lambda, equations().inputs()));
        List<float[]> solved = used.stream().map(judge -> judge.weights(lambda)).toList();
        if (weights == null || solved.contains(null)) {
            throw unsolvable();
        }
        return solution(lambda, weights, solved, used, levels);
    }

    /** Returns the windows that judge; those of training where there are no others. */
    private List<Judge> used() throws InterruptedException {
        return judges.isEmpty()
                ? List.of(new Judge(SomeWindows.all(Span.TRAIN, every), isRule() ? null : equations()))
                : judges;
    }

    /** Adds the blocks of time for which enough training windows are left. */
    private void addFolds() throws InterruptedException {
        List<TimeFolds.Times> windows = new ArrayList<>();
        for (ShardResult<TimeFolds.Times[]> shard : shards.map(0, new ForecastTimes(SomeWindows.all(Span.TRAIN, every)))
                .list()) {
            windows.addAll(Arrays.asList(shard.value()));
        }
        TimeFolds folds =
                TimeFolds.of(windows.stream().mapToLong(TimeFolds.Times::first).toArray(), FOLDS);
        for (int k = 0; k < folds.count(); k++) {
            int block = k;
            long left = windows.stream()
                    .filter(window -> !folds.meets(block, window))
                    .count();
            if (left * targets() >= FEWEST) {
                SomeWindows some = new SomeWindows(Span.TRAIN, every, folds, k, 1);
                judges.add(new Judge(some, isRule() ? null : equations().without(sum(new Equations(some)))));
            }
        }
    }

    private int targets() {
        return shards.objective().columns().targets().size();
    }

    /** Returns the equations of all training windows that are read. */
    private NormalEquations equations() throws InterruptedException {
        if (all == null) {
            all = sum(new Equations(SomeWindows.all(Span.TRAIN, every)));
        }
        return all;
    }

    private NormalEquations sum(Equations work) throws InterruptedException {
        List<ShardResult<NormalEquations>> parts = shards.map(0, work).list();
        NormalEquations sum = parts.get(0).value();
        parts.subList(1, parts.size()).forEach(part -> sum.merge(part.value()));
        return sum;
    }

    private double penalty() throws InterruptedException {
        int everyStep = every(horizon, STEPS);
        return LAMBDAS[least(judges, judge -> judge.candidates(everyStep), LAMBDAS.length, CHOOSING)];
    }

    /**
     * Returns the number of the weights with the least absolute error.
     *
     * @param candidatesOf weights of one step in so many for each judge, null for none
     * @param count of them
     * @param most examples, about
     */
    private int least(List<Judge> used, Function<Judge, float[][]> candidatesOf, int count, int most)
            throws InterruptedException {
        double[] sums = new double[count];
        int thin = thin(used, most);
        int everyStep = every(horizon, STEPS);
        for (Judge judge : used) {
            float[][] candidates = candidatesOf.apply(judge);
            Errors errors = new Errors(judge.windows().thinned(thin), everyStep);
            for (ShardResult<double[]> shard : shards.map(candidates, errors).list()) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += candidates[i] == null ? Double.POSITIVE_INFINITY : shard.value()[i];
                }
            }
        }
        int best = -1;
        for (int i = 0; i < sums.length; i++) {
            if (Double.isFinite(sums[i]) && (best < 0 || sums[i] < sums[best])) {
                best = i;
            }
        }
        if (best < 0) {
            throw unsolvable();
        }
        return best;
    }

    /** Returns the solution with the residuals that the weights for each judge leave of its windows, and their quantiles. */
    private Solution solution(
            double lambda, float[] weights, List<float[]> forJudges, List<Judge> used, double[] levels)
            throws InterruptedException {
        int thin = thin(used, JUDGING);
        List<ResidualQuantiles.Residuals> parts = new ArrayList<>();
        for (int i = 0; i < used.size(); i++) {
            ResidualsOf work = new ResidualsOf(used.get(i).windows().thinned(thin));
            shards.map(forJudges.get(i), work).list().forEach(shard -> parts.add(shard.value()));
        }
        float[] quantiles = new ResidualQuantiles(horizon).at(levels, parts);
        return new Solution(lambda, weights, quantiles, ResidualQuantiles.Residuals.inUnits(parts));
    }

    /** Returns n where one in n of the windows that judge is read, so that there are at most so many examples. */
    private int thin(List<Judge> used, int most) {
        boolean trained = used.stream().anyMatch(judge -> judge.windows().span() == Span.TRAIN);
        return every((trained ? training / every : 0) + validation / every(validation, TRAINING), most);
    }

    private static IllegalArgumentException unsolvable() {
        return new IllegalArgumentException("the closed form must have a finite solution on the training windows, but"
                + " has none; a target may be constant or hold values out of all proportion");
    }

    /** Returns n where one window in n is read. */
    private static int every(long examples, int most) {
        return (int) Math.max(1, (examples + most - 1) / most);
    }

    private long examples(Span span) throws InterruptedException {
        long windows = 0;
        for (ShardResult<Integer> shard : shards.map(0, new Windows(span)).list()) {
            windows += shard.value();
        }
        return windows * targets();
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

    /**
     * Some windows of a shard, one in so many.
     *
     * @param every n, where one window of the span in n is looked at
     * @param folds null for one block that holds all windows
     * @param thin n, where one in n of the block's windows is read
     */
    private record SomeWindows(Span span, int every, TimeFolds folds, int block, int thin) implements Serializable {
        static SomeWindows all(Span span, int every) {
            return new SomeWindows(span, every, null, 0, 1);
        }

        SomeWindows thinned(int other) {
            return new SomeWindows(span, every, folds, block, other);
        }

        /** Returns the windows of the block. */
        int[] held(Shard shard) {
            int[] all = where(shard, window -> folds == null || folds.holds(block, window));
            return IntStream.range(0, (all.length + thin - 1) / thin)
                    .map(i -> all[i * thin])
                    .toArray();
        }

        /** Returns the windows that share a forecast row with one of the block, the block's own among them. */
        int[] meeting(Shard shard) {
            return where(shard, window -> folds == null || folds.meets(block, window));
        }

        private int[] where(Shard shard, Predicate<TimeFolds.Times> wanted) {
            return IntStream.range(0, (shard.windows(span) + every - 1) / every)
                    .map(i -> i * every)
                    .filter(window -> wanted.test(shard.times(span, window)))
                    .toArray();
        }
    }

    private record Windows(Span span) implements ShardWork<Integer, Integer> {
        @Override
        public Integer run(Worker worker, Shard shard, Integer nothing) {
            return shard.windows(span);
        }
    }

    /** The times of the forecast rows. */
    private record ForecastTimes(SomeWindows some) implements ShardWork<Integer, TimeFolds.Times[]> {
        @Override
        public TimeFolds.Times[] run(Worker worker, Shard shard, Integer nothing) {
            return Arrays.stream(some.held(shard))
                    .mapToObj(window -> shard.times(some.span(), window))
                    .toArray(TimeFolds.Times[]::new);
        }
    }

    /** The equations of the windows that meet a block. */
    private record Equations(SomeWindows some) implements ShardWork<Integer, NormalEquations> {
        @Override
        public NormalEquations run(Worker worker, Shard shard, Integer nothing) {
            NormalEquations equations = new NormalEquations(
                    worker.network().linearSkip().orElseThrow().features(),
                    worker.objective().windows().horizon());
            LinearExamples.read(worker, shard, some.span(), some.meeting(shard), (batch, first) -> {
                for (int e = 0; e < batch.count(); e++) {
                    batch.features(e, equations.x());
                    batch.targets(e, equations.y());
                    equations.add();
                }
            });
            equations.finish();
            return equations;
        }
    }

    /** The sums of absolute errors with each of some weights, on the scale of the chunk. */
    private record Errors(SomeWindows some, int every) implements ShardWork<float[][], double[]> {
        @Override
        public double[] run(Worker worker, Shard shard, float[][] candidates) {
            double[] sums = new double[candidates.length];
            float[] residuals = new float[(worker.objective().windows().horizon() + every - 1) / every];
            LinearExamples.read(worker, shard, some.span(), some.held(shard), (batch, first) -> {
                for (int e = 0; e < batch.count(); e++) {
                    for (int c = 0; c < sums.length; c++) {
                        sums[c] += candidates[c] == null ? 0 : error(batch, e, candidates[c], residuals);
                    }
                }
            });
            return sums;
        }

        private double error(LinearExamples batch, int example, float[] weights, float[] residuals) {
            batch.residuals(example, weights, every, residuals, 0);
            double sum = 0;
            for (float residual : residuals) {
                sum += Math.abs(residual);
            }
            return sum * batch.spread(example);
        }
    }

    /** Residuals of every example, with given weights. */
    private record ResidualsOf(SomeWindows some) implements ShardWork<float[], ResidualQuantiles.Residuals> {
        @Override
        public ResidualQuantiles.Residuals run(Worker worker, Shard shard, float[] weights) {
            int horizon = worker.objective().windows().horizon();
            int targets = worker.objective().answers().values().columns();
            int[] windows = some.held(shard);
            float[] values = new float[windows.length * targets * horizon];
            long[] times = new long[windows.length * targets];
            float[] spreads = new float[windows.length * targets];
            LinearExamples.read(worker, shard, some.span(), windows, (batch, first) -> {
                for (int e = 0; e < batch.count(); e++) {
                    int at = first * targets + e;
                    batch.residuals(e, weights, 1, values, at * horizon);
                    spreads[at] = batch.spread(e);
                    times[at] = shard.times(some.span(), windows[first + batch.window(e)])
                            .first();
                }
            });
            long length = 1;
            for (int window : windows) {
                length = Math.max(length, shard.times(some.span(), window).length());
            }
            return new ResidualQuantiles.Residuals(values, spreads, times, length);
        }
    }
}
