package io.seiche.training;

import io.seiche.series.Chunk;
import io.seiche.series.Span;

/** The order in which a shard's windows are used in an epoch, and their signs; a batch is a range of positions in it. */
interface WindowOrder {
    /** Windows as the shard has them. */
    WindowOrder IN_ORDER = i -> i;

    /** Returns the window's number in its shard. */
    int at(int i);

    /** Returns true if a window of a chunk is used with flipped sign ({@code training.signFlips}). */
    default boolean flips(Chunk chunk, int cutoff) {
        return false;
    }

    /**
     * The order of an epoch's training windows: random for independent windows, so that the first of
     * them are a fresh sample; for the windows of sequences, streams in which one follows the other.
     *
     * @param seed of this epoch on this shard
     */
    static WindowOrder of(TrainingSpec spec, Objective objective, Shard shard, long seed) {
        return objective.task().carriesState()
                ? StatefulOrder.shuffled(shard, spec.passes().batchSize(), seed)
                : new Permutation(shard.windows(Span.TRAIN), seed);
    }
}
