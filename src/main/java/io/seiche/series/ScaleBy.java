package io.seiche.series;

import io.seiche.text.Words;

/** Scope of a scaler. */
public enum ScaleBy {
    /** Each series has a scaler of its own. */
    SERIES,
    /** All series share one scaler. */
    GLOBAL;

    /** Returns the option of this name in {@code series.scaleBy}. */
    public static ScaleBy parse(String text) {
        return Words.choose("series.scaleBy", text, ScaleBy.class);
    }

    /** Returns the name used in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
