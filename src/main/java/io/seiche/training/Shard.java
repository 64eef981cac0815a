package io.seiche.training;

import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.RowTimes;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * The windows that are trained on one after another: some chunks in the order of (series, index), and their windows
 * numbered through from 0, span by span.
 *
 * @param number its position among the shards, from 0
 * @param chunks in order
 * @param before windows in the chunks before each: {@code [spans][chunks + 1]}, the last entry being the span's total
 */
record Shard(int number, Chunk[] chunks, int[][] before) implements Serializable {
    private static final Comparator<Chunk> ORDER =
            Comparator.comparing(Chunk::series).thenComparingInt(Chunk::index);

    /** The shard of these chunks, given in any order. */
    static Shard of(int number, Collection<Chunk> given) {
        Chunk[] chunks = given.toArray(Chunk[]::new);
        Arrays.sort(chunks, ORDER);
        int[][] before = new int[Span.values().length][chunks.length + 1];
        for (Span span : Span.values()) {
            int[] sums = before[span.ordinal()];
            for (int c = 0; c < chunks.length; c++) {
                sums[c + 1] = Math.addExact(sums[c], chunks[c].windows(span));
            }
        }
        return new Shard(number, chunks, before);
    }

    /** Returns the number of windows of a span. */
    int windows(Span span) {
        return before[span.ordinal()][chunks.length];
    }

    /** Returns the number of windows of each span, by ordinal. */
    int[] windows() {
        return Arrays.stream(before).mapToInt(sums -> sums[chunks.length]).toArray();
    }

    /** Returns the index of the chunk that holds a window of a span. */
    int chunkOf(Span span, int window) {
        return last(before[span.ordinal()], chunks.length, window);
    }

    /** The number of the span's first window in one of the chunks. */
    int first(Span span, int chunk) {
        return before[span.ordinal()][chunk];
    }

    /** The last of some running sums that is not above a number. */
    static int last(int[] sums, int count, int window) {
        int low = 0;
        int high = count;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (sums[middle] <= window) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Offset in its chunk of the window's first forecast row. */
    int cutoff(Span span, int chunk, int window) {
        return chunks[chunk].cutoff(span, window - before[span.ordinal()][chunk]);
    }

    /** Returns the times of the rows that a window forecasts. */
    TimeFolds.Times times(Span span, int window) {
        int chunk = chunkOf(span, window);
        int cutoff = cutoff(span, chunk, window);
        RowTimes times = chunks[chunk].times();
        long last = times.at(cutoff + chunks[chunk].cutoffs().windows().horizon() - 1);
        return new TimeFolds.Times(times.at(cutoff), last, last - times.at(cutoff - 1));
    }

    /** Lays a window into a batch. */
    void put(Span span, int window, Batch batch, int example) {
        put(span, window, WindowOrder.IN_ORDER, batch, example);
    }

    /** Lays a window into a batch, flipped if an order has it so. */
    void put(Span span, int window, WindowOrder order, Batch batch, int example) {
        int chunk = chunkOf(span, window);
        int cutoff = cutoff(span, chunk, window);
        if (order.flips(chunks[chunk], cutoff)) {
            batch.putFlipped(example, chunks[chunk], cutoff);
        } else {
            batch.put(example, chunks[chunk], cutoff);
        }
    }
}
