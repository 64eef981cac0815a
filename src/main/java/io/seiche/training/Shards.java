package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.List;

/** The shards of one objective, on executors or in this JVM. */
public sealed interface Shards extends AutoCloseable permits MemoryShards, SparkShards {
    /** The reason of {@link #tooLarge}. */
    String RAN_OUT = "took all memory";

    /** Returns the objective that is trained on the shards. */
    Objective objective();

    /** Returns the number of shards, including empty ones. */
    int count();

    /**
     * Returns a view of these shards for another objective over the same windows and columns. The view shares this
     * object's data. Closing it releases only what it added; it is unusable once this object is closed.
     */
    Shards with(Objective other);

    /**
     * Refuses batches that the memory of a task cannot hold.
     *
     * @throws io.seiche.text.Refusal if they are too large
     */
    void check(BatchMemory memory);

    /**
     * Returns the refusal of batches for which the memory of a task was not enough after all.
     *
     * @param failure of a task
     */
    RuntimeException tooLarge(BatchMemory memory, RuntimeException failure);

    /** Releases the data; the shards cannot be used after that. */
    @Override
    void close();

    /**
     * Runs work on every shard that holds a chunk.
     *
     * @param given argument of the work; broadcast, and destroyed when this returns
     * @return the results, in shard order
     * @throws InterruptedException if the calling thread is interrupted while it waits; the work is cancelled
     */
    <G extends Serializable, R extends Serializable> Results<R> map(G given, ShardWork<G, R> work)
            throws InterruptedException;

    /**
     * Runs the steps of a round on every shard and returns the mean of the results. Some shard must use a window.
     *
     * @param begin state before their first step; broadcast, and destroyed when this returns
     * @throws InterruptedException if the calling thread is interrupted while it waits; the work is cancelled
     */
    AggregatedUpdate average(TrainingState begin, ShardWork<TrainingState, LocalUpdate> work)
            throws InterruptedException;

    /**
     * The results of all shards.
     *
     * @param list in shard order
     * @param timing wall-clock time by activity
     */
    record Results<R>(List<ShardResult<R>> list, RoundTiming timing) {}
}
