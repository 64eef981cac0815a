package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * The errors of one forecaster over some points, in the table's units but for {@code scaled}. What has no meaning there
 * is null and left out of the JSON; see the package's story for the rules.
 *
 * @param points forecast values compared: windows x horizon x targets
 * @param mse mean squared error
 * @param mae mean absolute error
 * @param rmse square root of the mse
 * @param mape mean absolute percentage error, in per cent
 * @param smape symmetric mean absolute percentage error, in per cent (0 to 200)
 * @param mase mean absolute scaled error
 * @param pinball mean pinball loss over the quantiles the forecaster answers (0.5 alone: half the mae)
 * @param scaled mse and mae on standardised values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Metrics(
        long points,
        Double mse,
        Double mae,
        Double rmse,
        Double mape,
        Double smape,
        Double mase,
        Double pinball,
        Scaled scaled)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Errors on standardised values. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scaled(Double mse, Double mae) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    public Metrics withMase(Double value) {
        return new Metrics(points, mse, mae, rmse, mape, smape, value, pinball, scaled);
    }

    /** The value, or null where it is not a finite number. */
    public static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
