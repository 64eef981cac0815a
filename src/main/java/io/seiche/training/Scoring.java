package io.seiche.training;

import io.seiche.network.Pass;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import io.seiche.task.ScoringPass;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Runs a trained network over shards and merges what is made of its outputs.
 *
 * @param on the shards
 * @param parameters of the network, in the order of its layout
 */
public record Scoring(Shards on, float[] parameters) implements ScoringPass {
    @Override
    public int shards() {
        return on.count();
    }

    @Override
    public <A extends Serializable> List<A> run(ChunkWork<A> work) throws InterruptedException {
        return values(new EachShard<>(work));
    }

    @Override
    public <A extends Serializable> List<A> run(Span span, BatchWork<A> work) throws InterruptedException {
        return values(new EachBatch<>(span, work));
    }

    private <A extends Serializable> List<A> values(ShardWork<float[], A> work) throws InterruptedException {
        return on.map(parameters, work).list().stream().map(ShardResult::value).toList();
    }

    /**
     * Runs the network over all windows of a span and discards the outputs, to measure the cost of scoring.
     *
     * @return the number of windows
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public long run(Span span) throws InterruptedException {
        return values(new EachWindow(span)).stream()
                .mapToLong(windows -> windows)
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

    private record EachShard<A extends Serializable>(ChunkWork<A> work) implements ShardWork<float[], A> {
        @Override
        public A run(Worker worker, Shard shard, float[] parameters) {
            Iterator<Chunk> chunks = Arrays.asList(shard.chunks()).iterator();
            return work.run(chunks, batch -> worker.forward(Pass.SCORING, parameters, batch));
        }
    }

    private record EachBatch<A extends Serializable>(Span span, BatchWork<A> work) implements ShardWork<float[], A> {
        @Override
        public A run(Worker worker, Shard shard, float[] parameters) {
            ShardSum<A> sum = new ShardSum<>();
            sum.value = work.zero();
            worker.score(parameters, shard, span, output -> sum.value = work.plus(sum.value, output, worker.batch()));
            return sum.value;
        }
    }

    private static final class ShardSum<A> {
        private A value;
    }
}
