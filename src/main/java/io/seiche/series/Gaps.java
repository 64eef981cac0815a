package io.seiche.series;

import io.seiche.text.Words;

/** Policy for clock steps that have no row. */
public enum Gaps {
    /** The series is broken at the gap: no window spans it. */
    BREAK,
    /** The data is refused. */
    ERROR,
    /** Rows are inserted that repeat the last values. */
    FORWARD_FILL,
    /**
     * Rows are inserted by linear interpolation between the values around the gap. Where the value after the gap
     * belongs to a later part of the split, the last values are repeated instead, so that no later part leaks into an
     * earlier one.
     */
    INTERPOLATE,
    /** Rows are inserted with targets of 0; covariates repeat their last values. */
    ZERO,
    /**
     * Rows are inserted with the values of one season earlier, for inputs only: losses and scores ignore them, as with
     * {@link Missing#MASK}.
     */
    MASK;

    /** Returns true if rows are inserted, false if the data is refused or the series broken. */
    public boolean fills() {
        return this != BREAK && this != ERROR;
    }

    /** Returns the option of this name in {@code series.gaps}. */
    public static Gaps parse(String text) {
        return Words.choose("series.gaps", text, Gaps.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
