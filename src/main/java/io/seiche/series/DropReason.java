package io.seiche.series;

import io.seiche.text.Words;

/** Why a window that would fit into a series by its number of rows is not used. */
public enum DropReason {
    /** It would reach over steps without a row. */
    GAP,
    /** It would reach over rows left out for their missing values. */
    MISSING,
    /** Its forecast rows lie on both sides of a boundary between training, validation and test. */
    SPLIT_BOUNDARY,
    /** Its forecast begins among the rows of the embargo. */
    EMBARGO,
    /** Its forecast rows lie before training begins or behind the end of test. */
    OUTSIDE_SPLIT,
    /** The series is shorter than lookback + horizon: it counts as one window. */
    SERIES_TOO_SHORT;

    /** Its name in reports. */
    public String text() {
        return Words.of(this);
    }
}
