package io.seiche.optimizer;

import java.io.Serializable;

/**
 * A schedule of the learning rate: a pure function of the progress of training and of the losses so far, so that every
 * shard, and a resumed run, computes the same rate.
 */
@FunctionalInterface
public interface Schedule extends Serializable {
    /**
     * Returns the factor of {@code training.learningRate}.
     *
     * @param epochs passes done, with the fraction of the present one: 2.5 is the middle of the third epoch
     * @param of number of epochs of the run
     * @param losses the watched loss (validation, or training where there is none) after each finished epoch
     */
    double factor(double epochs, int of, double[] losses);

    /** This schedule, rising linearly from 0 over its first epochs (Goyal et al. 2017); 0 is no warm-up. */
    default Schedule warmup(double warmupEpochs) {
        return (epochs, of, losses) -> (epochs < warmupEpochs ? epochs / warmupEpochs : 1) * factor(epochs, of, losses);
    }
}
