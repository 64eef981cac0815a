package io.seiche.training;

import io.seiche.series.Span;
import java.util.stream.IntStream;

/**
 * An order of windows in parallel runs, for state carried from batch to batch: the windows of a span, chunk after
 * chunk, are divided into as many runs as a batch has examples, and batch k reads window k of every run, so that each
 * example continues the one of the previous batch. Runs differ in length by at most one window; the last batch holds
 * the windows of the longer runs.
 */
final class StatefulOrder implements WindowOrder {
    private final Shard shard;
    private final Span span;
    private final int streams;
    private final int each;
    private final int longer;
    private final int[] chunks;
    private final int[] before; // windows in the chunks before each, in their order here

    private StatefulOrder(Shard shard, Span span, int streams, Permutation order) {
        this.shard = shard;
        this.span = span;
        int windows = shard.windows(span);
        this.streams = Math.max(1, Math.min(streams, windows));
        this.each = windows / this.streams;
        this.longer = windows % this.streams;
        this.chunks = IntStream.range(0, shard.chunks().length)
                .map(i -> order == null ? i : order.at(i))
                .toArray();
        this.before = new int[chunks.length + 1];
        for (int i = 0; i < chunks.length; i++) {
            before[i + 1] = before[i] + shard.chunks()[chunks[i]].windows(span);
        }
    }

    /** Training windows, the order of their chunks drawn from the seed. */
    static StatefulOrder shuffled(Shard shard, int streams, long seed) {
        return new StatefulOrder(shard, Span.TRAIN, streams, new Permutation(shard.chunks().length, seed));
    }

    /** A span's windows in the shard's own order. */
    static StatefulOrder inOrder(Shard shard, Span span, int streams) {
        return new StatefulOrder(shard, span, streams, null);
    }

    @Override
    public int at(int i) {
        int stream = i % streams;
        int position = stream * each + Math.min(stream, longer) + i / streams;
        int place = Shard.last(before, chunks.length, position);
        return shard.first(span, chunks[place]) + position - before[place];
    }
}
