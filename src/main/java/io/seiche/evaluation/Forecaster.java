package io.seiche.evaluation;

import io.seiche.series.Batch;

/**
 * Whatever answers a batch of windows: a trained network, seen from the room that scores it. Built where it is used, by
 * one thread.
 */
@FunctionalInterface
public interface Forecaster {
    /**
     * The forecasts of a batch on the batch's own scale (that of {@link Batch#y()}), valid until the next call.
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
}
