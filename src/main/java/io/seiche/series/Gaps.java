package io.seiche.series;

import io.seiche.text.Words;

/** What becomes of steps of the clock that have no row. */
public enum Gaps {
    /** The series is broken there: no window reaches over a gap. */
    BREAK,
    /** The data is refused. */
    ERROR,
    /** Rows are put in that repeat the last values. */
    FORWARD_FILL,
    /**
     * Rows are put in on the straight line between the values around the gap; where the far end lies beyond the end of
     * training or validation, the last values are repeated, so that nothing leaks back.
     */
    INTERPOLATE,
    /** Rows are put in with targets of 0; covariates repeat their last values. */
    ZERO;

    /** The option so named in {@code series.gaps}. */
    public static Gaps parse(String text) {
        return Words.choose("series.gaps", text, Gaps.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
