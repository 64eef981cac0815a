package io.seiche.model;

import io.seiche.series.Columns;
import io.seiche.series.Scaler;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scalers of a model, as fitted on training rows.
 *
 * @param shared the scaler of all series, null where each has its own
 * @param bySeries each series' own scaler; empty where they share one
 * @param statics scaler of the static covariates, in the order of {@link Columns#statics}; null where there are none
 */
public record FittedScalers(Scaler shared, SortedMap<String, Scaler> bySeries, Scaler statics) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Copies the map. */
    public FittedScalers {
        bySeries = Collections.unmodifiableSortedMap(new TreeMap<>(bySeries));
    }

    /** One scaler for all series, and no static covariates. */
    public FittedScalers(Scaler shared) {
        this(shared, new TreeMap<>(), null);
    }

    /** Refuses scalers that are not those of the columns. */
    void check(Columns columns) {
        for (Map.Entry<String, Scaler> entry : bySeries.entrySet()) {
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
