package io.seiche.training;

import io.seiche.series.Span;

/** The order in which a shard's windows are used in an epoch; a batch is a range of positions in it. */
interface WindowOrder {
    /** Returns the window's number in its shard. */
    int at(int i);

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
