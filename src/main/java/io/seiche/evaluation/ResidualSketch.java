package io.seiche.evaluation;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * A mergeable sketch of the distribution of residuals, with counts in buckets 2 % wide of either sign. Its size is fixed; a
 * quantile read from it is at most 2 % too far from zero and never too near.
 */
final class ResidualSketch implements Serializable {
    private static final long serialVersionUID = 1;

    private static final double SMALLEST = 1e-4;
    private static final double LARGEST = 1e4;
    private static final double WIDTH = Math.log(1.02);
    /** Buckets of one sign. */
    private static final int BUCKETS = 1 + (int) Math.ceil(Math.log(LARGEST / SMALLEST) / WIDTH);

    /** Positive bucket i holds residuals up to SMALLEST exp(i WIDTH), the last one everything larger; negative alike. */
    private final double[] counts = new double[2 * BUCKETS];

    private double total;

    /** Adds a residual; one that is not a number counts as beyond the sketch. */
    void add(double residual) {
        counts[bucket(residual)]++;
        total++;
    }

    private static int bucket(double residual) {
        double size = Math.abs(residual);
        double bucket = size <= SMALLEST ? 0 : Math.ceil(Math.log(size / SMALLEST) / WIDTH);
        int bounded = bucket < BUCKETS - 1 ? (int) bucket : BUCKETS - 1;
        return residual > 0 ? BUCKETS + bounded : BUCKETS - 1 - bounded;
    }

    /** Returns the end of a bucket that is farther from zero; infinite for the outermost. */
    private static double end(int bucket) {
        int size = bucket >= BUCKETS ? bucket - BUCKETS : BUCKETS - 1 - bucket;
        double end = size == BUCKETS - 1 ? Double.POSITIVE_INFINITY : SMALLEST * Math.exp(size * WIDTH);
        return bucket >= BUCKETS ? end : -end;
    }

    void merge(ResidualSketch other) {
        addTimes(other, 1);
    }

    /** Adds the residuals of another sketch, each times a factor above 0. */
    void addTimes(ResidualSketch other, double factor) {
        int shift = (int) Math.round(Math.log(factor) / WIDTH);
        for (int size = 0; size < BUCKETS; size++) {
            int moved = Math.max(0, Math.min(BUCKETS - 1, size + shift));
            counts[BUCKETS + moved] += other.counts[BUCKETS + size];
            counts[BUCKETS - 1 - moved] += other.counts[BUCKETS - 1 - size];
        }
        total += other.total;
    }

    /**
     * Returns the shares of the residuals in bins of equal width from {@code -widest} to {@code widest}; those beyond are in the
     * outermost bins.
     */
    double[] shares(int bins, double widest) {
        double[] shares = new double[bins];
        for (int bucket = 0; bucket < counts.length && total > 0; bucket++) {
            double end = end(bucket);
            double middle = Double.isInfinite(end) ? end : end / Math.sqrt(1.02);
            double at = Math.floor((middle / widest + 1) / 2 * bins);
            shares[(int) Math.max(0, Math.min(bins - 1, at))] += counts[bucket] / total;
        }
        return shares;
    }

    /** Returns the number of residuals. */
    double total() {
        return total;
    }

    /**
     * Returns the split-conformal quantile: of n residuals the one of rank ceil((n + 1) level) for levels above 0.5, and
     * mirrored below; empty where n is too small for it or the residual is beyond the sketch.
     */
    OptionalDouble quantile(double level) {
        double rank = level >= 0.5 ? Math.ceil((total + 1) * level - 1e-9) : Math.floor((total + 1) * level + 1e-9);
        if (rank < 1 || rank > total) {
            return OptionalDouble.empty();
        }
        int bucket = 0;
        for (double below = counts[0]; below < rank; below += counts[bucket]) {
            bucket++;
        }
        return Double.isInfinite(end(bucket)) ? OptionalDouble.empty() : OptionalDouble.of(end(bucket));
    }
}
