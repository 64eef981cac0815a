package io.seiche.loss;

import io.seiche.math.Sequence;
import java.util.Arrays;

/**
 * The cross-entropy of classes given by their position: the mean of -w log p of the actual class over the examples. A
 * network with one output gives the probability of the second of two classes; one with several outputs gives one for
 * each class. An example of an unknown class (below 0) counts only in the divisor of the mean.
 *
 * @param name as written: {@code crossentropy}, {@code binary-crossentropy}
 * @param weights weight of an example of each class, empty for 1
 */
record ClassLoss(String name, double... weights) implements Loss {
    /** Keeps probabilities off 0, whose logarithm is infinite. */
    private static final double TINY = 1e-12;

    @Override
    public Blocks blocks() {
        return Blocks.POINT;
    }

    /** As in {@link Loss}; the target is {@code [1][batch]}, a position each. */
    @Override
    public double evaluate(Sequence prediction, float[] target, float[] dPrediction) {
        int batch = prediction.batch();
        int outputs = prediction.features();
        double sum = 0;
        if (dPrediction != null) {
            Arrays.fill(dPrediction, 0, outputs * batch, 0f);
        }
        for (int b = 0; b < batch; b++) {
            int came = (int) target[b];
            if (came < 0) {
                continue;
            }
            double weight = weights.length == 0 ? 1 : weights[came];
            int at = (outputs == 1 ? 0 : came * batch) + b;
            boolean other = outputs == 1 && came == 0;
            double answered = prediction.values()[prediction.offset() + at];
            double p = Math.max(TINY, other ? 1 - answered : answered);
            sum -= weight * StrictMath.log(p);
            if (dPrediction != null) {
                dPrediction[at] = (float) ((other ? weight : -weight) / p / batch);
            }
        }
        return sum / batch;
    }
}
