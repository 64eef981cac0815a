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
     * @return {@code [blocks][horizon * targets][batch.size()]}: one block for each of {@link #levels()}, or several of
     *     which {@link #point} is read
     */
    float[] forecast(Batch batch);

    /**
     * Which quantile each block of the answer stands for, increasing; the block nearest to 0.5 is the one every point
     * metric is computed from. One level alone means that only the {@link #point} block is read.
     */
    default double[] levels() {
        return new double[] {0.5};
    }

    /** Which block of the answer is the point forecast, where there is but one level. */
    default int point() {
        return 0;
    }

    /**
     * A forecaster whose point forecast is one block of several (a mean and a spread, quantiles without their levels).
     *
     * @param answers as {@link #forecast}, {@code [blocks][horizon * targets][batch.size()]}
     * @param point which block
     */
    static Forecaster of(Forecaster answers, int point) {
        return new Forecaster() {
            @Override
            public float[] forecast(Batch batch) {
                return answers.forecast(batch);
            }

            @Override
            public int point() {
                return point;
            }
        };
    }
}
