package io.seiche.evaluation;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * A mergeable sketch of the sizes of residuals with counts in buckets 2 % wide. Its size is fixed; a quantile read from
 * it is at most 2 % too large and never too small.
 */
final class ResidualSketch implements Serializable {
    private static final long serialVersionUID = 1;

    private static final double SMALLEST = 1e-6;
    private static final double LARGEST = 1e4;
    private static final double WIDTH = Math.log(1.02);
    private static final int BUCKETS = 2 + (int) Math.ceil(Math.log(LARGEST / SMALLEST) / WIDTH);

    /** Bucket i holds sizes up to SMALLEST exp(i WIDTH), the last one everything larger. */
    private final long[] counts = new long[BUCKETS];

    private long total;

    /** Adds one residual, on the standardised scale. */
    void add(double residual) {
        double size = Math.abs(residual);
        double bucket = size <= SMALLEST ? 0 : Math.ceil(Math.log(size / SMALLEST) / WIDTH);
        counts[bucket < BUCKETS - 1 ? (int) bucket : BUCKETS - 1]++;
        total++;
    }

    void merge(ResidualSketch other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /**
     * The split-conformal width for this coverage: the ceil((n + 1) coverage)-th smallest size, or nothing where n is
     * too small for it or the size is beyond the sketch.
     */
    OptionalDouble width(double coverage) {
        long rank = (long) Math.ceil((total + 1) * coverage);
        if (rank > total) {
            return OptionalDouble.empty();
        }
        int bucket = 0;
        for (long below = counts[0]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return bucket == BUCKETS - 1 ? OptionalDouble.empty() : OptionalDouble.of(SMALLEST * Math.exp(bucket * WIDTH));
    }
}
