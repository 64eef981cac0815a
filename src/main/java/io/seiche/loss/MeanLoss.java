package io.seiche.loss;

import io.seiche.math.Sequence;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A loss that is a mean of one term per target value, accumulated in double.
 *
 * @param name as written
 * @param blocks network outputs a term reads
 * @param overOutputs true if the mean is over targets as well as examples; the cross-entropies sum over targets
 * @param term the loss of one target value
 */
record MeanLoss(String name, Blocks blocks, boolean overOutputs, Term term) implements Loss {
    /** The loss of one target value. */
    @FunctionalInterface
    interface Term extends Serializable {
        /**
         * The loss, and its gradient.
         *
         * @param p outputs of the network for the value, {@code [blocks]}
         * @param y the value
         * @param d filled with the gradient of p
         */
        double at(double[] p, double y, double[] d);
    }

    @Override
    public double evaluate(Sequence prediction, float[] target, float[] dPrediction) {
        int batch = prediction.batch();
        int outputsPerTarget = blocks.count();
        int targets = prediction.features() / outputsPerTarget;
        double[] p = new double[outputsPerTarget];
        double[] d = new double[outputsPerTarget];
        double scale = 1.0 / ((double) prediction.answers() * (overOutputs ? targets : 1));
        double sum = 0;
        if (dPrediction != null) {
            Arrays.fill(dPrediction, 0, prediction.steps() * prediction.stride(), 0f);
        }
        for (int t = 0; t < prediction.steps(); t++) {
            for (int k = 0; k < targets; k++) {
                for (int b = 0; b < batch; b++) {
                    if (prediction.lengths() != null && t >= prediction.lengths()[b]) {
                        continue;
                    }
                    float y = target[(t * targets + k) * batch + b];
                    if (Float.isNaN(y)) {
                        continue;
                    }
                    int at = t * prediction.stride() + k * batch + b;
                    for (int i = 0; i < outputsPerTarget; i++) {
                        p[i] = prediction.values()[prediction.offset() + at + i * targets * batch];
                    }
                    sum += term.at(p, y, d);
                    if (dPrediction != null) {
                        for (int i = 0; i < outputsPerTarget; i++) {
                            dPrediction[at + i * targets * batch] = (float) (d[i] * scale);
                        }
                    }
                }
            }
        }
        return sum * scale;
    }

    @Override
    public String toString() {
        return name;
    }
}
