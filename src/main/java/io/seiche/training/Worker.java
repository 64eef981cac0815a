package io.seiche.training;

import io.seiche.math.Kernels;
import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * The buffers of one task: a network, a batch and a gradient. Tasks use a worker one after another; no result depends
 * on what an earlier task left in it.
 */
final class Worker {
    static {
        LoggerFactory.getLogger(Worker.class).info(Kernels.reason()); // once per JVM
    }

    /** Windows scored at once. */
    static final int SCORED = 256;
    /** Streams of sequences scored at once: few, so that they are long. */
    private static final int STREAMS = 32;

    private final Objective objective;
    private final Network network;
    private final Batch batch;
    private final float[] gradient;
    private final CarriedState carried; // null for windows without carried state
    private float[] dOutput = {};

    private Worker(Objective objective, int threads) {
        this.objective = objective;
        this.network = objective.build(threads);
        this.batch = objective.batch();
        this.gradient = new float[network.layout().size()];
        this.carried = objective.task().carriesState() ? new CarriedState(network, objective.batch()) : null;
    }

    Network network() {
        return network;
    }

    Objective objective() {
        return objective;
    }

    /** The batch that was read last. */
    Batch batch() {
        return batch;
    }

    /** The gradient that {@link #lossAndGradient} found last. */
    float[] gradient() {
        return gradient;
    }

    /** Returns the mean loss of some training windows; its gradient is then in {@link #gradient}. */
    double lossAndGradient(Pass pass, float[] parameters, Shard shard, WindowOrder order, int from, int size) {
        Sequence output = forward(pass, parameters, shard, Span.TRAIN, order, from, size);
        if (dOutput.length < output.steps() * output.stride()) {
            dOutput = new float[output.steps() * output.stride()];
        }
        double loss = objective.loss().evaluate(output, batch.y(), dOutput);
        Arrays.fill(gradient, 0f);
        network.backward(parameters, output.shaped(dOutput), gradient);
        return loss;
    }

    /**
     * Returns the network's output for some windows of a span in an order; windows of sequences continue the previous
     * ones.
     */
    private Sequence forward(
            Pass pass, float[] parameters, Shard shard, Span span, WindowOrder order, int from, int size) {
        int[] windows = IntStream.range(from, from + size).map(order::at).toArray();
        batch.start(size);
        for (int i = 0; i < size; i++) {
            shard.put(span, windows[i], order, batch, i);
        }
        if (carried == null) {
            return forward(pass, parameters, batch);
        }
        carried.enter(parameters, shard, span, windows);
        Sequence output = forward(pass, parameters, batch);
        carried.leave(windows);
        return output;
    }

    /** Lays some windows of a span into {@link #batch}: {@code size} of those listed, from one position on. */
    void lay(Shard shard, Span span, int[] windows, int from, int size) {
        batch.start(size);
        for (int i = 0; i < size; i++) {
            shard.put(span, windows[from + i], batch, i);
        }
    }

    /** Computes the outputs for every window of a span, one batch at a time; the windows are in {@link #batch}. */
    void score(float[] parameters, Shard shard, Span span, Consumer<Sequence> use) {
        int windows = shard.windows(span);
        int most = carried == null ? SCORED : STREAMS;
        WindowOrder order = carried == null ? WindowOrder.IN_ORDER : StatefulOrder.inOrder(shard, span, most);
        for (int from = 0; from < windows; from += most) {
            int size = Math.min(most, windows - from);
            use.accept(forward(Pass.SCORING, parameters, shard, span, order, from, size));
        }
    }

    /** Returns the network's output for a batch, valid until the next call. */
    Sequence forward(Pass pass, float[] parameters, Batch asked) {
        return network.forward(pass, parameters, asked.input());
    }

    /** The workers of one executor. The pool is broadcast once; each task takes a worker and gives it back. */
    static final class Pool implements Serializable {
        private static final long serialVersionUID = 1;

        private final Objective objective;
        private final int threads;
        private transient ConcurrentLinkedQueue<Worker> idle;

        /** @param threads of a task */
        Pool(Objective objective, int threads) {
            this.objective = objective;
            this.threads = threads;
        }

        /** Runs the work of one task on a worker that no other task uses. */
        <G, R> ShardResult<R> run(Shard shard, G given, ShardWork<G, R> work) {
            long start = System.nanoTime();
            Worker free = idle().poll();
            Worker worker = free == null ? new Worker(objective, threads) : free;
            if (worker.carried != null) {
                worker.carried.forget();
            }
            R value = work.run(worker, shard, given);
            idle().add(worker);
            return new ShardResult<>(shard.number(), value, (System.nanoTime() - start) * 1e-9);
        }

        private synchronized ConcurrentLinkedQueue<Worker> idle() {
            if (idle == null) {
                idle = new ConcurrentLinkedQueue<>();
            }
            return idle;
        }
    }

    /**
     * The work on one shard: a pure function of the shard and of an argument, whatever the worker was used for before. It must
     * not change the argument, which the tasks of a JVM share.
     */
    @FunctionalInterface
    interface ShardWork<G, R> extends Serializable {
        R run(Worker worker, Shard shard, G given);
    }

    /**
     * The result of one shard.
     *
     * @param shard number of the shard
     * @param value the result of its work
     * @param seconds duration of the work; shown to users, never used for a decision
     */
    record ShardResult<R>(int shard, R value, double seconds) implements Serializable {
        /** Returns this result with another value. */
        <S> ShardResult<S> with(S other) {
            return new ShardResult<>(shard, other, seconds);
        }
    }
}
