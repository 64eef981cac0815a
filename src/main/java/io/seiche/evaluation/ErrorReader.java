package io.seiche.evaluation;

import io.seiche.evaluation.baselines.TableUnits;
import io.seiche.evaluation.metrics.ErrorSums;
import io.seiche.loss.Blocks;
import io.seiche.math.Grid;
import io.seiche.series.Chunk;

/** Compares the forecast of a window with the actual values, value by value. */
final class ErrorReader {
    private final TableUnits units;
    private final double[] levels;
    private final int point;
    private final double[] actual; // [horizon * targets], of the last window
    private double squared; // mean over its known values
    private int known;

    /** @param levels the quantiles the forecasts stand for; the one nearest 0.5 is the point forecast */
    ErrorReader(Evaluation evaluation, double... levels) {
        units = evaluation.units();
        actual = new double[evaluation.values().size()];
        this.levels = levels;
        point = Blocks.nearestToMedian(levels);
    }

    /** Returns the number of values of the window added last that are known. */
    int known() {
        return known;
    }

    /** Returns the block of a forecast that is the point forecast. */
    int point() {
        return point;
    }

    /**
     * The squared error of the window judged last, a mean over its values: in the table's units, standardised where
     * there are several targets.
     */
    double squared() {
        return squared;
    }

    /**
     * Adds all values of a window.
     *
     * @param table forecasts in the table's units, {@code [levels][horizon * targets]}
     * @param scaled the point forecast on the standardised scale, {@code [horizon * targets]}
     * @return the actual values, in the table's units, NaN where there is none; valid until the next call
     */
    double[] add(ErrorSums errors, Chunk chunk, int cutoff, double[][] table, double[] scaled) {
        Grid values = units.values();
        double squares = 0;
        known = 0;
        for (int cell = 0; cell < actual.length; cell++) {
            int row = cutoff + values.row(cell);
            int k = values.column(cell);
            actual[cell] = units.known(chunk, row, k);
            if (Double.isNaN(actual[cell])) {
                continue;
            }
            known++;
            double pinball = 0;
            for (int i = 0; i < levels.length; i++) {
                pinball += pinball(levels[i], actual[cell], table[i][cell]);
            }
            double scaledError = scaled[cell] - chunk.values()[row * chunk.columns() + k];
            double error = values.columns() == 1 ? table[point][cell] - actual[cell] : scaledError;
            squares += error * error;
            errors.add(cell, actual[cell], table[point][cell], scaledError, pinball / levels.length);
        }
        squared = known == 0 ? 0 : squares / known;
        return actual;
    }

    /** Returns the pinball loss of a quantile. */
    static double pinball(double level, double actual, double quantile) {
        double under = actual - quantile;
        return Math.max(level * under, (level - 1) * under);
    }
}
