package io.seiche.task;

import io.seiche.evaluation.metrics.ItemMetrics;
import io.seiche.loss.Loss;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Span;
import java.io.Serializable;

/**
 * Sums of a next-item network's errors; mergeable, in shard order.
 *
 * @param items scored
 * @param loss sum of minus the logarithm of each right item's probability
 * @param hits items whose probability was the largest
 */
public record ItemErrors(long items, double loss, long hits) implements Serializable {
    private static final ItemErrors NONE = new ItemErrors(0, 0, 0);

    /**
     * Scores every item of a span.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static ItemErrors of(ScoringPass pass, Span span, Loss loss) throws InterruptedException {
        return pass.run(span, new ItemSum(loss)).stream().reduce(NONE, ItemErrors::plus);
    }

    private ItemErrors plus(ItemErrors more) {
        return new ItemErrors(items + more.items, loss + more.loss, hits + more.hits);
    }

    /** Returns the metrics of the network. */
    ItemMetrics metrics() {
        return new ItemMetrics("network", items, loss, hits);
    }

    private record ItemSum(Loss loss) implements ScoringPass.BatchWork<ItemErrors> {
        @Override
        public ItemErrors zero() {
            return NONE;
        }

        @Override
        public ItemErrors plus(ItemErrors sum, Sequence output, Batch batch) {
            long hits = 0;
            for (int t = 0; t < output.steps(); t++) {
                for (int b = 0; b < output.batch(); b++) {
                    boolean padding = output.lengths() != null && t >= output.lengths()[b];
                    hits += !padding && largest(output, t, b) == (int) batch.y()[t * output.batch() + b] ? 1 : 0;
                }
            }
            double sumOfLosses = loss.evaluate(output, batch.y(), null) * batch.answers();
            return sum.plus(new ItemErrors(batch.answers(), sumOfLosses, hits));
        }
    }

    private static int largest(Sequence output, int t, int example) {
        int largest = 0;
        int at = output.at(t) + example;
        for (int u = 1; u < output.features(); u++) {
            if (output.values()[at + u * output.batch()] > output.values()[at + largest * output.batch()]) {
                largest = u;
            }
        }
        return largest;
    }
}
