package io.seiche.series;

import java.io.Serializable;

/**
 * A linear scale for each packed column: scaled = (value - center) / scale.
 *
 * @param center number subtracted from each column, in the order of {@link Columns#perRow()}
 * @param scale number each column is divided by, never 0 (1 for a column that is constant in training)
 */
public record Scaler(double[] center, double[] scale) implements Serializable {
    /** Returns the scaled value of a raw value. */
    public double scaled(int column, double raw) {
        return (raw - center[column]) / scale[column];
    }

    /** Returns the raw value of a scaled value. */
    public double raw(int column, double scaled) {
        return scaled * scale[column] + center[column];
    }
}
