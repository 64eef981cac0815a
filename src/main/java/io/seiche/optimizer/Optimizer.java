package io.seiche.optimizer;

import java.io.Serializable;

/**
 * A rule that turns a gradient into new parameters. Holds options only: the state (moments) is one flat vector passed in,
 * {@code slots} times as long as the parameters, zero at the start, so that it can be averaged, checkpointed and sent as
 * parameters are.
 */
public interface Optimizer extends Serializable {
    /** Vectors of the parameters' length that the rule carries from step to step. */
    int slots();

    /**
     * One step of the parameters {@code [from, to)}, in place; the others and their state are left as they are.
     *
     * @param step which step this is, from 1 (Adam's bias correction)
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
