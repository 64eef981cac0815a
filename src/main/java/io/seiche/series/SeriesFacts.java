package io.seiche.series;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The facts of one series.
 *
 * @param series its identifier
 * @param rows rows left after cleaning, those put into gaps included
 * @param first time of the first row left; 0 where there is none
 * @param last time of the last row left; 0 where there is none
 * @param frequency found or given; {@link Frequency#AUTO} where there are too few rows to find it
 * @param threeYears true if its training rows cover three years; of no meaning for times that are numbers
 * @param counts of the series
 * @param findings remarkable rows
 */
public record SeriesFacts(
        String series,
        int rows,
        long first,
        long last,
        Frequency frequency,
        boolean threeYears,
        DataCounts counts,
        RowFindings findings)
        implements Serializable {
    /**
     * Findings in the rows of a series.
     *
     * @param problems reasons to refuse the data
     * @param notes defects that the policies accept, but whose cause is known and has a better remedy
     * @param suspects numbers that may stand for a missing value
     */
    public record RowFindings(List<RowDefect> problems, List<RowDefect> notes, List<Suspect> suspects)
            implements Serializable {}

    /** Returns the reasons to refuse the data. */
    public List<RowDefect> problems() {
        return findings.problems();
    }

    /** The count. */
    public long count(Counter counter) {
        return counts.get(counter);
    }

    /** Windows of a span. */
    public int windows(Span span) {
        return (int) counts.windows(span);
    }

    /** Windows not used, by reason; reasons that did not occur are absent. */
    public Map<DropReason, Long> dropped() {
        return counts.dropped();
    }

    /** Returns true if every target is constant in training. */
    public boolean constant() {
        return counts.get(Counter.CONSTANT_SERIES) > 0;
    }

    /** Returns true if the series is shorter than lookback + horizon. */
    public boolean tooShort() {
        return counts.get(Counter.SHORT_SERIES) > 0;
    }
}
