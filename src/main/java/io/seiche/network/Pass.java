package io.seiche.network;

import io.seiche.math.Examples;
import io.seiche.series.Input;

/**
 * The purpose of a forward pass, and the windows it reads. Random masks are a function of the seed and of where they are
 * used, never of the order of calls, so the same step on any machine draws the same mask.
 *
 * @param training true if {@code backward} follows, so that what it needs is kept
 * @param dropout true if dropout acts; never while scoring, and not in the epochs that {@code training.regularize =
 *     alternate} trains without
 * @param seed the randomness of this step: (training seed, epoch, shard, batch) mixed into one number
 * @param input the windows, for layers that read more of them than the sequence before them; null until a network has
 *     been given some
 */
public record Pass(boolean training, boolean dropout, long seed, Input input) {
    /** Scoring: nothing random. */
    public static final Pass SCORING = new Pass(false, false, 0);

    /** A pass that has been given no windows yet. */
    public Pass(boolean training, boolean dropout, long seed) {
        this(training, dropout, seed, null);
    }

    /** A step of training, dropout included. */
    public static Pass training(long seed) {
        return new Pass(true, true, seed);
    }

    /**
     * Returns the place in the batch of the examples of some columns.
     *
     * @param columns of a layer's arrays
     */
    Examples examples(int columns) {
        return input == null ? Examples.all(columns) : input.examples();
    }

    /** Returns the same pass over some windows. */
    Pass over(Input windows) {
        return new Pass(training, dropout, seed, windows);
    }
}
