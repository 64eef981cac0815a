package io.seiche.series;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What was seen in a table, all series together: what {@code seiche inspect} prints.
 *
 * @param rows rows read
 * @param series how many there are
 * @param windows by span
 * @param dropped windows not used, by reason; reasons that did not occur are absent
 * @param frequency of all series
 * @param axis what times mean ({@link TimeAxis#text} writes them)
 * @param first earliest time of a row used
 * @param last latest time of a row used
 * @param duplicates rows that repeated a time of their series
 * @param missing values that were null, NaN or infinite, by column, in packing order
 * @param gaps places where steps of the clock had no row
 * @param gapSteps steps without a row in all
 * @param filledRows rows put into gaps
 * @param droppedRows rows left out for missing values
 * @param ahead rows to come: future covariates without a target
 * @param constantSeries how many series' targets do not vary in training
 * @param shortSeries how many series are shorter than lookback + horizon
 * @param constantNames the first of the constant series, by name
 * @param shortNames the first of the short series, by name
 * @param perSeries the facts of the first series, by name
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
    /** Windows of a span. */
    public long windows(Span span) {
        return windows.getOrDefault(span, 0L);
    }

    /** The first time as a person writes it. */
    public String firstText() {
        return axis.text(first);
    }

    /** The last time as a person writes it. */
    public String lastText() {
        return axis.text(last);
    }
}
