package io.seiche.training;

import java.io.Serializable;

/**
 * How far off the point forecasts of the validation windows are, on scaled values, over windows x horizon x targets; NaN
 * but for the loss where what is told are classes.
 *
 * @param loss the mean loss
 * @param mse mean squared error; NaN where answers are no values
 * @param mae mean absolute error; NaN where answers are no values
 */
public record ValidationErrors(double loss, double mse, double mae) implements Serializable {
    /** Root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(mse);
    }
}
