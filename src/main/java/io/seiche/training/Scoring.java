package io.seiche.training;

import io.seiche.evaluation.ForwardPass;
import io.seiche.network.Pass;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Runs a trained network over shards for rooms that know what to make of its answers. */
public final class Scoring {
    private Scoring() {}

    /** What is done on each shard; a pure function of its chunks and of the network. */
    @FunctionalInterface
    public interface Work<A> extends Serializable {
        /**
         * Does it on one shard.
         *
         * @param chunks the shard's, ordered by (series, index)
         * @param network with the parameters given
         */
        A run(Iterator<Chunk> chunks, ForwardPass network);
    }

    /**
     * Does some work on every shard that holds a chunk.
     *
     * @return what each came back with, in shard order, to be merged in that order
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static <A extends Serializable> List<A> map(Shards shards, float[] parameters, Work<A> work)
            throws InterruptedException {
        return shards.map(parameters, new EachShard<>(work)).list().stream()
                .map(ShardResult::value)
                .toList();
    }

    /**
     * Runs the network over all windows of a span and drops the outputs: what scoring costs beside the use of them.
     *
     * @return the number of windows
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static long run(Shards shards, float[] parameters, Span span) throws InterruptedException {
        return shards.map(parameters, new EachWindow(span)).list().stream()
                .mapToLong(ShardResult::value)
                .sum();
    }

    private record EachWindow(Span span) implements ShardWork<float[], Long> {
        @Override
        public Long run(Worker worker, Shard shard, float[] parameters) {
            long[] windows = {0};
            worker.score(parameters, shard, span, output -> windows[0] += output.batch());
            return windows[0];
        }
    }

    private record EachShard<A extends Serializable>(Work<A> work) implements ShardWork<float[], A> {
        @Override
        public A run(Worker worker, Shard shard, float[] parameters) {
            Iterator<Chunk> chunks = Arrays.asList(shard.chunks()).iterator();
            return work.run(chunks, batch -> worker.forward(Pass.SCORING, parameters, batch));
        }
    }
}
