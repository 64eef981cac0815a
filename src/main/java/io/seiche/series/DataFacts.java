package io.seiche.series;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The counts of a table over all its series, printed by {@code seiche inspect}.
 *
 * @param rows rows read
 * @param series number of series
 * @param windows number of windows by span
 * @param dropped number of unused windows by reason; reasons that did not occur are absent
 * @param frequency frequency of all series
 * @param axis meaning of the times ({@link TimeAxis#text} writes them)
 * @param first earliest time of a row used
 * @param last latest time of a row used
 * @param duplicates number of rows that repeat a time of their series
 * @param missing number of values that are null, NaN or infinite, by column in packing order
 * @param gaps number of gaps: places where clock steps have no row
 * @param gapSteps number of steps without a row in all gaps
 * @param filledRows number of rows inserted into gaps
 * @param droppedRows number of rows dropped for missing values
 * @param ahead number of future rows: covariates without a target
 * @param constantSeries number of series whose targets are constant in training
 * @param shortSeries number of series shorter than lookback + horizon
 * @param constantNames the first of the constant series, by name
 * @param shortNames the first of the short series, by name
 * @param perSeries counts of the first series, by name
 */
public record DataFacts(
        long rows,
        long series,
        Map<Span, Long> windows,
        Map<DropReason, Long> dropped,
        Frequency frequency,
        TimeAxis axis,
        long first,
        long last,
        long duplicates,
        Map<String, Long> missing,
        long gaps,
        long gapSteps,
        long filledRows,
        long droppedRows,
        long ahead,
        long constantSeries,
        long shortSeries,
        List<String> constantNames,
        List<String> shortNames,
        List<SeriesFacts> perSeries)
        implements Serializable {
    /** Returns the number of windows of a span. */
    public long windows(Span span) {
        return windows.getOrDefault(span, 0L);
    }

    /** Returns the first time as text. */
    public String firstText() {
        return axis.text(first);
    }

    /** Returns the last time as text. */
    public String lastText() {
        return axis.text(last);
    }
}
