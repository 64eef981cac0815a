package io.seiche.optimizer;

import io.seiche.text.Option;

/**
 * RMSProp (Hinton's lecture 6e): each parameter's step is divided by the root of a running mean of its squared gradient.
 * v = rho v + (1 - rho) g^2; p -= rate g / (sqrt(v) + epsilon).
 *
 * @param rho share of the running mean that is kept
 * @param epsilon added to the root
 */
public record RmsProp(double rho, double epsilon) implements Optimizer {
    public RmsProp {
        Option.checkShare("rmsprop", "rho", rho);
        Option.checkPositive("rmsprop", "epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void step(long step, double rate, float[] parameters, float[] gradient, float[] squares, int from, int to) {
        float r = (float) rate;
        float keep = (float) rho;
        float take = (float) (1 - rho);
        float small = (float) epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float q = Math.max(Math.abs(g), LEAST_SQUARED);
            float v = keep * squares[i] + take * q * q;
            squares[i] = v;
            parameters[i] -= r * g / ((float) Math.sqrt(v) + small);
        }
    }
}
