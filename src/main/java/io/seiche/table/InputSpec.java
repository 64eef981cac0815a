package io.seiche.table;

import io.seiche.series.Columns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The input table and the roles of its columns: the configuration block {@code input}.
 *
 * @param source source of the table; null if a Dataset is passed instead
 * @param id column that identifies the series; null or "" if there is one series
 * @param time column of times: dates, timestamps, text of either, or whole numbers
 * @param columns targets and covariates; for a wide table, the one target {@link #WIDE_TARGET}
 * @param wide columns that are one series each: null for a long table, an empty list for all columns that are not id,
 *     time or covariate
 * @param where predicate in Spark SQL that rows must meet, pushed down to the source; null or "" keeps all rows
 */
public record InputSpec(Source source, String id, String time, Columns columns, List<String> wide, String where)
        implements Serializable {
    /** Name of the target of a wide table. */
    public static final String WIDE_TARGET = "y";

    public InputSpec {
        id = id == null ? "" : id;
        where = where == null ? "" : where;
        if (time == null || time.isBlank()) {
            throw new IllegalArgumentException("input.time must name the column of times; whole numbers are accepted");
        }
        wide = wide == null ? null : List.copyOf(wide);
        if (wide != null && !columns.statics().isEmpty()) {
            throw new IllegalArgumentException("input.covariates.static must be empty with input.wide: the columns that"
                    + " become series share the other columns of their row");
        }
        if (wide != null && columns.label().isColumn()) {
            throw new IllegalArgumentException("input.label must follow from the target with input.wide, as rise() or"
                    + " above(30), was the column \"" + columns.label().text() + "\"");
        }
        Set<String> seen = new LinkedHashSet<>();
        List<String> all = new ArrayList<>(List.of(time));
        if (!id.isEmpty()) {
            all.add(id);
        }
        all.addAll(
                wide == null
                        ? columns.perRow()
                        : columns.perRow().subList(1, columns.perRow().size()));
        all.addAll(wide == null ? columns.statics() : wide);
        for (String name : all) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("input names column \"" + name + "\" twice; a column is one of id,"
                        + " time, target, past, future, static or label");
            }
        }
    }

    /** Creates the input of a long table, whose rows are one time of one series. */
    public static InputSpec tall(Source source, String id, String time, Columns columns) {
        return new InputSpec(source, id, time, columns, null, "");
    }

    /**
     * Creates the input of a wide table, whose rows are one time of many series, one column per series.
     *
     * @param series columns that become series; empty for all that are not time or covariate
     * @param past covariates shared by all series, known up to the cutoff
     * @param future covariates shared by all series, known for the rows to forecast
     */
    public static InputSpec wide(
            Source source, String time, List<String> series, List<String> past, List<String> future) {
        return new InputSpec(source, "", time, new Columns(List.of(WIDE_TARGET), past, future, List.of()), series, "");
    }

    /** Returns this input restricted to rows that meet a predicate. */
    public InputSpec where(String predicate) {
        return new InputSpec(source, id, time, columns, wide, predicate);
    }

    /** Returns this input with other columns. */
    public InputSpec with(Columns other) {
        return new InputSpec(source, id, time, other, wide, where);
    }

    /** Returns this input with the columns that become series. */
    InputSpec wide(List<String> series) {
        return new InputSpec(source, id, time, columns, series, where);
    }

    /** Returns this input with another source. */
    public InputSpec from(Source other) {
        return new InputSpec(other, id, time, columns, wide, where);
    }

    /** Returns true for a wide table, in which each of many columns is a series. */
    public boolean isWide() {
        return wide != null;
    }
}
