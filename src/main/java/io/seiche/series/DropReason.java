package io.seiche.series;

import io.seiche.text.Words;

/** Reason for not using a window that fits into a series by its number of rows. */
public enum DropReason {
    /** It would span steps without a row. */
    GAP,
    /** It would span rows dropped for missing values. */
    MISSING,
    /** Its forecast rows lie on both sides of a boundary between training, validation and test. */
    SPLIT_BOUNDARY,
    /** Its forecast begins among the rows of the embargo. */
    EMBARGO,
    /** Its forecast rows are before the start of training or after the end of test. */
    OUTSIDE_SPLIT,
    /** The series is shorter than lookback + horizon; it counts as one window. */
    SERIES_TOO_SHORT;

    /** Returns the name used in reports. */
    public String text() {
        return Words.of(this);
    }
}
