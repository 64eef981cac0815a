package io.seiche.optimizer;

import java.io.Serializable;

/**
 * How the learning rate changes while training goes on: a pure function of how far it has come and of the losses so far,
 * so that every shard, and a resumed run, computes the same rate.
 */
@FunctionalInterface
public interface Schedule extends Serializable {
    /**
     * What {@code training.learningRate} is multiplied by.
     *
     * @param epochs passes done, with the fraction of the present one: 2.5 is the middle of the third epoch
     * @param of how many epochs the run has
     * @param losses the watched loss (validation, or training where there is none) after each finished epoch
     */
    double factor(double epochs, int of, double[] losses);

    /** This schedule, rising linearly from 0 over its first epochs (Goyal et al. 2017); 0 is no warm-up. */
    default Schedule warmup(double warmupEpochs) {
        return (epochs, of, losses) -> (epochs < warmupEpochs ? epochs / warmupEpochs : 1) * factor(epochs, of, losses);
    }
}
