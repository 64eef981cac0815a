package io.seiche.series;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a table, all series together, as {@code seiche inspect} prints them.
 *
 * @param counts over all series
 * @param columns of the table, in packing order
 * @param frequency of all series
 * @param axis meaning of the times; {@link TimeAxis#text} writes them
 * @param first earliest time of a row used
 * @param last latest time of a row used
 * @param listed the series that are listed by name
 * @param warnings sentences about numbers that may stand for a missing value, those of most rows first, and about rows
 *     that are double or absent since the clock was moved
 */
public record DataFacts(
        DataCounts counts,
        List<String> columns,
        Frequency frequency,
        TimeAxis axis,
        long first,
        long last,
        Listed listed,
        List<String> warnings)
        implements Serializable {
    /**
     * The first series of a kind, by name.
     *
     * @param constant names of constant series
     * @param tooShort names of series shorter than lookback + horizon
     * @param series facts of series
     * @param suspects numbers that may stand for a missing value, by column
     */
    public record Listed(List<String> constant, List<String> tooShort, List<SeriesFacts> series, List<Suspect> suspects)
            implements Serializable {}

    /** The count over all series. */
    public long count(Counter counter) {
        return counts.get(counter);
    }

    /** Rows read. */
    public long rows() {
        return counts.get(Counter.ROWS);
    }

    /** Number of series. */
    public long series() {
        return counts.get(Counter.SERIES);
    }

    /** Windows of a span. */
    public long windows(Span span) {
        return counts.windows(span);
    }

    /** Windows not used, by reason; reasons that did not occur are absent. */
    public Map<DropReason, Long> dropped() {
        return counts.dropped();
    }

    /** Values that were null, NaN or infinite, by column. */
    public Map<String, Long> missing() {
        Map<String, Long> missing = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            missing.put(columns.get(column), counts.missing(column));
        }
        return missing;
    }

    /** Every {@linkplain Counter#isCheck check} by its label, and the missing values of the columns that have some. */
    public Map<String, Long> checks() {
        Map<String, Long> checks = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            if (counter.isCheck()) {
                checks.put(counter.label() + names(counter), counts.get(counter));
            }
        }
        checks.put("missing values", counts.missing());
        missing().forEach((column, n) -> {
            if (n > 0) {
                checks.put("missing in " + column, n);
            }
        });
        return checks;
    }

    private String names(Counter counter) {
        List<String> names = counter == Counter.CONSTANT_SERIES
                ? listed.constant()
                : counter == Counter.SHORT_SERIES ? listed.tooShort() : List.of();
        return names.isEmpty() || names.equals(List.of("")) ? "" : " (" + String.join(", ", names) + ")";
    }

    /** The first time as a person writes it; "" if no row is used. */
    public String firstText() {
        return first > last ? "" : axis.text(first);
    }

    /** The last time as a person writes it; "" if no row is used. */
    public String lastText() {
        return first > last ? "" : axis.text(last);
    }
}
