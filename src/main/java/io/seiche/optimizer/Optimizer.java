package io.seiche.optimizer;

import io.seiche.math.Elementwise;
import java.io.Serializable;

/**
 * A rule that turns a gradient into new parameters. Holds options only: the state (moments) is one flat vector passed in,
 * {@code slots} times as long as the parameters, zero at the start, so that it can be averaged, checkpointed and sent as
 * parameters are.
 */
public interface Optimizer extends Serializable {
    /**
     * The least magnitude, 2^-50 or about 9e-16, that a gradient has in a running mean of its square. Without it the mean
     * of a parameter that gets no gradient fades to a subnormal number (see {@link Elementwise#LEAST}). Its root is added
     * to an epsilon next to which it does not count.
     */
    float LEAST_SQUARED = 0x1p-50f;

    /** Vectors of the parameters' length that the rule carries from step to step. */
    int slots();

    /**
     * One step of the parameters {@code [from, to)}, in place; the others and their state are left as they are.
     *
     * @param step number of the step, from 1 (Adam's bias correction)
     * @param rate the learning rate of this step
     * @param parameters updated, {@code [n]}
     * @param gradient {@code [n]}
     * @param state updated, {@code [slots * n]}
     */
    void step(long step, double rate, float[] parameters, float[] gradient, float[] state, int from, int to);

    /** One step of all parameters, in place. */
    default void step(long step, double rate, float[] parameters, float[] gradient, float[] state) {
        step(step, rate, parameters, gradient, state, 0, parameters.length);
    }

    /** Returns the decoupled weight decay: each step first multiplies kernels by 1 - rate * decay. 0 for most rules. */
    default double decay() {
        return 0;
    }
}
