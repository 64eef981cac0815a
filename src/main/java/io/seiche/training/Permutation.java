package io.seiche.training;

import io.seiche.math.SplitMix;

/**
 * The order in which a shard's windows are used in one epoch: a permutation of 0 to n - 1 that takes no memory, so a task
 * that runs the middle of an epoch need not draw the whole of it.
 *
 * <p>A Feistel network over the next power of four, walked until it lands inside (Black and Rogaway 2002, "Ciphers with
 * arbitrary finite domains"): a Feistel network is a permutation whatever its
 * round function.
 */
final class Permutation implements WindowOrder {
    private static final int ROUNDS = 6;

    private final int size;
    private final int half;
    private final int mask;
    private final long[] keys = new long[ROUNDS];

    Permutation(int size, long seed) {
        this.size = size;
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, size - 1)));
        this.half = (bits + 1) / 2;
        this.mask = (1 << half) - 1;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = SplitMix.mix(seed, round);
        }
    }

    @Override
    public int at(int i) {
        assert i >= 0 && i < size;
        long walked = i;
        do {
            walked = shuffled(walked);
        } while (walked >= size);
        return (int) walked;
    }

    private long shuffled(long value) {
        long left = value >>> half;
        long right = value & mask;
        for (long key : keys) {
            long mixed = left ^ (SplitMix.mix(key + right) & mask);
            left = right;
            right = mixed;
        }
        return left << half | right;
    }
}
