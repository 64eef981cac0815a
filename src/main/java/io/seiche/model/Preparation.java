package io.seiche.model;

import io.seiche.series.Columns;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesPipeline.SharedFit;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * The preparation of a table's rows for the network, repeated for forecasting and scoring.
 *
 * @param id column that identifies series, empty for a single series
 * @param time column of times
 * @param wide columns that are each a series, null for a long table, empty for all that are not time or covariate
 * @param columns targets and covariates
 * @param missing numbers that stand for a missing value in targets and covariates
 * @param series the policies, with the frequency that was found instead of {@code auto}
 * @param axis meaning of the times
 * @param fitted the scalers
 */
public record Preparation(
        String id,
        String time,
        List<String> wide,
        Columns columns,
        List<Double> missing,
        SeriesSpec series,
        TimeAxis axis,
        FittedScalers fitted)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Checks that the scalers are those of the columns.
     *
     * @throws IllegalArgumentException naming the scaler that is not
     */
    public Preparation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(axis, "axis");
        wide = wide == null ? null : List.copyOf(wide);
        missing = List.copyOf(missing);
        fitted.check(columns);
    }

    /** Returns the format of the time column, if other tables must have it: {@code number} for plain numbers. */
    public TimeFormat timeFormat() {
        return axis.kind() == TimeAxis.TimeKind.NUMBER ? TimeFormat.NUMBER : axis.format();
    }

    /** Returns the values fitted over all series. */
    public SharedFit sharedFit() {
        return new SharedFit(series.frequency(), fitted.shared(), fitted.statics(), columns.categories());
    }

    /** Returns the scaler of a series: its own, or the shared one; null for an unknown series where none is shared. */
    public Scaler scaler(String id) {
        return fitted.bySeries().getOrDefault(id, fitted.shared());
    }
}
