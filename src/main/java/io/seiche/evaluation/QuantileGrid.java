package io.seiche.evaluation;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Quantiles of the residuals at evenly spaced levels, to compare actual values with.
 *
 * @param offsets from the forecast in units of the window, {@code [levels][horizon]}
 * @param variation the measure of a window's own variation
 */
record QuantileGrid(double[][] offsets, Variation variation) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Number of bins between the levels. */
    private static final int BINS = 20;

    /** Returns the levels: 0.05, 0.1 and so on. */
    static double[] levels() {
        return IntStream.range(1, BINS).mapToDouble(i -> (double) i / BINS).toArray();
    }

    /** Returns the quantiles of a forecast at a step. */
    double[] around(double forecast, double unit, int step) {
        double[] quantiles = new double[offsets.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = forecast + offsets[i][step] * unit;
        }
        return quantiles;
    }
}
