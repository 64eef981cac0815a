package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;

/**
 * Limits how much of a loop runs on vectors until the loop is compiled. Until then each of its vectors is an object,
 * and vector code a thousand times slower than any other. So of each stretch at most 16 vectors (of very long stretches
 * a 128th) are made at first, which is enough for the compiler to see the loop called; the rest is computed number by
 * number, to the same bits. One instance for each loop and JVM.
 */
public final class VectorWarmup {
    /** Stretches shorter than this are not worth vectors. */
    private static final int SHORT = 128;

    /** The compiler takes up a method after 15,000 calls and turns of loops in it; the rest of these gives it time. */
    private static final int CALLS = 3_000;

    /** Number of calls that suffices for long stretches, together with a total count of numbers. */
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
