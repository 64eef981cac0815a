package io.seiche.math;

import java.io.Serializable;

/**
 * A forecast that is computed from the rows of a window alone, by a rule with a few numbers of its own. Of most rules the
 * forecast is linear in the rows, so that they are a matrix too: {@link #matrix}.
 */
@FunctionalInterface
public interface WindowMethod extends Serializable {
    /**
     * Fills the forecast of the rows after some rows.
     *
     * @param rows the last known rows, oldest first, at least one
     * @param out one number for each row that follows
     */
    void forecast(double[] rows, double[] out);

    /**
     * Returns the matrix of a rule that is linear in the rows: column h of row t is what row t counts in the forecast of step
     * h.
     *
     * @param rows number of rows that it reads
     * @param steps number of steps that it forecasts
     * @return {@code [rows][steps]}
     */
    default float[] matrix(int rows, int steps) {
        float[] matrix = new float[Math.multiplyExact(rows, steps)];
        double[] unit = new double[rows];
        double[] out = new double[steps];
        for (int t = 0; t < rows; t++) {
            unit[t] = 1;
            forecast(unit, out);
            unit[t] = 0;
            for (int h = 0; h < steps; h++) {
                matrix[t * steps + h] = (float) out[h];
            }
        }
        return matrix;
    }
}
