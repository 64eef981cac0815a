package io.seiche.task;

import io.seiche.evaluation.ForwardPass;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;

/** A trained network over the shards of a table, as scoring sees it: work runs on every shard, results come back in order. */
public interface ScoringPass {
    /** Number of shards, empty ones included. */
    int shards();

    /**
     * Runs work on every shard that holds a chunk.
     *
     * @return the results in shard order
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    <A extends Serializable> List<A> run(ChunkWork<A> work) throws InterruptedException;

    /**
     * Runs the network over every window of a span, with its state carried from window to window of a sequence.
     *
     * @return the results of the shards, in shard order
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    <A extends Serializable> List<A> run(Span span, BatchWork<A> work) throws InterruptedException;

    /** Runs work on every shard and merges the results in shard order. */
    default <A extends Serializable> A merge(ChunkWork<A> work, BinaryOperator<A> merge) throws InterruptedException {
        return run(work).stream().reduce(merge).orElseThrow();
    }

    /** Work on the chunks of one shard: a function of them and of the network. */
    @FunctionalInterface
    interface ChunkWork<A> extends Serializable {
        /**
         * Does the work.
         *
         * @param chunks of the shard, ordered by (series, index)
         * @param network with the trained parameters
         */
        A run(Iterator<Chunk> chunks, ForwardPass network);
    }

    /** A sum over batches of windows. */
    interface BatchWork<A> extends Serializable {
        /** Returns the sum over no windows. */
        A zero();

        /**
         * Returns a sum with a batch added.
         *
         * @param output of the network for the batch, {@code [steps][outputs][batch]}
         */
        A plus(A sum, Sequence output, Batch batch);
    }
}
