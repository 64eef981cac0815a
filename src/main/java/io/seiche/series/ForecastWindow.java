package io.seiche.series;

import java.io.Serializable;

/**
 * The window from which a series is forecast, ready for {@link Batch#putInputs}: its last lookback rows, future rows if
 * there are future covariates, and the times of the steps to forecast.
 *
 * @param series identifier of the series
 * @param chunk the rows; null if the series is refused
 * @param cutoff offset in the chunk of the first row to forecast
 * @param last time of the last known row; 0 if there is none
 * @param next times of the rows to forecast, {@code [horizon]}
 * @param refused reason why the series cannot be forecast, with its remedy; null if it can
 */
public record ForecastWindow(String series, Chunk chunk, int cutoff, long last, long[] next, String refused)
        implements Serializable {}
