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
 * @param minimum rows that must exist before the forecast rows, from 1 to the lookback. A window near the start of its
 *     series may have fewer rows than the lookback; the others are absent
 * @param context rows before the lookback that a chunk holds where they exist, for a network that reads single rows of
 *     long ago; 0 or more
 */
public record WindowSpec(
        int lookback, int horizon, int stride, Normalizer normalize, boolean everyStep, int minimum, int context)
        implements Serializable {
    public WindowSpec {
        check("lookback", lookback);
        check("horizon", horizon);
        check("stride", stride);
        check("minimum", minimum);
        if (minimum > lookback) {
            throw Refusal.of(
                            "window.minimum",
                            "must be at most window.lookback, " + lookback + ", was " + minimum
                                    + "; a window reads no more rows than the lookback")
                    .with("window.lookback");
        }
        if (context < 0) {
            throw new IllegalArgumentException("context must be 0 rows or more, was " + context);
        }
    }

    /** Creates windows whose forecast rows follow the lookback. */
    public WindowSpec(int lookback, int horizon, int stride, Normalizer normalize) {
        this(lookback, horizon, stride, normalize, false, lookback, 0);
    }

    /** Returns the same windows with fewer rows that must exist before the forecast rows. */
    public WindowSpec minimum(int rows) {
        return new WindowSpec(lookback, horizon, stride, normalize, everyStep, rows, context);
    }

    /** Returns the same windows with rows before the lookback, in chunks that hold them. */
    public WindowSpec context(int rows) {
        return new WindowSpec(lookback, horizon, stride, normalize, everyStep, minimum, rows);
    }

    /** Returns the same windows with another horizon and stride. */
    public WindowSpec ahead(int otherHorizon, int otherStride) {
        return new WindowSpec(lookback, otherHorizon, otherStride, normalize, everyStep, minimum, context);
    }

    /** The most rows before its forecast rows that anything reads of a window. */
    public int reach() {
        return lookback + context;
    }

    /** Returns windows of up to {@code steps} steps, with a forecast of the next row at every step. */
    public static WindowSpec sequences(int steps) {
        return new WindowSpec(steps, 1, steps, Normalizers.NONE, true, steps, 0);
    }

    private static void check(String what, int value) {
        if (value < 1) {
            throw new Refusal("window." + what, "be 1 or more", value);
        }
    }
}
