package io.seiche.series;

import io.seiche.text.Words;

/** Which rows share a scaler. */
public enum ScaleBy {
    /** Each series has its own. */
    SERIES,
    /** One for all series. */
    GLOBAL;

    /** The option so named in {@code series.scaleBy}. */
    public static ScaleBy parse(String text) {
        return Words.choose("series.scaleBy", text, ScaleBy.class);
    }

    /** Its name in a configuration. */
    public String text() {
        return Words.of(this);
    }
}
