package io.seiche.task;

import io.seiche.loss.Answers;
import io.seiche.math.Grid;
import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Transform;
import java.util.function.IntToDoubleFunction;

/**
 * Reads point forecasts in the table's units out of a network's output: link, window normalisation, scaler and transform
 * undone.
 *
 * @param answers shape and meaning of the output
 * @param transform applied to the targets before they were scaled
 */
public record ForecastReader(Answers answers, Transform transform) {
    /**
     * Returns the forecasts of one window.
     *
     * @param batch the window lies in
     * @param output of the network for the batch, {@code [1][outputs][batch]}
     * @param example position of the window in the batch
     * @param chunk that holds the rows of the window
     * @param cutoff offset in the chunk of the first row of the horizon
     * @return {@code [target][horizon]}
     */
    public double[][] forecast(Batch batch, Sequence output, int example, Chunk chunk, int cutoff) {
        return forecast(value -> answers.point(output, value, example), batch, example, chunk, cutoff);
    }

    /**
     * Returns the forecasts of one window at every quantile level.
     *
     * @return {@code [level][target][horizon]}, levels as in {@link Answers#levels}
     */
    public double[][][] quantiles(Batch batch, Sequence output, int example, Chunk chunk, int cutoff) {
        double[][][] all = new double[answers.levels().length][][];
        for (int i = 0; i < all.length; i++) {
            int level = i;
            all[i] = forecast(value -> answers.level(output, level, value, example), batch, example, chunk, cutoff);
        }
        return all;
    }

    private double[][] forecast(IntToDoubleFunction scaledAt, Batch batch, int example, Chunk chunk, int cutoff) {
        Grid values = answers.values();
        double[][] raw = new double[values.columns()][];
        for (int k = 0; k < raw.length; k++) {
            double[] scaled = new double[values.rows()];
            for (int h = 0; h < scaled.length; h++) {
                scaled[h] = batch.undone(scaledAt.applyAsDouble(values.at(h, k)), k, example);
            }
            raw[k] = transform.forecasts(chunk, cutoff, k, scaled);
            for (int h = 0; h < scaled.length; h++) {
                raw[k][h] = Math.max(answers.minimum(), raw[k][h]);
            }
        }
        return raw;
    }
}
