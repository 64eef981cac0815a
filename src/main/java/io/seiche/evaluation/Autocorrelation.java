package io.seiche.evaluation;

import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.Locale;

/**
 * The autocorrelation of a series' differences (row minus previous row) over training rows, by lag: mergeable sums, one
 * per lag. Differences are used instead of values because a trend correlates neighbouring values.
 *
 * <p>r_j = sum d_t d_{t-j} / sum d_t^2, over the first target of the rows training windows forecast first.
 */
final class Autocorrelation implements Serializable {
    private static final long serialVersionUID = 1;

    /** No lag is looked at beyond this. */
    private static final int LONGEST = 400;
    /** Minimum correlation of a season. */
    private static final double BELIEVED = 0.3;
    /** Of nearly equal lags the shortest is the season, the others its multiples. */
    private static final double NEARLY = 0.9;

    private final double[] products; // [lags + 1], by lag

    Autocorrelation(int lookback) {
        products = new double[Math.min(LONGEST, Math.max(1, lookback - 1)) + 1];
    }

    void add(Chunk chunk) {
        for (int i = 0; i < chunk.windows(Span.TRAIN); i++) {
            int row = chunk.cutoff(Span.TRAIN, i);
            double now = step(chunk, row);
            for (int lag = 0; lag < products.length && row - lag >= 1; lag++) {
                products[lag] += now * step(chunk, row - lag);
            }
        }
    }

    private static double step(Chunk chunk, int row) {
        int at = row * chunk.columns();
        return (double) chunk.values()[at] - chunk.values()[at - chunk.columns()];
    }

    void merge(Autocorrelation other) {
        for (int lag = 0; lag < products.length; lag++) {
            products[lag] += other.products[lag];
        }
    }

    /** The shortest lag of 2 or more that is a peak, believed, and nearly as high as the highest; else no season. */
    Season season() {
        double highest = 0;
        for (int lag = 2; lag < products.length; lag++) {
            highest = isPeak(lag) ? Math.max(highest, correlation(lag)) : highest;
        }
        for (int lag = 2; lag < products.length && highest >= BELIEVED; lag++) {
            if (isPeak(lag) && correlation(lag) >= NEARLY * highest) {
                return new Season(
                        lag,
                        String.format(
                                Locale.ROOT,
                                "the training rows' steps correlate %.2f with those of %d rows before",
                                correlation(lag),
                                lag));
            }
        }
        return new Season(1, "no season found in the training rows");
    }

    private boolean isPeak(int lag) {
        return correlation(lag) > correlation(lag - 1)
                && (lag + 1 == products.length || correlation(lag) >= correlation(lag + 1));
    }

    private double correlation(int lag) {
        return products[0] > 0 ? products[lag] / products[0] : 0;
    }
}
