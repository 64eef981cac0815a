package io.seiche.series;

import io.seiche.text.Words;

/**
 * Policy for several rows of one series with the same time. Rows of a table have no order, so rows are compared by
 * their first column, then by the second, and so on.
 */
public enum Duplicates {
    /** The data is refused. */
    ERROR,
    /** The smallest row is kept. */
    FIRST,
    /** The largest row is kept. */
    LAST,
    /** The rows are replaced by one row with the mean of each column; missing values are ignored. */
    MEAN;

    /** Returns the option of this name in {@code series.duplicates}. */
    public static Duplicates parse(String text) {
        return Words.choose("series.duplicates", text, Duplicates.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
