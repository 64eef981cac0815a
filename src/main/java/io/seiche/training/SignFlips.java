package io.seiche.training;

import io.seiche.math.SplitMix;
import io.seiche.series.Chunk;

/**
 * An order in which half of the windows are used with flipped sign: in every two epochs, the first and second, the third and
 * fourth, ..., each window is flipped in one. Which one depends on the seed, the two epochs and the window alone, so that any
 * division among shards flips the same windows.
 *
 * @param order of the windows
 * @param seed of the run
 * @param epoch from 0
 */
record SignFlips(WindowOrder order, long seed, int epoch) implements WindowOrder {
    private static final long FLIPS = 4;

    @Override
    public int at(int i) {
        return order.at(i);
    }

    @Override
    public boolean flips(Chunk chunk, int cutoff) {
        long drawn = SplitMix.mix(SplitMix.mix(SplitMix.mix(seed, FLIPS), epoch / 2), chunk.windowNumber(cutoff));
        return ((drawn ^ epoch) & 1) == 1;
    }
}
