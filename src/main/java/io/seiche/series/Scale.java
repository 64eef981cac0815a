package io.seiche.series;

import io.seiche.text.Words;
import java.util.Arrays;

/** Method of scaling a column: which center is subtracted, and which size the result is divided by. */
public enum Scale {
    /** Mean 0 and population deviation 1. */
    STANDARD,
    /** Smallest value 0 and largest value 1. */
    MINMAX,
    /** Median 0 and interquartile range 1. */
    ROBUST,
    /** Not scaled. */
    NONE;

    /** Returns the option of this name in {@code series.scale}. */
    public static Scale parse(String text) {
        return Words.choose("series.scale", text, Scale.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }

    /** Returns the scaler of columns with these moments; a constant column is divided by 1. */
    Scaler of(ColumnMoments moments, int columns) {
        double[] center = new double[columns];
        double[] scale = new double[columns];
        Arrays.fill(scale, 1);
        for (int c = 0; c < columns; c++) {
            if (this == NONE || moments.count(c) == 0) {
                continue;
            }
            center[c] = this == STANDARD ? moments.mean(c) : moments.smallest(c);
            double size = this == STANDARD ? moments.deviation(c) : moments.largest(c) - moments.smallest(c);
            if (!moments.constant(c) && size > 0) {
                scale[c] = size;
            }
        }
        return new Scaler(center, scale);
    }

    /** Returns the scaler of rows {@code [from, end)} of {@code values[rows][columns]}; NaN values are ignored. */
    Scaler of(double[] values, int columns, int from, int end, ColumnMoments moments) {
        if (this != ROBUST) {
            return of(moments, columns);
        }
        double[] center = new double[columns];
        double[] scale = new double[columns];
        for (int c = 0; c < columns; c++) {
            double[] sorted = new double[end - from];
            int known = 0;
            for (int row = from; row < end; row++) {
                double v = values[row * columns + c];
                if (!Double.isNaN(v)) {
                    sorted[known++] = v;
                }
            }
            Arrays.sort(sorted, 0, known);
            double size = quantile(sorted, known, 0.75) - quantile(sorted, known, 0.25);
            center[c] = quantile(sorted, known, 0.5);
            scale[c] = size > 0 ? size : 1;
        }
        return new Scaler(center, scale);
    }

    /** Returns a quantile, interpolated linearly between the two nearest values; 0 if there are no values. */
    private static double quantile(double[] sorted, int known, double share) {
        if (known == 0) {
            return 0;
        }
        double at = share * (known - 1);
        int below = (int) at;
        int above = Math.min(known - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
