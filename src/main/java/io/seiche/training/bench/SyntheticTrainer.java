package io.seiche.training.bench;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.training.Objective;
import io.seiche.training.OptimizerPlan;
import io.seiche.training.TrainingSpec;
import java.util.Arrays;

/** One thread's network on one drawn batch in memory, trained or asked again and again and getting nowhere. */
final class SyntheticTrainer {
    private static final double RATE = 1e-3;

    private final Objective objective;
    private final OptimizerPlan optimizer;
    private final Workload.Mode mode;
    private final Network network;
    private final Sequence x; // [T][m][B]
    private final float[] target; // [answers][B]
    private final float[] dOutput; // [answers][B]
    private final float[] parameters;
    private final float[] gradient;
    private final float[] state;
    private long steps;

    SyntheticTrainer(Objective objective, TrainingSpec spec, Workload.Mode mode) {
        this.objective = objective;
        this.mode = mode;
        network = objective.build();
        optimizer = OptimizerPlan.of(spec, network);
        int batch = spec.batchSize();
        SplitMix random = new SplitMix(spec.seed());
        int inputs = objective.columns().inputs();
        int lookback = objective.windows().lookback();
        x = new Sequence(draw(random, lookback * inputs * batch), 0, lookback, inputs, batch);
        target = draw(random, network.outputs() * batch);
        dOutput = new float[target.length];
        parameters = network.initial(spec.seed());
        gradient = new float[parameters.length];
        state = new float[optimizer.stateSize(parameters.length)];
    }

    private static float[] draw(SplitMix random, int count) {
        float[] values = new float[count];
        for (int j = 0; j < count; j++) {
            values[j] = (float) random.uniform(-1, 1);
        }
        return values;
    }

    /** Steps for so long, once at least; returns windows a second. */
    double run(double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long done = 0;
        do {
            step();
            done++;
        } while (System.nanoTime() < end);
        return done * x.batch() / ((System.nanoTime() - start) * 1e-9);
    }

    /** One step: of training, or one batch answered. */
    void step() {
        if (mode == Workload.Mode.INFER) {
            network.forward(Pass.SCORING, parameters, x);
            return;
        }
        steps++;
        Sequence output = network.forward(Pass.training(steps), parameters, x);
        objective.loss().evaluate(output, target, dOutput);
        Arrays.fill(gradient, 0f);
        network.backward(parameters, new Sequence(dOutput, 0, 1, output.features(), x.batch()), gradient);
        optimizer.update().apply(steps, RATE, true, parameters, gradient, state);
        network.constrain(parameters);
    }
}
