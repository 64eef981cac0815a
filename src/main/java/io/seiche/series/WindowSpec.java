package io.seiche.series;

import java.io.Serializable;

/**
 * The shape of the windows cut from every series.
 *
 * @param lookback steps the network sees, at least 1
 * @param horizon steps it forecasts, at least 1
 * @param stride rows between the starts of two neighbouring windows, at least 1
 * @param normalize what is taken out of each window by itself
 */
public record WindowSpec(int lookback, int horizon, int stride, Normalization normalize) implements Serializable {
    public WindowSpec {
        check("lookback", lookback);
        check("horizon", horizon);
        check("stride", stride);
    }

    private static void check(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("window." + what + " must be 1 or more, was " + value);
        }
    }
}
