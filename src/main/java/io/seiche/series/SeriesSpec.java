package io.seiche.series;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * How rows become series: the policies of the configuration block {@code series}.
 *
 * @param frequency steps of the clock, or of rows, or to be found out
 * @param gaps what becomes of steps without a row
 * @param duplicates what becomes of several rows with one time
 * @param missing what becomes of values that are null, NaN or infinite
 * @param transform what is done to the targets
 * @param scale how columns are scaled; fitted on training rows alone
 * @param scaleBy whether series share a scaler
 * @param timeZone where days begin and what clock times without an offset mean; UTC unless said otherwise ({@code
 *     series.timeZone})
 */
public record SeriesSpec(
        Frequency frequency,
        Gaps gaps,
        Duplicates duplicates,
        Missing missing,
        Transform transform,
        Scale scale,
        ScaleBy scaleBy,
        ZoneId timeZone)
        implements Serializable {
    public SeriesSpec {
        Objects.requireNonNull(frequency, "series.frequency");
        Objects.requireNonNull(gaps, "series.gaps");
        Objects.requireNonNull(duplicates, "series.duplicates");
        Objects.requireNonNull(missing, "series.missing");
        Objects.requireNonNull(transform, "series.transform");
        Objects.requireNonNull(scale, "series.scale");
        Objects.requireNonNull(scaleBy, "series.scaleBy");
        Objects.requireNonNull(timeZone, "series.timeZone");
        if (scale == Scale.ROBUST && scaleBy == ScaleBy.GLOBAL) {
            throw new IllegalArgumentException(
                    "series.scale = robust needs series.scaleBy = series: medians of series do"
                            + " not add up to a median of all; use standard or minmax for a global scale");
        }
    }

    /** What a configuration without a {@code series} block means. */
    public static SeriesSpec defaults() {
        return new SeriesSpec(
                Frequency.AUTO,
                Gaps.BREAK,
                Duplicates.ERROR,
                Missing.ERROR,
                Transform.NONE,
                Scale.STANDARD,
                ScaleBy.SERIES,
                ZoneOffset.UTC);
    }

    /** The time zone so named ({@code Europe/Berlin}, {@code UTC}, {@code +01:00}). */
    public static ZoneId zone(String text) {
        try {
            return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "series.timeZone must be a zone like UTC, Europe/Berlin or +01:00; was \"" + text + "\"", e);
        }
    }
}
