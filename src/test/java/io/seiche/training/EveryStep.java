package io.seiche.training;

import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Pass;
import java.util.Arrays;

/** A network with an output at every step, trained on sequences drawn anew for each training step. */
final class EveryStep {
    /**
     * Sequences and what is to be answered to them.
     *
     * @param x {@code [steps][inputs][batch]}
     * @param y {@code [steps][targets][batch]}
     */
    record Batch(Sequence x, float[] y) {}

    /** Draws a batch. */
    @FunctionalInterface
    interface Draw {
        Batch next(SplitMix random);
    }

    private final Network network;
    private final Loss loss;
    private final TrainingSpec spec;
    private final OptimizerPlan optimizer;
    private final float[] parameters;
    private final float[] state;
    private final float[] gradient;
    private int taken;

    EveryStep(NetworkSpec layers, int inputs, int steps, TrainingSpec spec) {
        this.network = layers.build(inputs, steps);
        this.loss = Losses.parse(spec.loss());
        this.spec = spec;
        this.optimizer = OptimizerPlan.of(spec, network.layout());
        this.parameters = network.initial(spec.passes().seed());
        this.state = new float[optimizer.stateSize(parameters.length)];
        this.gradient = new float[parameters.length];
    }

    /** Runs some steps and returns their mean loss. */
    double train(int steps, Draw draw, SplitMix random) {
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            Batch batch = draw.next(random);
            Sequence answer = network.forward(Pass.training(taken), parameters, batch.x());
            float[] d = new float[answer.steps() * answer.stride()];
            sum += loss.evaluate(answer, batch.y(), d);
            Arrays.fill(gradient, 0f);
            Sequence dy = new Sequence(d, 0, answer.steps(), answer.features(), answer.batch(), answer.lengths());
            network.backward(parameters, dy, gradient);
            optimizer.update().apply(++taken, spec.rates().learningRate(), true, parameters, gradient, state);
            network.constrain(parameters);
        }
        return sum / steps;
    }

    /** Its output. */
    Sequence answer(Sequence x) {
        return network.forward(Pass.SCORING, parameters, x);
    }
}
