package io.seiche.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers for people: four significant digits, thousands separated, an exponent for very large or small ones. */
public final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** Returns the number as text, "undefined" for null and values that are not finite. */
    public static String show(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "undefined";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e12)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return value == 0
                ? "0"
                : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Returns a share as a signed percentage: {@code +12.3 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }
}
