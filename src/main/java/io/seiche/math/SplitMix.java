package io.seiche.math;

/**
 * Random numbers that are the same on every machine and Java version: SplitMix64 (Steele, Lea and Flood 2014, <a
 * href="https://doi.org/10.1145/2714064.2660195">doi:10.1145/2714064.2660195</a>), with functions of {@code StrictMath}.
 */
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Begins the sequence of a seed. */
    public SplitMix(long seed) {
        this.state = seed;
    }

    /** Returns a pseudo-random hash of a number. */
    public static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** Returns the seed of stream {@code index} derived from {@code seed}. */
    public static long mix(long seed, long index) {
        return mix(mix(seed + GOLDEN) + (index + 1) * GOLDEN);
    }

    /** Returns the next 64 bits. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Returns a number uniform in [0, 1), of 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Returns a number uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Returns a normal number with mean 0 and standard deviation 1 (Box and Muller). */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /**
     * A mask drawn step by step. A number depends on (seed, step, feature, example) only, not on numbers drawn before.
     *
     * @param share probability of 0
     * @param kept value of the other numbers
     */
    public record Mask(long seed, float share, float kept) {
        /**
         * Draws one step, {@code [features][batch]}.
         *
         * @param batch columns, a multiple of the examples
         * @param examples the examples whose columns they are
         */
        public void draw(float[] mask, int at, int features, int batch, Examples examples, int step) {
            int threshold = (int) (share * (1 << 24));
            int bits = Float.floatToRawIntBits(kept);
            for (int f = 0; f < features; f++) {
                int row = (int) mix(seed, (long) step << 32 | f);
                for (int column = 0; column < batch; column += examples.size()) {
                    int from = at + f * batch + column;
                    int number = examples.number(column);
                    for (int b = 0; b < examples.size(); b++) {
                        int hash = hash(row + (number + b) * 0x9E3779B9);
                        int below = ((hash >>> 8) - threshold) >> 31; // all bits or none
                        mask[from + b] = Float.intBitsToFloat(bits & ~below);
                    }
                }
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
