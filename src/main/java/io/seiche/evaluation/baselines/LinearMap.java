package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import io.seiche.text.Numbers;
import java.util.Arrays;

/**
 * The ridge baseline solved: forecast = last value + weights' features.
 *
 * @param units back to the table's
 * @param features the inputs made of a window
 * @param weights {@code [features][outputs]}
 * @param lambda the penalty of the solution
 */
record LinearMap(TableUnits units, RidgeFeatures features, double[] weights, double lambda)
        implements WindowForecaster {
    private static final long serialVersionUID = 1;

    @Override
    public boolean forecast(Chunk chunk, int cutoff, double[] out) {
        double[] x = new double[features.count()];
        double[] y = new double[features.outputs()];
        double[] scaled = new double[out.length];
        for (int example = 0; example < features.examples(); example++) {
            features.read(chunk, cutoff, example, x);
            Arrays.fill(y, 0);
            for (int f = 0; f < x.length; f++) {
                for (int o = 0; o < y.length; o++) {
                    y[o] += x[f] * weights[f * y.length + o];
                }
            }
            for (int o = 0; o < y.length; o++) {
                int cell = features.cell(example, o);
                scaled[cell] = y[o]
                        + chunk.values()[
                                (cutoff - 1) * chunk.columns()
                                        + features.values().column(cell)];
            }
        }
        units.toTable(chunk, cutoff, scaled, out);
        return true;
    }

    /** Returns its features and penalty in words. */
    String describe() {
        return "ridge reads %s, lambda %s".formatted(features.describe(), Numbers.show(lambda));
    }
}
