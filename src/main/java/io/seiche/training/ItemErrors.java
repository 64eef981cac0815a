package io.seiche.training;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.io.Serializable;

/**
 * How well a network tells the next item, added up; mergeable, in shard order.
 *
 * @param items asked for
 * @param loss sum of minus the logarithms of what it gave to the right ones
 * @param hits how often the right one was given most
 */
public record ItemErrors(long items, double loss, long hits) implements Serializable {
    private static final ItemErrors NONE = new ItemErrors(0, 0, 0);

    /**
     * Asks the network for every item of a span.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static ItemErrors of(Shards shards, float[] parameters, Span span) throws InterruptedException {
        return shards.map(parameters, new Work(span)).list().stream()
                .map(ShardResult::value)
                .reduce(NONE, ItemErrors::plus);
    }

    private ItemErrors plus(ItemErrors more) {
        return new ItemErrors(items + more.items, loss + more.loss, hits + more.hits);
    }

    private record Work(Span span) implements ShardWork<float[], ItemErrors> {
        @Override
        public ItemErrors run(Worker worker, Shard shard, float[] parameters) {
            ItemErrors[] sums = {NONE};
            worker.score(parameters, shard, span, output -> sums[0] = sums[0].plus(batch(worker, output)));
            return sums[0];
        }
    }

    private static ItemErrors batch(Worker worker, Sequence output) {
        Batch batch = worker.batch();
        double loss = worker.objective().loss().evaluate(output, batch.y(), null) * batch.answers();
        long hits = 0;
        for (int t = 0; t < output.steps(); t++) {
            for (int b = 0; b < output.batch(); b++) {
                boolean padding = output.lengths() != null && t >= output.lengths()[b];
                hits += !padding && most(output, t, b) == (int) batch.y()[t * output.batch() + b] ? 1 : 0;
            }
        }
        return new ItemErrors(batch.answers(), loss, hits);
    }

    private static int most(Sequence output, int t, int example) {
        int most = 0;
        int at = output.at(t) + example;
        for (int u = 1; u < output.features(); u++) {
            if (output.values()[at + u * output.batch()] > output.values()[at + most * output.batch()]) {
                most = u;
            }
        }
        return most;
    }
}
