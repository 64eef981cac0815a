package io.seiche.series;

import java.io.Serializable;

/**
 * A linear scale for each packed column: scaled = (value - center) / scale.
 *
 * @param center what is subtracted, one a column ({@link Columns#perRow()} order)
 * @param scale what is divided by, one a column, never 0 (a column that does not vary in training gets 1)
 */
public record Scaler(double[] center, double[] scale) implements Serializable {
    /** The scaled value of a raw one. */
    public double scaled(int column, double raw) {
        return (raw - center[column]) / scale[column];
    }

    /** The raw value of a scaled one. */
    public double raw(int column, double scaled) {
        return scaled * scale[column] + center[column];
    }
}
