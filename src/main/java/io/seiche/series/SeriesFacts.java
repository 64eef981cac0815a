package io.seiche.series;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The counts of one series.
 *
 * @param series identifier of the series
 * @param read number of rows of the table
 * @param rows number of rows after cleaning, including those inserted into gaps
 * @param first time of the first row after cleaning; 0 if there is none
 * @param last time of the last row after cleaning; 0 if there is none
 * @param frequency given or inferred frequency; {@link Frequency#AUTO} if there are too few rows to infer one
 * @param windows number of windows of each {@link Span}, by ordinal
 * @param dropped number of unused windows by reason
 * @param duplicates number of rows that repeat a time
 * @param missing number of values that are null, NaN or infinite, by column in the order of {@link Columns#perRow()}
 * @param gaps number of gaps: places where clock steps have no row
 * @param gapSteps number of steps without a row in all gaps
 * @param filledRows number of rows inserted into gaps
 * @param droppedRows number of rows dropped for missing values
 * @param ahead number of future rows: covariates without a target
 * @param constant true if every target is constant in training
 * @param problems defects for which the data is refused
 */
public record SeriesFacts(
        String series,
        long read,
        int rows,
        long first,
        long last,
        Frequency frequency,
        int[] windows,
        Map<DropReason, Long> dropped,
        long duplicates,
        long[] missing,
        long gaps,
        long gapSteps,
        long filledRows,
        long droppedRows,
        int ahead,
        boolean constant,
        List<RowDefect> problems)
        implements Serializable {
    /** Returns the number of windows of a span. */
    public int windows(Span span) {
        return windows[span.ordinal()];
    }

    /** Returns true if the series is shorter than lookback + horizon. */
    public boolean tooShort() {
        return dropped.containsKey(DropReason.SERIES_TOO_SHORT);
    }
}
