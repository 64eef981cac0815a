package io.seiche.evaluation.baselines;

import io.seiche.math.Grid;
import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.io.Serializable;

/**
 * Conversion between a window's scaled values and the table's units, for whole forecasts.
 *
 * @param transform the transform applied to the targets before they were scaled
 * @param values layout of a forecast, {@code [horizon][targets]}
 */
public record TableUnits(Transform transform, Grid values) implements Serializable {
    private static final long serialVersionUID = 1;

    private static final double SPECK = 1e-6;

    /** Fills table values from scaled ones. */
    public void toTable(Chunk chunk, int cutoff, double[] scaled, double[] out) {
        double[] steps = new double[values.rows()];
        for (int k = 0; k < values.columns(); k++) {
            for (int h = 0; h < values.rows(); h++) {
                steps[h] = scaled[values.at(h, k)];
            }
            double[] table = transform.forecasts(chunk, cutoff, k, steps);
            for (int h = 0; h < values.rows(); h++) {
                out[values.at(h, k)] = table[h];
            }
        }
    }

    /** Fills scaled values from table ones. */
    public void toScaled(Chunk chunk, int cutoff, double[] table, double[] out) {
        for (int k = 0; k < values.columns(); k++) {
            double previous = actual(chunk, cutoff - 1, k);
            for (int h = 0; h < values.rows(); h++) {
                int cell = values.at(h, k);
                out[cell] = chunk.scaler().scaled(k, transform.forward(table[cell], previous));
                previous = table[cell];
            }
        }
    }

    /** Returns a row's target as {@link #actual} does; NaN where it is masked, so that there is none to score. */
    public double known(Chunk chunk, int row, int target) {
        return chunk.isMasked(row, target) ? Double.NaN : actual(chunk, row, target);
    }

    /**
     * Returns a row's target in the table's units. Values are packed as floats, so an original zero may come back as a
     * value tiny in relation to the column's magnitude; such values are returned as zero, since mape divides by them.
     */
    public double actual(Chunk chunk, int row, int target) {
        double value = transform.actual(chunk, row, target);
        boolean speck = transform == Transform.NONE
                && Math.abs(value)
                        <= SPECK
                                * (Math.abs(chunk.scaler().center()[target])
                                        + chunk.scaler().scale()[target]);
        return speck || (transform == Transform.LOG1P && Math.abs(value) <= SPECK) ? 0 : value;
    }
}
