package io.seiche.model;

import io.seiche.series.Columns;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SharedFit;
import io.seiche.series.TimeAxis;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The preparation of a table's rows for the network, repeated for forecasting and scoring.
 *
 * @param id column that tells series apart, empty where there is one series
 * @param time column of times
 * @param wide columns that are each a series, null for a long table, empty for all that are not time or covariate
 * @param columns targets and covariates
 * @param series the policies, with the frequency that was found instead of {@code auto}
 * @param axis what times are
 * @param shared the scale of all series, null where each has its own
 * @param scalers each series' own scale as fitted on its training rows; empty where they share one
 * @param statics scale of the static covariates, in the order of {@link Columns#statics}; null where there are none
 */
public record Preparation(
        String id,
        String time,
        List<String> wide,
        Columns columns,
        SeriesSpec series,
        TimeAxis axis,
        Scaler shared,
        SortedMap<String, Scaler> scalers,
        Scaler statics)
        implements Serializable {
    private static final long serialVersionUID = 1;

    public Preparation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(axis, "axis");
        wide = wide == null ? null : List.copyOf(wide);
        scalers = Collections.unmodifiableSortedMap(new TreeMap<>(scalers));
        for (Map.Entry<String, Scaler> entry : scalers.entrySet()) {
            check("series \"" + entry.getKey() + "\"", entry.getValue(), columns.perRow());
        }
        if (shared != null) {
            check("all series", shared, columns.perRow());
        }
        if (statics != null) {
            check("static covariates", statics, columns.statics());
        } else if (!columns.statics().isEmpty()) {
            throw new IllegalArgumentException("static covariates " + columns.statics() + " must have a scaler");
        }
    }

    /** Returns the values fitted over all series. */
    public SharedFit sharedFit() {
        return new SharedFit(series.frequency(), shared, statics);
    }

    /** The scale of a series: its own, or the shared one; null where the model has not seen it and there is none. */
    public Scaler scaler(String id) {
        return scalers.getOrDefault(id, shared);
    }

    private static void check(String what, Scaler scaler, List<String> columns) {
        if (scaler.center().length != columns.size() || scaler.scale().length != columns.size()) {
            throw new IllegalArgumentException("the scaler of " + what + " must have " + columns.size()
                    + " columns, had " + scaler.center().length + " and " + scaler.scale().length);
        }
        for (int c = 0; c < columns.size(); c++) {
            if (!Double.isFinite(scaler.center()[c])
                    || !(Math.abs(scaler.scale()[c]) > 0)
                    || !Double.isFinite(scaler.scale()[c])) {
                throw new IllegalArgumentException("the scaler of " + what + " must have finite centers and scales"
                        + " other than 0; of column \"" + columns.get(c) + "\" they were " + scaler.center()[c]
                        + " and "
                        + scaler.scale()[c]);
            }
        }
    }
}
