package io.seiche.series;

import java.util.EnumSet;
import java.util.Set;

/**
 * The counters of a series' data and of a table's, the sum over its series: the one list from which sums, JSON and
 * views are made.
 */
public enum Counter {
    /** Rows read, as they stood in the table. */
    ROWS("rows", "rows"),
    /** Series. */
    SERIES("series", "series"),
    /** Rows that repeated a time of their series. */
    DUPLICATES("duplicates", "duplicated times"),
    /** Rows that are not at the beginning of a day, in a column that was taken for days. */
    TIMES_OF_DAY("timesOfDay", "times of day"),
    /** Places where steps of the clock had no row. */
    GAPS("gaps", "gaps"),
    /** Steps of the clock without a row. */
    GAP_STEPS("gapSteps", "steps without a row"),
    /** Rows put into gaps. */
    FILLED_ROWS("filledRows", "rows put into gaps"),
    /** Rows left out for missing values. */
    DROPPED_ROWS("droppedRows", "rows left out for missing values"),
    /** Rows to come: future covariates without a target. */
    AHEAD("ahead", "rows still to come"),
    /** Training rows with a negative target. */
    NEGATIVE_ROWS("negativeRows", "training rows with a negative target"),
    /** Series in which no target varies in training. */
    CONSTANT_SERIES("constantSeries", "constant series"),
    /** Series shorter than lookback + horizon. */
    SHORT_SERIES("shortSeries", "series too short");

    private static final Set<Counter> OTHERS = EnumSet.of(ROWS, SERIES, TIMES_OF_DAY, NEGATIVE_ROWS);

    private final String key;
    private final String label;

    Counter(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** Its name in a view. */
    public String label() {
        return label;
    }

    /** Returns true if the counter is a finding that a user should check, not a size or what only the program asks. */
    public boolean isCheck() {
        return !OTHERS.contains(this);
    }
}
