package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;

/**
 * Limits the part of a loop that uses the Vector API until the JIT compiler has compiled it. In interpreted code every
 * vector is an allocated object, and the loop is a thousand times slower than a plain one. Therefore at most 16 vectors
 * of each range (of very long ranges 1/128) are computed on vectors at first, which suffices to trigger compilation; the
 * others are computed by plain loops, with the same bits. There is one instance per loop and JVM.
 */
public final class VectorWarmup {
    /** Length of a range below which vectors bring no gain. */
    private static final int SHORT = 128;

    /**
     * Calls of the warm-up. A method is queued for compilation after 15,000 calls and loop iterations; the further calls
     * cover the time that compiling takes.
     */
    private static final int CALLS = 3_000;

    /** Calls that suffice for long ranges, together with {@link #LONG_NUMBERS}. */
    private static final int LONG_CALLS = 1_000;

    private static final long LONG_NUMBERS = 24_000_000;

    private int calls; // of any thread: a lost increment only prolongs the warm-up
    private long numbers;

    /** Returns how many of n numbers to compute on vectors now: a multiple of the lanes. */
    public int whole(int n) {
        int whole = n < SHORT ? 0 : n - n % LANES;
        if (calls >= CALLS || calls >= LONG_CALLS && numbers >= LONG_NUMBERS) {
            return whole;
        }
        calls++;
        numbers += n;
        return Math.min(whole, Math.max(16, whole / LANES / 128) * LANES);
    }
}
