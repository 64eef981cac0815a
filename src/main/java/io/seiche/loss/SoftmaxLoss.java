package io.seiche.loss;

import io.seiche.math.Activations;
import io.seiche.math.Sequence;
import java.util.Arrays;

/**
 * The cross-entropy of a softmax over everything the network answers, the target being the number of the right answer:
 * log(sum of e^v) - v[target], a mean over the answers of a batch that are not padding.
 *
 * <p>The softmax is part of it, so that no probability is formed that could be 0: the largest v is taken out of every
 * sum of powers, and the gradient is softmax(v) - 1[target].
 */
final class SoftmaxLoss implements Loss {
    private static final long serialVersionUID = 1;

    static final String NAME = "softmax-crossentropy";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Blocks blocks() {
        return Blocks.POINT;
    }

    @Override
    public double evaluate(Sequence prediction, float[] target, float[] dPrediction) {
        int batch = prediction.batch();
        double scale = 1.0 / prediction.answers();
        float[] most = new float[batch];
        double[] sums = new double[batch];
        double sum = 0;
        for (int t = 0; t < prediction.steps(); t++) {
            logits(prediction, t, most, sums, dPrediction);
            for (int b = 0; b < batch; b++) {
                boolean padding =
                        prediction.lengths() != null && t >= prediction.lengths()[b];
                int right = padding ? 0 : right(target, t, batch, b);
                if (!padding) {
                    float v = prediction.values()[prediction.at(t) + right];
                    sum += StrictMath.log(sums[b]) + ((double) most[b] - v);
                }
                sums[b] = padding ? 0 : scale / sums[b];
            }
            if (dPrediction != null) {
                slope(prediction, t, sums, dPrediction);
                for (int b = 0; b < batch; b++) {
                    if (sums[b] != 0) {
                        dPrediction[t * prediction.stride() + right(target, t, batch, b)] -= (float) scale;
                    }
                }
            }
        }
        return sum * scale;
    }

    /** Returns the position of an example's correct class in the outputs of a step. */
    private static int right(float[] target, int t, int batch, int example) {
        int item = (int) target[t * batch + example];
        return item * batch + example;
    }

    /** The largest v and the sum of e^(v - largest) of each example; where wanted, the powers themselves in d. */
    private static void logits(Sequence prediction, int t, float[] most, double[] sums, float[] d) {
        int batch = prediction.batch();
        float[] v = prediction.values();
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0);
        for (int u = 0; u < prediction.features(); u++) {
            int at = prediction.at(t) + u * batch;
            for (int b = 0; b < batch; b++) {
                most[b] = Math.max(most[b], v[at + b]);
            }
        }
        for (int u = 0; u < prediction.features(); u++) {
            int at = prediction.at(t) + u * batch;
            int to = t * prediction.stride() + u * batch;
            for (int b = 0; b < batch; b++) {
                float power = Activations.exp(v[at + b] - most[b]);
                sums[b] += power;
                if (d != null) {
                    d[to + b] = power;
                }
            }
        }
    }

    private static void slope(Sequence prediction, int t, double[] weights, float[] d) {
        int batch = prediction.batch();
        for (int u = 0; u < prediction.features(); u++) {
            int at = t * prediction.stride() + u * batch;
            for (int b = 0; b < batch; b++) {
                d[at + b] = weights[b] == 0 ? 0f : (float) (d[at + b] * weights[b]);
            }
        }
    }

    @Override
    public String toString() {
        return NAME;
    }
}
