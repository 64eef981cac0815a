package io.seiche.evaluation.metrics;

import java.io.Serializable;

/**
 * The running sums of how much two forecasters differ on the same windows: add, merge, then read how sure the sign of
 * the mean is (Diebold and Mariano 1995, <a href="https://doi.org/10.1080/07350015.1995.10524599">Comparing Predictive
 * Accuracy</a>).
 */
public final class PairedDifference implements Serializable {
    private static final long serialVersionUID = 1;

    private long windows;
    private double sum;
    private double squares;

    /** Adds one window: the baseline's squared error minus the network's. */
    public void add(double difference) {
        windows++;
        sum += difference;
        squares += difference * difference;
    }

    public void merge(PairedDifference other) {
        windows += other.windows;
        sum += other.sum;
        squares += other.squares;
    }

    /**
     * Returns the mean in units of its standard error; null if it is undefined. Errors of windows that share forecast
     * rows are correlated, so {@code overlap} neighbours count as one.
     */
    public Double standardErrors(double overlap) {
        return standardErrors(windows, sum, squares, overlap);
    }

    /** Returns the same from sums: number of windows, sum of differences, sum of their squares. */
    public static Double standardErrors(long windows, double sum, double squares, double overlap) {
        double independent = windows / overlap;
        double mean = sum / windows;
        double variance = squares / windows - mean * mean;
        return independent < 2 || !(variance > 0)
                ? null
                : Metrics.finite(mean / Math.sqrt(variance / (independent - 1)));
    }
}
