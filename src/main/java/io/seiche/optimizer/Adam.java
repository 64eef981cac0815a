package io.seiche.optimizer;

import io.seiche.math.Elementwise;
import io.seiche.text.Option;

/**
 * Adam (<a href="https://arxiv.org/abs/1412.6980">1412.6980</a>), both moments corrected for their start at zero:
 * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p -= rate m^ / (sqrt(v^) + epsilon). With a weight decay it
 * is AdamW (<a href="https://arxiv.org/abs/1711.05101">1711.05101</a>): kernels shrink by rate times decay before the
 * step, and the decay is not part of the moments.
 *
 * @param beta1 share of the running mean of the gradient that is kept
 * @param beta2 share of the running mean of its square that is kept
 * @param epsilon added to the root
 * @param decay the weight decay, 0 for Adam
 */
public record Adam(double beta1, double beta2, double epsilon, double decay) implements Optimizer {
    public Adam {
        Option.checkShare("adam", "beta1", beta1);
        Option.checkShare("adam", "beta2", beta2);
        Option.checkPositive("adam", "epsilon", epsilon);
        Option.checkNotNegative("adamw", "weightDecay", decay);
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void step(long step, double rate, float[] parameters, float[] gradient, float[] state, int from, int to) {
        int n = parameters.length;
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        float r = (float) (rate / (1 - StrictMath.pow(beta1, (double) step)));
        float correct = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) step)));
        float small = (float) epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = keep1 * state[i] + take1 * g;
            float q = Math.max(Math.abs(g), LEAST_SQUARED);
            float v = keep2 * state[n + i] + take2 * q * q;
            state[i] = m;
            state[n + i] = v;
            parameters[i] -= r * m / ((float) Math.sqrt(v) * correct + small);
        }
        Elementwise.get().flush(state, from, to - from);
    }
}
