package io.seiche.training;

import io.seiche.math.SplitMix;
import io.seiche.network.Pass;
import io.seiche.series.Span;
import java.io.Serializable;

/**
 * The batches of a round.
 *
 * @param round from 1
 * @param epoch from 0
 * @param first the epoch's batch it begins with, from 0
 * @param count number of batches on each shard, fewer where a shard's epoch ends sooner
 * @param ofEpoch largest number of batches of a shard in an epoch
 * @param losses the watched loss after each finished epoch
 * @param windows number of windows that each shard uses in this epoch, by its number
 */
record RoundBatches(int round, int epoch, int first, int count, int ofEpoch, double[] losses, int[] windows)
        implements Serializable {
    private static final long ORDER = 1;
    private static final long PASS = 2;

    /** The optimizer's step that a batch is, from 1. */
    long step(int batch) {
        return (long) epoch * ofEpoch + batch + 1;
    }

    /** Returns the number of epochs completed at the middle of a batch, fractions included. */
    double epochs(int batch) {
        return epoch + (batch + 0.5) / ofEpoch;
    }

    /**
     * Returns the number of windows that a shard uses in this epoch: what was counted when the training began, and no more than
     * there are. A lost shard that was read again may hold other rows, which are refused when the training ends.
     */
    int windows(Shard shard) {
        return Math.min(windows[shard.number()], shard.windows(Span.TRAIN));
    }

    /** The order of a shard's windows in this epoch, and their signs. */
    WindowOrder order(TrainingSpec spec, Objective objective, Shard shard) {
        long seed = spec.passes().seed();
        WindowOrder order = WindowOrder.of(spec, objective, shard, mixed(seed, ORDER, shard, 0));
        return spec.passes().sampling().signFlips() ? new SignFlips(order, seed, epoch) : order;
    }

    /** The pass of a batch: its dropout masks are drawn from (seed, epoch, shard, batch). */
    Pass pass(TrainingSpec spec, Shard shard, int batch) {
        return new Pass(
                true,
                spec.penalties().regularize().in(epoch),
                mixed(spec.passes().seed(), PASS, shard, batch));
    }

    private long mixed(long seed, long purpose, Shard shard, int batch) {
        return SplitMix.mix(SplitMix.mix(SplitMix.mix(SplitMix.mix(seed, purpose), epoch), shard.number()), batch);
    }
}
