package io.seiche.series;

import java.io.Serializable;

/**
 * The end of one series, ready for {@link Batch#putInputs}: its last lookback rows, the rows to come as far as future
 * covariates need them, and the times of the steps to forecast.
 *
 * @param series its identifier
 * @param chunk the rows; null where it is refused
 * @param cutoff offset in the chunk of the first row to forecast
 * @param last time of the last known row; 0 where there is none
 * @param next times of the rows to forecast, {@code [horizon]}
 * @param refused why the series cannot be continued, and what would help; null where it can
 */
public record ForecastWindow(String series, Chunk chunk, int cutoff, long last, long[] next, String refused)
        implements Serializable {}
