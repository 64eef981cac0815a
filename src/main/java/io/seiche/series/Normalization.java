package io.seiche.series;

/** What is taken out of every window before the network sees it, and put back into what it answers. */
public enum Normalization {
    /** Nothing. */
    NONE,
    /** Each target's last value inside the lookback is subtracted; the scale stays. */
    LAST,
    /** Each target's mean inside the lookback is subtracted and the rest divided by its population deviation. */
    MEAN_STD;

    /** The option so named in {@code window.normalize}. */
    public static Normalization parse(String text) {
        return Choice.parse(Normalization.class, "window.normalize", text);
    }

    /** Its name in a configuration. */
    public String text() {
        return Choice.text(this);
    }
}
