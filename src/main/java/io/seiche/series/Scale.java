package io.seiche.series;

import io.seiche.text.Words;
import java.util.Arrays;

/** How a column is brought to a common size: the center that is taken off and the size that is divided by. */
public enum Scale {
    /** Mean 0 and population deviation 1. */
    STANDARD,
    /** From 0 (the smallest) to 1 (the largest). */
    MINMAX,
    /** Median 0 and distance between the quartiles 1. */
    ROBUST,
    /** As it is. */
    NONE;

    /** The option so named in {@code series.scale}. */
    public static Scale parse(String text) {
        return Words.choose("series.scale", text, Scale.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }

    /** The scaler of columns with these moments; a column that does not vary is divided by 1. */
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

    /** The scaler of the values of rows {@code [from, end)} of {@code [rows][columns]} that are numbers. */
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

    /** Between the two nearest values, in proportion; 0 of nothing. */
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
