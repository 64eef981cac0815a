package io.seiche.series;

import io.seiche.text.Words;

/** What becomes of values that are null, NaN or infinite. */
public enum Missing {
    /** The data is refused. */
    ERROR,
    /** The row is left out: by a clock frequency that leaves a gap, by {@code rows} its neighbours become adjacent. */
    DROP,
    /** The last known value of the column is repeated; rows before the first known one are left out. */
    FORWARD_FILL,
    /**
     * The straight line, by row, between the known values around it; beyond the last known one, and where the next one
     * lies beyond the end of training or validation, the last known value is repeated.
     */
    INTERPOLATE;

    /** The option so named in {@code series.missing}. */
    public static Missing parse(String text) {
        return Words.choose("series.missing", text, Missing.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
