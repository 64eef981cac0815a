package io.seiche.loss;

import io.seiche.math.Grid;
import io.seiche.math.Sequence;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shape and meaning of what a forecasting network outputs for a window: {@code [blocks][horizon][targets]}. Everything
 * that reads a forecast out of a network's output reads it here.
 *
 * <p>Forecasts are on the scale of the batch: its window normalisation, the series' scaler and the transform are still
 * to be undone.
 *
 * @param blocks numbers per target value and their meaning
 * @param values layout of the target values of a window, {@code [horizon][targets]}
 */
public record Answers(Blocks blocks, Grid values) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The outputs of a network trained with a loss. */
    public static Answers of(Loss loss, int horizon, int targets) {
        return new Answers(loss.blocks(), new Grid(horizon, targets));
    }

    /** Numbers the network outputs for a window: blocks x horizon x targets. */
    public int outputs() {
        return blocks.count() * values.size();
    }

    /**
     * Quantile levels of the forecasts that {@link #read} returns, increasing; 0.5 alone for a point forecast. A distribution
     * has those of the ends of intervals of 20, 40, 60, 80, 90 and 95 %, and the median.
     */
    public double[] levels() {
        return blocks.forecastLevels();
    }

    /** Returns the intervals, in whole per cent and ascending, of which both ends are {@link #levels}. */
    public List<Integer> intervals() {
        return IntStream.range(1, 100)
                .filter(percent -> lower(percent) >= 0 && upper(percent) >= 0)
                .boxed()
                .toList();
    }

    /** Returns the position in {@link #levels} of the lower end of an interval of so many per cent; negative if it is none. */
    public int lower(int percent) {
        return position((100 - percent) / 200.0);
    }

    /** Returns the position in {@link #levels} of the upper end of an interval of so many per cent; negative if it is none. */
    public int upper(int percent) {
        return position((100 + percent) / 200.0);
    }

    private int position(double level) {
        double[] levels = levels();
        return IntStream.range(0, levels.length)
                .filter(i -> Math.abs(levels[i] - level) < 1e-9)
                .findFirst()
                .orElse(-1);
    }

    /** Returns the smallest forecast, in the table's units: forecasts below it are raised to it; negative infinity for none. */
    public double minimum() {
        return blocks.minimum();
    }

    /** Quantile level of each block of the output, in its order; 0.5 alone where blocks are not quantiles. */
    public double[] blockLevels() {
        return blocks.levels().isEmpty()
                ? new double[] {Blocks.MEDIAN}
                : blocks.levels().stream().mapToDouble(level -> level).toArray();
    }

    /**
     * Returns the point forecast of one target value.
     *
     * @param output a network's output of one step, {@code [1][outputs][batch]}
     * @param value position in {@link #values}
     * @param example position in the batch
     */
    public float point(Sequence output, int value, int example) {
        return blocks.ofDistribution()
                ? quantile(output, Blocks.MEDIAN, value, example)
                : forecast(output, blocks.point(), value, example);
    }

    /**
     * Returns the forecast of one quantile level of one target value.
     *
     * @param output a network's output of one step, {@code [1][outputs][batch]}
     * @param level position in {@link #levels}
     * @param value position in {@link #values}
     * @param example position in the batch
     */
    public float level(Sequence output, int level, int value, int example) {
        return blocks.ofDistribution()
                ? quantile(output, blocks.forecastLevels()[level], value, example)
                : forecast(output, blocks.forecasts()[level], value, example);
    }

    /**
     * Returns all forecasts of a batch.
     *
     * @param output a network's output of one step, {@code [1][outputs][batch]}
     * @param forecasts array to fill, replaced when too short
     * @return {@code [levels][horizon * targets][batch]}
     */
    public float[] read(Sequence output, float[] forecasts) {
        double[] levels = levels();
        int[] order = blocks.forecasts();
        int batch = output.batch();
        int length = levels.length * values.size() * batch;
        float[] filled = forecasts.length < length ? new float[length] : forecasts;
        for (int level = 0, at = 0; level < levels.length; level++) {
            for (int value = 0; value < values.size(); value++) {
                for (int example = 0; example < batch; example++) {
                    filled[at++] = blocks.ofDistribution()
                            ? quantile(output, levels[level], value, example)
                            : forecast(output, order[level], value, example);
                }
            }
        }
        return filled;
    }

    /** Returns a quantile of the distribution of a target value. */
    private float quantile(Sequence output, double level, int value, int example) {
        double[] p = new double[blocks.count()];
        for (int block = 0; block < p.length; block++) {
            p[block] = number(output, block, value, example);
        }
        return (float) blocks.distribution().quantile(p, level);
    }

    private float forecast(Sequence output, int block, int value, int example) {
        return blocks.link().forecast(number(output, block, value, example));
    }

    private float number(Sequence output, int block, int value, int example) {
        int feature = block * values.size() + value;
        return output.values()[output.offset() + feature * output.batch() + example];
    }
}
