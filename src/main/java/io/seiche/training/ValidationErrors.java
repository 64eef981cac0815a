package io.seiche.training;

import java.io.Serializable;

/**
 * The errors of the point forecasts of validation windows, on scaled values, averaged over windows x horizon x targets.
 * For classification all but the loss are NaN.
 *
 * @param loss the mean loss
 * @param mse mean squared error; NaN for non-numeric targets
 * @param mae mean absolute error; NaN for non-numeric targets
 */
public record ValidationErrors(double loss, double mse, double mae) implements Serializable {
    /** Root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(mse);
    }
}
