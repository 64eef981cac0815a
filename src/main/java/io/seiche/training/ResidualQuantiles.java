package io.seiche.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of residuals by step of the horizon, recent residuals counting more: a residual that is {@link #MEMORY} horizons
 * older than the newest has 1/e of its weight. A step with few residuals borrows those of its neighbours. Half of the
 * median is subtracted from all quantiles: a bias of the past is only partly one of the future.
 */
final class ResidualQuantiles {
    /** Horizons after which a residual has 1/e of its weight. */
    private static final double MEMORY = 16;
    /** Rows that {@link #MEMORY} horizons are at least. */
    private static final double LEAST_ROWS = 128;
    /** Residuals of a step that a quantile needs; with fewer those of its neighbours are taken too. */
    private static final int ENOUGH = 60;

    private final int horizon;

    /** Creates quantiles for so many steps. */
    ResidualQuantiles(int horizon) {
        this.horizon = horizon;
    }

    /**
     * Residuals of some windows.
     *
     * @param values on the scale of the window, {@code [examples][horizon]}
     * @param spreads of the windows, {@code [examples]}
     * @param times of the first forecast row of each example
     * @param length time from the last row before the horizon to its last row, of any of them
     */
    record Residuals(float[] values, float[] spreads, long[] times, long length) implements Serializable {
        /** Returns all residuals on the scale of the chunk, part after part. */
        static float[] inUnits(List<Residuals> parts) {
            float[] all = new float
                    [parts.stream().mapToInt(part -> part.values.length).sum()];
            int at = 0;
            for (Residuals part : parts) {
                int horizon = part.values.length / Math.max(1, part.times.length);
                for (int i = 0; i < part.values.length; i++) {
                    all[at++] = part.values[i] * part.spreads[i / horizon];
                }
            }
            return all;
        }
    }

    /**
     * Returns the quantiles, {@code [levels][horizon]}.
     *
     * @param parts with at least one residual
     */
    float[] at(double[] levels, List<Residuals> parts) {
        int count = parts.stream().mapToInt(part -> part.times().length).sum();
        long newest = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.times()))
                .max()
                .orElseThrow();
        double[] weights = new double[count];
        float[] values = new float[count * horizon];
        double sum = 0;
        double squares = 0;
        int at = 0;
        for (Residuals part : parts) {
            double memory = Math.max(MEMORY, LEAST_ROWS / horizon) * Math.max(1, part.length());
            System.arraycopy(part.values(), 0, values, at * horizon, part.values().length);
            for (long time : part.times()) {
                double weight = StrictMath.exp((time - newest) / memory);
                weights[at++] = weight;
                sum += weight;
                squares += weight * weight;
            }
        }
        double effective = sum * sum / squares;
        int near = (int) Math.ceil(ENOUGH / effective);
        float[] quantiles = new float[levels.length * horizon];
        for (int h = 0; h < horizon; h++) {
            StepResiduals step =
                    new StepResiduals(values, weights, Math.max(0, h - near), Math.min(horizon, h + near + 1));
            double shift = 0.5 * step.quantile(0.5);
            for (int q = 0; q < levels.length; q++) {
                quantiles[q * horizon + h] = (float) (step.quantile(levels[q]) - shift);
            }
        }
        return quantiles;
    }

    /** The residuals of a step and its neighbours, in ascending order, and the middles of their shares of the weight. */
    private final class StepResiduals {
        final double[] sorted;
        final double[] shares;

        StepResiduals(float[] values, double[] weights, int from, int to) {
            int width = to - from;
            long[] keys =
                    new long[weights.length * width]; // a residual's order in the upper half, its place in the lower
            for (int i = 0; i < keys.length; i++) {
                float residual = values[i / width * horizon + from + i % width];
                keys[i] = (long) ordered(Float.floatToIntBits(residual)) << Integer.SIZE | i;
            }
            Arrays.sort(keys);
            sorted = new double[keys.length];
            shares = new double[keys.length];
            double sum = 0;
            for (int i = 0; i < keys.length; i++) {
                double weight = weights[(int) keys[i] / width];
                sorted[i] = Float.intBitsToFloat(ordered((int) (keys[i] >> Integer.SIZE)));
                shares[i] = sum + weight / 2;
                sum += weight;
            }
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= sum;
            }
        }

        /** Returns the bits of a float as a whole number of the same order, and the bits of such a number. */
        private static int ordered(int bits) {
            return bits ^ (bits >> 31 & Integer.MAX_VALUE);
        }

        double quantile(double level) {
            int place = Arrays.binarySearch(shares, level);
            if (place >= 0) {
                return sorted[place];
            }
            int high = -place - 1;
            if (high == 0 || high == sorted.length) {
                return sorted[Math.min(high, sorted.length - 1)];
            }
            double part = (level - shares[high - 1]) / (shares[high] - shares[high - 1]);
            return sorted[high - 1] + part * (sorted[high] - sorted[high - 1]);
        }
    }
}
