package io.seiche.loss;

import io.seiche.math.Sequence;
import java.io.Serializable;

/**
 * The loss that training minimises: a mean over the examples of a batch (and, for all but the cross-entropies, over
 * outputs). Holds options only, so it travels to executors.
 */
public interface Loss extends Serializable {
    /** Returns the notation in the configuration, options included: {@code huber(0.5)}. */
    String name();

    /** Numbers the network must output for each target value, and their meaning. */
    Blocks blocks();

    /**
     * The loss of a batch and its gradient.
     *
     * @param prediction the network's answer, {@code [steps][outputs][batch]} at its offset, as a rule of one step;
     *     padding counts for nothing
     * @param target {@code [steps][targets][batch]}; NaN where there is none, which adds nothing to the loss or the gradient
     * @param dPrediction filled with the gradient of the mean loss, {@code [steps][outputs][batch]} from 0; may be null
     * @return the mean loss over the batch, accumulated in double
     */
    double evaluate(Sequence prediction, float[] target, float[] dPrediction);
}
