package io.seiche.series;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What was seen in one series.
 *
 * @param series its identifier
 * @param read rows read, as they stood in the table
 * @param rows rows left after cleaning, those put into gaps included
 * @param first time of the first row left; 0 where there is none
 * @param last time of the last row left
 * @param frequency found or given; {@link Frequency#AUTO} where too few rows tell
 * @param windows of each {@link Span}, by ordinal
 * @param dropped windows not used, by reason
 * @param duplicates rows that repeated a time
 * @param missing values that were null, NaN or infinite, by column ({@link Columns#perRow()} order)
 * @param gaps places where steps of the clock had no row
 * @param gapSteps steps without a row in all
 * @param filledRows rows put into gaps
 * @param droppedRows rows left out for missing values
 * @param ahead rows to come: future covariates without a target
 * @param constant whether no target varies in training
 * @param problems reasons to refuse the data
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
    /** Windows of a span. */
    public int windows(Span span) {
        return windows[span.ordinal()];
    }

    /** Whether the series is shorter than lookback + horizon. */
    public boolean tooShort() {
        return dropped.containsKey(DropReason.SERIES_TOO_SHORT);
    }
}
