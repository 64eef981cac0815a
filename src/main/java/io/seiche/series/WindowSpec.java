package io.seiche.series;

import io.seiche.text.Refusal;
import java.io.Serializable;

/**
 * The shape of the windows cut from every series.
 *
 * @param lookback steps the network reads, at least 1
 * @param horizon steps it forecasts, at least 1
 * @param stride rows between the starts of two neighbouring windows, at least 1
 * @param normalize the normaliser fitted to each window by itself
 * @param everyStep true if the network forecasts the next row at every step; windows then follow one another, and the
 *     last of a sequence may be shorter
 */
public record WindowSpec(int lookback, int horizon, int stride, Normalizer normalize, boolean everyStep)
        implements Serializable {
    public WindowSpec {
        check("lookback", lookback);
        check("horizon", horizon);
        check("stride", stride);
    }

    /** Creates windows whose forecast rows follow the lookback. */
    public WindowSpec(int lookback, int horizon, int stride, Normalizer normalize) {
        this(lookback, horizon, stride, normalize, false);
    }

    /** Returns windows of up to {@code steps} steps, with a forecast of the next row at every step. */
    public static WindowSpec sequences(int steps) {
        return new WindowSpec(steps, 1, steps, Normalizers.NONE, true);
    }

    private static void check(String what, int value) {
        if (value < 1) {
            throw new Refusal("window." + what, "be 1 or more", value);
        }
    }
}
