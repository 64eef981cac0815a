package io.seiche.series;

/** Which rows share a scaler. */
public enum ScaleBy {
    /** Each series has its own. */
    SERIES,
    /** One for all series. */
    GLOBAL;

    /** The option so named in {@code series.scaleBy}. */
    public static ScaleBy parse(String text) {
        return Choice.parse(ScaleBy.class, "series.scaleBy", text);
    }

    /** Its name in a configuration. */
    public String text() {
        return Choice.text(this);
    }
}
