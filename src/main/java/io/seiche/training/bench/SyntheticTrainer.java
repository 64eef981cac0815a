package io.seiche.training.bench;

import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import io.seiche.training.Objective;
import io.seiche.training.OptimizerPlan;
import io.seiche.training.TrainingSpec;
import java.util.Arrays;

/** Repeats the same training or inference step of a shard on one drawn batch in memory, for benchmarks. */
final class SyntheticTrainer {
    private static final double RATE = 1e-3;

    private final Objective objective;
    private final OptimizerPlan optimizer;
    private final Workload.Mode mode;
    private final Network network;
    private final Batch batch;
    private final float[] dOutput; // [answers][B]
    private final float[] parameters;
    private final float[] gradient;
    private final float[] state;
    private long steps;

    /** @param threads of the shard */
    SyntheticTrainer(Objective objective, TrainingSpec spec, Workload.Mode mode, int threads) {
        this.objective = objective;
        this.mode = mode;
        network = objective.build(threads);
        optimizer = OptimizerPlan.of(spec, network.layout());
        batch = objective.batch();
        batch.start(spec.passes().batchSize());
        Chunk chunk = DrawnChunks.onePerShard(objective, 1, batch.size()).get(0);
        for (int window = 0; window < batch.size(); window++) {
            batch.put(window, chunk, chunk.cutoff(Span.TRAIN, window));
        }
        dOutput = new float[network.outputs() * batch.size()];
        parameters = network.initial(spec.passes().seed());
        gradient = new float[parameters.length];
        state = new float[optimizer.stateSize(parameters.length)];
    }

    /** Repeats the step for a time, once at least; returns windows per second. */
    double run(double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long done = 0;
        do {
            step();
            done++;
        } while (System.nanoTime() < end);
        return done * batch.size() / ((System.nanoTime() - start) * 1e-9);
    }

    /** One step: of training, or one batch answered. */
    void step() {
        if (mode == Workload.Mode.INFER) {
            network.forward(Pass.SCORING, parameters, batch.input());
            return;
        }
        steps++;
        Sequence output = network.forward(Pass.training(steps), parameters, batch.input());
        objective.loss().evaluate(output, batch.y(), dOutput);
        Arrays.fill(gradient, 0f);
        network.backward(parameters, output.shaped(dOutput), gradient);
        optimizer.update().apply(steps, RATE, true, parameters, gradient, state);
        network.constrain(parameters);
    }
}
