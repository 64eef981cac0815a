package io.seiche.series;

import java.io.Serializable;

/**
 * The window of one series at an origin of a backtest: everything known before the cutoff that a forecast needs, and the
 * actual values after it, which nothing but the scores reads. Values after the cutoff are apart from the rows that
 * forecasters are given.
 *
 * @param window the rows before the cutoff; refused where the model cannot read them. {@code next} is empty where the
 *     series has no row before the cutoff or not enough rows after it to know its times
 * @param actual values of the targets, in the table's units, {@code [horizon][targets]}; NaN where there is no row
 * @param past the rows before the cutoff in the table's units
 */
public record OriginWindow(ForecastWindow window, double[] actual, Past past) implements Serializable {
    /**
     * The season before a cutoff.
     *
     * @param rows number of rows before the cutoff
     * @param season values that a seasonal forecast repeats, {@code [horizon][targets]}; empty where there is no row
     * @param repeats number of rows that are repeated: the season, or 1 where the series has fewer rows
     * @param differences absolute values of y_t - y_{t-repeats} over the rows before the cutoff where the table has both, a
     *     target after the other, ascending: {@code [targets][pairs]}
     * @param last rows of a forecaster that reads no window: up to a lookback before the cutoff, one for each step, oldest first,
     *     {@code [targets][rows]}; steps without a row have the value of {@code repeats} rows before. Empty where the model reads
     *     the window
     */
    public record Past(int rows, double[] season, int repeats, double[][] differences, double[][] last)
            implements Serializable {}
}
