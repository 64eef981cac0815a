package io.seiche.series;

import io.seiche.text.Words;

/** What becomes of several rows of one series with the same time. A table's rows have no order, so the first of them is the smallest: by the first column, then the second, and so on. */
public enum Duplicates {
    /** The data is refused. */
    ERROR,
    /** The smallest row is kept. */
    FIRST,
    /** The largest row is kept. */
    LAST,
    /** One row with the mean of each column, missing values left out. */
    MEAN;

    /** The option so named in {@code series.duplicates}. */
    public static Duplicates parse(String text) {
        return Words.choose("series.duplicates", text, Duplicates.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
