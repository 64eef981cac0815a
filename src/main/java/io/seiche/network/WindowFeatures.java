package io.seiche.network;

import io.seiche.series.Input;
import java.util.Arrays;

/**
 * The numbers that a network which frames a cell reads of each window, normalised by the window itself: {@code (value -
 * shift) / spread}. The shift is the last value or the mean, the spread the root mean square of what is left, at least a
 * tenth of the chunk's scale; both over the rows that exist. A row that does not exist is 0.
 *
 * <p>An example is one target of one window: example {@code target * size + window} of E.
 */
final class WindowFeatures {
    /** Smallest spread, on the scale of the chunk. */
    private static final double SMALLEST = 0.1;

    /** Rows read of an earlier year before the first and after the last row of the horizon. */
    private static final int BESIDE = 3;

    /** Rows whose mean is the level of an earlier year, where windows are normalised by their mean. */
    private static final int LEVEL_ROWS = 28;

    private final int lookback;
    private final int horizon;
    private final boolean mean;
    private final int[] years;
    private final int rows;
    private int examples;
    private float[] history = {}; // [rows][E], oldest first, NaN where there is no row
    private float[] shift = {}; // [E]
    private float[] spread = {}; // [E]
    private float[] level = {}; // [E], of an earlier year
    private double[] sums = {}; // [E]
    private int[] counts = {}; // [E]

    /**
     * The features of windows.
     *
     * @param mean true if the shift is the mean, else the last value
     * @param years rows between the forecast rows and those of earlier years to read
     * @param lags rows between the forecast rows and the earlier rows that {@link #season} is asked for
     */
    WindowFeatures(int lookback, int horizon, boolean mean, int[] years, int[] lags) {
        this.lookback = lookback;
        this.horizon = horizon;
        this.mean = mean;
        this.years = years.clone();
        this.rows = rows(lookback, mean, years, lags);
    }

    /** Rows before the first forecast row that are read of a window. */
    static int rows(int lookback, boolean mean, int[] years, int[] lags) {
        int most = lookback;
        for (int lag : lags) {
            most = Math.max(most, lag);
        }
        for (int year : years) {
            most = Math.max(most, year + Math.max(BESIDE, levelRows(lookback, mean)));
        }
        return most;
    }

    private static int levelRows(int lookback, boolean mean) {
        return mean ? Math.min(lookback, LEVEL_ROWS) : 1;
    }

    /** Numbers of an example that {@link #linear} writes. */
    int count() {
        return Math.addExact(lookback, Math.multiplyExact(years.length, horizon + 2 * BESIDE));
    }

    /** Reads the windows and fits shift and spread. */
    void read(Input input) {
        examples = input.targets() * input.size();
        history = Buffers.atLeast(history, rows * examples);
        input.history(rows, history);
        shift = Buffers.atLeast(shift, examples);
        spread = Buffers.atLeast(spread, examples);
        if (sums.length < examples) {
            sums = new double[examples];
            counts = new int[examples];
        }
        Arrays.fill(shift, 0, examples, 0f);
        if (mean) {
            mean(lookback, 1, shift);
        } else {
            lastValue();
        }
        fitSpread();
    }

    private void lastValue() {
        for (int e = 0; e < examples; e++) {
            int back = 1;
            while (back <= lookback && Float.isNaN(value(back, e))) {
                back++;
            }
            shift[e] = back <= lookback ? value(back, e) : 0f;
        }
    }

    /** Writes the means of the rows that exist, from {@code oldest} to {@code newest} rows back; NaN where there are none. */
    private void mean(int oldest, int newest, float[] to) {
        Arrays.fill(sums, 0, examples, 0);
        Arrays.fill(counts, 0, examples, 0);
        for (int back = oldest; back >= newest; back--) {
            int row = at(back);
            for (int e = 0; e < examples; e++) {
                float value = history[row + e];
                boolean there = !Float.isNaN(value);
                sums[e] += there ? value : 0;
                counts[e] += there ? 1 : 0;
            }
        }
        for (int e = 0; e < examples; e++) {
            to[e] = counts[e] == 0 ? Float.NaN : (float) (sums[e] / counts[e]);
        }
    }

    private void fitSpread() {
        Arrays.fill(sums, 0, examples, 0);
        Arrays.fill(counts, 0, examples, 0);
        for (int back = lookback; back >= 1; back--) {
            int row = at(back);
            for (int e = 0; e < examples; e++) {
                float rest = history[row + e] - shift[e];
                boolean there = !Float.isNaN(rest);
                sums[e] += there ? (double) rest * rest : 0;
                counts[e] += there ? 1 : 0;
            }
        }
        for (int e = 0; e < examples; e++) {
            double square = sums[e] / Math.max(1, counts[e]);
            spread[e] = (float) Math.max(Math.sqrt(square), SMALLEST);
            shift[e] = Float.isNaN(shift[e]) ? 0f : shift[e];
        }
    }

    private int at(int back) {
        return (rows - back) * examples;
    }

    private float value(int back, int example) {
        return history[at(back) + example];
    }

    int examples() {
        return examples;
    }

    float[] shift() {
        return shift;
    }

    float[] spread() {
        return spread;
    }

    /** Writes the natural logarithms of the spreads: {@code [E]} at an offset. */
    void logarithms(float[] to, int at) {
        for (int e = 0; e < examples; e++) {
            to[at + e] = (float) StrictMath.log(spread[e]);
        }
    }

    /** Writes the window, oldest row first, and the rows of earlier years: {@code [count][E]}. */
    void linear(float[] u) {
        int to = 0;
        for (int back = lookback; back >= 1; back--, to += examples) {
            normalized(back, shift, u, to);
        }
        level = Buffers.atLeast(level, examples);
        for (int year : years) {
            int levels = levelRows(lookback, mean);
            mean(year + levels, year + 1, level);
            for (int j = 1 - BESIDE; j <= horizon + BESIDE; j++, to += examples) {
                normalized(Math.max(1, year + 1 - j), level, u, to);
            }
        }
    }

    private void normalized(int back, float[] subtracted, float[] to, int at) {
        int row = at(back);
        for (int e = 0; e < examples; e++) {
            float value = (history[row + e] - subtracted[e]) / spread[e];
            to[at + e] = Float.isNaN(value) ? 0f : value;
        }
    }

    /** Writes the latest value that is known of a season before a step of the horizon, from 0: {@code [E]} at an offset. */
    void season(int lag, int step, float[] to, int at) {
        int back = lag - step % lag;
        normalized(back, shift, to, at);
    }
}
