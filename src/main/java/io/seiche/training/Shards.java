package io.seiche.training;

import java.io.Serializable;
import java.util.List;

/** The shards of one problem, wherever they lie. */
public sealed interface Shards extends AutoCloseable permits MemoryShards, SparkShards {
    /** What is learned on them. */
    Problem problem();

    /** How many there are, those that hold nothing included. */
    int count();

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
    <G extends Serializable, R extends Serializable> Answers<R> map(G given, ShardWork<G, R> work)
            throws InterruptedException;

    /**
     * What the shards came back with.
     *
     * @param list in shard order
     * @param sendSeconds what broadcasting took
     * @param seconds what everything took
     */
    record Answers<R>(List<Answer<R>> list, double sendSeconds, double seconds) {
        /** The longest any shard worked. */
        public double workSeconds() {
            return list.stream().mapToDouble(Answer::seconds).max().orElse(0);
        }
    }
}
