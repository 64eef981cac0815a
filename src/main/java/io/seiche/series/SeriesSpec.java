package io.seiche.series;

import io.seiche.text.Refusal;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The policies by which rows become series: the configuration block {@code series}.
 *
 * @param frequency step between rows, or {@link Frequency#AUTO} to infer it
 * @param gaps policy for steps without a row
 * @param duplicates policy for several rows with the same time
 * @param missing policy for values that are null, NaN or infinite
 * @param transform transform of the targets before scaling
 * @param scale scaling method, fitted on training rows only
 * @param scaleBy scope of a scaler: one series or all
 * @param timeZone time zone of days and of clock times without an offset; UTC by default
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
            throw Refusal.of(
                            "series.scale",
                            "= robust needs series.scaleBy = series: medians of single series do not merge into one"
                                    + " of all; use standard or minmax for a global scale")
                    .with("series.scaleBy");
        }
    }

    /** Returns these policies with another frequency. */
    public SeriesSpec with(Frequency other) {
        return new SeriesSpec(other, gaps, duplicates, missing, transform, scale, scaleBy, timeZone);
    }

    /** Returns these policies with another for gaps. */
    public SeriesSpec with(Gaps other) {
        return new SeriesSpec(frequency, other, duplicates, missing, transform, scale, scaleBy, timeZone);
    }

    /** Returns the policies that decide which rows there are, without what is done to their values. */
    public SeriesSpec ofRows() {
        return new SeriesSpec(
                frequency, gaps, duplicates, missing, Transform.NONE, Scale.NONE, ScaleBy.SERIES, timeZone);
    }

    /** Parses a time zone ({@code Europe/Berlin}, {@code UTC}, {@code +01:00}). */
    public static ZoneId zone(String text) {
        try {
            return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Refusal("series.timeZone", "be a zone like UTC, Europe/Berlin or +01:00", "\"" + text + "\"")
                    .because(e);
        }
    }
}
