package io.seiche.series;

import io.seiche.text.Words;

/** Policy for values that are null, NaN or infinite. */
public enum Missing {
    /** The data is refused. */
    ERROR,
    /**
     * The row is dropped: with a clock frequency that leaves a gap, with {@code rows} its neighbours become adjacent.
     */
    DROP,
    /** The last known value of the column is repeated; rows before the first known value are dropped. */
    FORWARD_FILL,
    /**
     * The value is interpolated linearly, by row, between the known values around it. After the last known value, and
     * where the next known value belongs to a later part of the split, the last known value is repeated.
     */
    INTERPOLATE,
    /**
     * For inputs, the value one season earlier ({@link Frequency#season}); the last known value if there is none, or if the
     * frequency has no season. Losses and scores ignore the missing target. Rows before the first known value are dropped.
     */
    MASK;

    /** Returns true if values are filled, false if rows without a value are refused or dropped. */
    public boolean fills() {
        return this != ERROR && this != DROP;
    }

    /** Returns the option of this name in {@code series.missing}. */
    public static Missing parse(String text) {
        return Words.choose("series.missing", text, Missing.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
