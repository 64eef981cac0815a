package io.seiche.math;

/**
 * Random masks that are a function of where they are used, never of what was drawn before: whether a number survives is a
 * hash of (seed, step, feature, example).
 */
public final class Masks {
    private Masks() {}

    /**
     * Fills one step of a mask, {@code [features][batch]}: 0 for about {@code share} of the numbers, {@code kept} for the
     * rest.
     */
    public static void draw(
            float[] mask, int at, int features, int batch, long seed, int step, float share, float kept) {
        int threshold = (int) (share * (1 << 24));
        int bits = Float.floatToRawIntBits(kept);
        for (int f = 0; f < features; f++) {
            int row = (int) SplitMix.mix(seed, (long) step << 32 | f);
            int from = at + f * batch;
            for (int b = 0; b < batch; b++) {
                int below =
                        ((hash(row + b * 0x9E3779B9) >>> 8) - threshold) >> 31; // all bits or none: no branch to guess
                mask[from + b] = Float.intBitsToFloat(bits & ~below);
            }
        }
    }

    /** A 32-bit finaliser (Wellons' lowbias32). */
    private static int hash(int v) {
        int x = (v ^ (v >>> 16)) * 0x7feb352d;
        x = (x ^ (x >>> 15)) * 0x846ca68b;
        return x ^ (x >>> 16);
    }
}
