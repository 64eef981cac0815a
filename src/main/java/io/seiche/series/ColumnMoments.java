package io.seiche.series;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Statistics of each column from which a scaler is fitted: count, mean, sum of squared deviations, smallest and largest
 * value. Two sets of rows are merged by the formula of Chan, Golub and LeVeque (1979). The last bits of a result depend
 * on the order of merging, so merge in the order of series.
 */
final class ColumnMoments implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] count;
    private final double[] mean;
    private final double[] squares;
    private final double[] smallest;
    private final double[] largest;

    ColumnMoments(int columns) {
        count = new long[columns];
        mean = new double[columns];
        squares = new double[columns];
        smallest = new double[columns];
        largest = new double[columns];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /** Returns the moments of rows {@code [from, end)}, computed in two passes in row order; NaN values are ignored. */
    static ColumnMoments of(double[] values, int columns, int from, int end) {
        ColumnMoments m = new ColumnMoments(columns);
        for (int row = from, at = from * columns; row < end; row++) {
            for (int c = 0; c < columns; c++, at++) {
                double v = values[at];
                if (!Double.isNaN(v)) {
                    m.count[c]++;
                    m.mean[c] += v;
                    m.smallest[c] = Math.min(m.smallest[c], v);
                    m.largest[c] = Math.max(m.largest[c], v);
                }
            }
        }
        for (int c = 0; c < columns; c++) {
            m.mean[c] /= Math.max(1, m.count[c]);
        }
        for (int row = from, at = from * columns; row < end; row++) {
            for (int c = 0; c < columns; c++, at++) {
                double deviation = values[at] - m.mean[c];
                m.squares[c] += Double.isNaN(deviation) ? 0 : deviation * deviation;
            }
        }
        return m;
    }

    void merge(ColumnMoments other) {
        for (int c = 0; c < count.length; c++) {
            long all = count[c] + other.count[c];
            if (other.count[c] > 0) {
                double apart = other.mean[c] - mean[c];
                double share = (double) other.count[c] / all;
                mean[c] += apart * share;
                squares[c] += other.squares[c] + apart * apart * count[c] * share;
            }
            count[c] = all;
            smallest[c] = Math.min(smallest[c], other.smallest[c]);
            largest[c] = Math.max(largest[c], other.largest[c]);
        }
    }

    /** Returns true if a column holds at most one distinct value. */
    boolean constant(int column) {
        return !(smallest[column] < largest[column]);
    }

    long count(int column) {
        return count[column];
    }

    double mean(int column) {
        return mean[column];
    }

    /** Returns the population standard deviation: the sum of squares is divided by the count. */
    double deviation(int column) {
        return Math.sqrt(squares[column] / Math.max(1, count[column]));
    }

    double smallest(int column) {
        return smallest[column];
    }

    double largest(int column) {
        return largest[column];
    }
}
