package io.seiche.training;

import java.io.Serializable;

/**
 * The result of one shard's steps in a round.
 *
 * @param state its parameters and its optimizer's state after them, or the gradient of its one batch and no state; null
 *     where it had no windows left in this epoch
 * @param summary windows used, losses and checks
 */
record LocalUpdate(TrainingState state, Summary summary) implements Serializable {
    static final LocalUpdate NONE = new LocalUpdate(null, new Summary(0, 0, 0, true));

    static LocalUpdate of(float[] parameters, float[] optimizer, double loss, long windows, double firstLoss) {
        return new LocalUpdate(
                new TrainingState(parameters, optimizer), new Summary(loss, windows, firstLoss, finite(parameters)));
    }

    /**
     * The loss and counts of a shard's steps.
     *
     * @param loss sum over the answers of the loss before each step
     * @param windows number of outputs that counted, one per window or one for each of its items: the weight of
     *     the shard in the mean
     * @param firstLoss mean loss of the first batch, before any step of this round
     * @param finite true if the vector holds finite numbers only
     */
    record Summary(double loss, long windows, double firstLoss, boolean finite) implements Serializable {}

    static boolean finite(float[] vector) {
        float sum = 0;
        for (float v : vector) {
            sum += v * 0;
        }
        return sum == 0;
    }
}
