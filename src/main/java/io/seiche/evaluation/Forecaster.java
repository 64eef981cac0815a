package io.seiche.evaluation;

import io.seiche.series.Batch;

/**
 * A source of forecasts for a batch of windows, such as a trained network. An instance is created where it is used and
 * belongs to one thread.
 */
@FunctionalInterface
public interface Forecaster {
    /**
     * Returns the forecasts of a batch on the batch's own scale (that of {@link Batch#y()}), valid until the next call.
     *
     * @return {@code [blocks][horizon * targets][batch.size()]}: one block for each of {@link #levels()}
     */
    float[] forecast(Batch batch);

    /**
     * Returns the quantile level of each block of the output, increasing; point metrics use the block nearest to 0.5.
     */
    default double[] levels() {
        return new double[] {0.5};
    }

    /** Returns the smallest forecast in the table's units, to which smaller ones are raised. */
    default double minimum() {
        return Double.NEGATIVE_INFINITY;
    }
}
