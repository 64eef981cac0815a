package io.seiche.optimizer;

import io.seiche.text.Option;

/**
 * AdaGrad (Duchi et al. 2011): each parameter's step is divided by the root of the sum of all its squared gradients.
 * a += g^2; p -= rate g / (sqrt(a) + epsilon), a starting at 0.
 *
 * @param epsilon added to the root
 */
public record AdaGrad(double epsilon) implements Optimizer {
    public AdaGrad {
        Option.checkPositive("adagrad", "epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void step(long step, double rate, float[] parameters, float[] gradient, float[] squares, int from, int to) {
        float r = (float) rate;
        float small = (float) epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float q = Math.max(Math.abs(g), LEAST_SQUARED);
            float a = squares[i] + q * q;
            squares[i] = a;
            parameters[i] -= r * g / ((float) Math.sqrt(a) + small);
        }
    }
}
