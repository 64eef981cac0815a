package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.network.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Where a task works: a network with its buffers, a batch and a gradient, used by one task at a time and then by another.
 * Nothing that is left on it reaches the next result.
 */
final class Bench {
    /** Windows scored at once. */
    private static final int SCORED = 256;

    private final Problem problem;
    private final Network network;
    private final Batch batch;
    private final float[] gradient;
    private float[] dAnswer = {};

    private Bench(Problem problem) {
        this.problem = problem;
        this.network = problem.build();
        this.batch = new Batch(problem.windows(), problem.columns());
        this.gradient = new float[network.layout().size()];
    }

    Network network() {
        return network;
    }

    Problem problem() {
        return problem;
    }

    /** The batch that was read last. */
    Batch batch() {
        return batch;
    }

    /** The gradient that {@link #lossAndGradient} found last. */
    float[] gradient() {
        return gradient;
    }

    /** The mean loss of some training windows, its gradient beside it in {@link #gradient}. */
    double lossAndGradient(Pass pass, float[] parameters, Shard shard, Permutation order, int from, int size) {
        batch.start(size);
        for (int i = 0; i < size; i++) {
            shard.put(Span.TRAIN, order.at(from + i), batch, i);
        }
        Sequence answer = answer(pass, parameters, batch);
        if (dAnswer.length < answer.stride()) {
            dAnswer = new float[answer.stride()];
        }
        double loss = problem.loss().evaluate(answer, batch.y(), dAnswer);
        Arrays.fill(gradient, 0f);
        network.backward(parameters, new Sequence(dAnswer, 0, 1, answer.features(), size), gradient);
        return loss;
    }

    /** Answers every window of a span, in order, a batch at a time; the windows asked for lie in {@link #batch}. */
    void score(float[] parameters, Shard shard, Span span, Consumer<Sequence> answered) {
        int windows = shard.windows(span);
        for (int from = 0; from < windows; from += SCORED) {
            int size = Math.min(SCORED, windows - from);
            batch.start(size);
            for (int i = 0; i < size; i++) {
                shard.put(span, from + i, batch, i);
            }
            answered.accept(answer(Pass.SCORING, parameters, batch));
        }
    }

    /** What the network answers to a batch, valid until the next. */
    Sequence answer(Pass pass, float[] parameters, Batch asked) {
        int inputs = problem.columns().inputs();
        Sequence x = new Sequence(asked.x(), 0, problem.windows().lookback(), inputs, asked.size());
        return network.forward(pass, parameters, x);
    }

    /** The benches of one executor: broadcast once, each task takes one and gives it back. */
    static final class Pool implements Serializable {
        private static final long serialVersionUID = 1;

        private final Problem problem;
        private transient ConcurrentLinkedQueue<Bench> idle;

        Pool(Problem problem) {
            this.problem = problem;
        }

        /** One task: runs its work on a bench nobody else uses. */
        <G, R> Answer<R> run(Shard shard, G given, ShardWork<G, R> work) {
            long start = System.nanoTime();
            Bench free = idle().poll();
            Bench bench = free == null ? new Bench(problem) : free;
            R value = work.run(bench, shard, given);
            idle().add(bench);
            return new Answer<>(shard.number(), value, (System.nanoTime() - start) * 1e-9);
        }

        private synchronized ConcurrentLinkedQueue<Bench> idle() {
            if (idle == null) {
                idle = new ConcurrentLinkedQueue<>();
            }
            return idle;
        }
    }
}
