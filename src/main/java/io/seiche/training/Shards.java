package io.seiche.training;

import java.io.Serializable;
import java.util.List;

/** The shards of one problem, wherever they lie. */
public sealed interface Shards extends AutoCloseable permits MemoryShards, SparkShards {
    /** What is learned on them. */
    Objective objective();

    /** How many there are, those that hold nothing included. */
    int count();

    /**
     * The same shards for another problem over the same windows and columns. They lie where they lie: what is closed of
     * the answer is only what is its own, and it is of no use once these are closed.
     */
    Shards with(Objective other);

    /** Lets go of what was kept; the shards cannot be used any more. */
    @Override
    void close();

    /**
     * Does some work on every shard that holds a chunk.
     *
     * @param given handed to each; broadcast, and gone when this returns
     * @return what each came back with, in shard order
     * @throws InterruptedException if the calling thread is interrupted while it waits; the work is cancelled
     */
    <G extends Serializable, R extends Serializable> Results<R> map(G given, ShardWork<G, R> work)
            throws InterruptedException;

    /**
     * Lets every shard take the steps of a round and finds the mean of where they arrive. Some shard must use a window.
     *
     * @param begin where they begin; broadcast, and gone when this returns
     * @throws InterruptedException if the calling thread is interrupted while it waits; the work is cancelled
     */
    AggregatedUpdate average(TrainingState begin, ShardWork<TrainingState, LocalUpdate> work)
            throws InterruptedException;

    /**
     * What the shards came back with.
     *
     * @param list in shard order
     * @param timing where the time went
     */
    record Results<R>(List<ShardResult<R>> list, RoundTiming timing) {}
}
