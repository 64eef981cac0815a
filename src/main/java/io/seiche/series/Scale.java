package io.seiche.series;

/** How a column is brought to a common size: the center that is taken off and the size that is divided by. */
public enum Scale {
    /** Mean 0 and population deviation 1. */
    STANDARD,
    /** From 0 (the smallest) to 1 (the largest). */
    MINMAX,
    /** Median 0 and distance between the quartiles 1. */
    ROBUST,
    /** As it is. */
    NONE;

    /** The option so named in {@code series.scale}. */
    public static Scale parse(String text) {
        return Choice.parse(Scale.class, "series.scale", text);
    }

    /** Its name in a configuration. */
    public String text() {
        return Choice.text(this);
    }
}
