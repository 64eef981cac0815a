package io.seiche.evaluation;

import io.seiche.series.Frequency;
import java.io.Serializable;
import java.util.Optional;

/**
 * The number of rows after which a series is taken to repeat.
 *
 * @param length rows, at least 1; 1 means no season
 * @param reason its origin, in words
 */
public record Season(int length, String reason) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns the configured season, else the frequency's own, else what the training rows show. */
    static Season choose(EvaluationSpec spec, Frequency frequency, Autocorrelation training) {
        return known(spec, frequency).orElseGet(training::season);
    }

    /** Returns the configured season, else the frequency's own. */
    public static Optional<Season> known(EvaluationSpec spec, Frequency frequency) {
        return spec.season() == EvaluationSpec.AUTO
                ? of(frequency)
                : Optional.of(new Season(spec.season(), "as configured"));
    }

    /**
     * Returns a warning if windows begin every so many rows and this is a multiple of the season: all training windows of a
     * series then begin at the same place of the season, and those of the other spans may begin at another.
     *
     * @param stride rows between the starts of windows
     */
    public Optional<String> strideWarning(int stride) {
        return length < 2 || stride % length != 0
                ? Optional.empty()
                : Optional.of(
                        "window.stride = " + stride + " is a multiple of the season of " + length + " rows (" + reason
                                + "): the training windows of a series all begin at one place of it, and windows of validation and test"
                                + " may begin at another, which the network never sees; choose a stride such as "
                                + (stride > 2 ? stride - 1 : stride + 1));
    }

    /**
     * The season a frequency goes with: the day for anything shorter, the week for days, the year for weeks, months and
     * quarters.
     */
    public static Optional<Season> of(Frequency frequency) {
        int rows = frequency.season();
        return rows == 1 ? Optional.empty() : Optional.of(new Season(rows, reason(frequency.unit())));
    }

    private static String reason(Frequency.Unit unit) {
        return switch (unit) {
            case DAY -> "a week of days";
            case WEEK -> "a year of weeks";
            case BUSINESS_DAY -> "a week of business days";
            case HALF_MONTH -> "a year of half months";
            case MONTH, MONTH_WEEKDAY, MONTH_END, BUSINESS_MONTH, BUSINESS_MONTH_END -> "a year of months";
            case QUARTER -> "a year of quarters";
            default -> "a day of rows";
        };
    }
}
