package io.seiche.table;

import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.TimeFormat;
import io.seiche.text.Refusal;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param timeFormat format of the time column, for text and whole numbers
 * @param missing numbers that stand for a missing value in targets and covariates
 */
public record InputSpec(
        Source source,
        String id,
        String time,
        Columns columns,
        List<String> wide,
        String where,
        TimeFormat timeFormat,
        List<Double> missing)
        implements Serializable {
    /** Name of the target of a wide table. */
    public static final String WIDE_TARGET = "y";

    public InputSpec {
        id = id == null ? "" : id;
        where = where == null ? "" : where;
        Objects.requireNonNull(timeFormat, "input.timeFormat");
        missing = List.copyOf(missing);
        if (time == null || time.isBlank()) {
            throw Refusal.of("input.time", "must name the column of times; whole numbers are accepted");
        }
        wide = wide == null ? null : List.copyOf(wide);
        if (wide != null && !columns.statics().isEmpty()) {
            throw Refusal.of(
                            "input.covariates.static",
                            "must be empty with input.wide: the columns that become series share the other columns of"
                                    + " their row")
                    .with("input.wide");
        }
        if (wide != null && columns.label().isColumn()) {
            throw new Refusal(
                            "input.label",
                            "follow from the target with input.wide, as rise() or above(30)",
                            "the column \"" + columns.label().text() + "\"")
                    .with("input.wide");
        }
        checkCategories(id, columns, wide != null);
        Map<String, String> roles = new LinkedHashMap<>();
        take(roles, "input.time", List.of(time));
        take(roles, "input.target", wide == null ? columns.targets() : List.of());
        take(roles, "input.id", id.isEmpty() ? List.of() : List.of(id));
        take(roles, "input.wide", wide == null ? List.of() : wide);
        take(roles, "input.covariates.past", columns.past());
        take(roles, "input.covariates.future", columns.future());
        take(roles, "input.covariates.static", columns.statics());
        take(roles, "input.covariates.category", categoryColumns(columns));
        take(
                roles,
                "input.label",
                columns.label().isColumn() ? List.of(columns.label().text()) : List.of());
    }

    private static void checkCategories(String id, Columns columns, boolean wide) {
        List<String> named = categoryColumns(columns);
        if (wide && !named.isEmpty()) {
            throw new Refusal(
                            "input.covariates.category",
                            "be [" + Category.SERIES
                                    + "] or empty with input.wide: the columns that become series share the"
                                    + " other columns of their row",
                            named.toString())
                    .with("input.wide");
        }
        if (!id.isEmpty() && named.contains(id)) {
            throw Refusal.of(
                            "input.covariates.category",
                            "must name the series by the word " + Category.SERIES + ", not by the column \"" + id
                                    + "\" of input.id")
                    .with("input.id");
        }
        if (named.size() < columns.categories().size() && id.isEmpty() && !wide) {
            throw Refusal.of(
                            "input.covariates.category",
                            "must not hold the word " + Category.SERIES
                                    + " for a table of one series; name the column that tells series apart in input.id")
                    .with("input.id");
        }
    }

    private static List<String> categoryColumns(Columns columns) {
        return columns.categories().stream()
                .filter(category -> !category.isSeries())
                .map(Category::name)
                .toList();
    }

    /** Returns the columns of text that are categories. */
    public List<String> categoryColumns() {
        return categoryColumns(columns);
    }

    /** Returns the columns that are read as text, whatever they look like: the identifier and categories. */
    Set<String> identifiers() {
        Set<String> all = new LinkedHashSet<>(categoryColumns());
        if (!id.isEmpty()) {
            all.add(id);
        }
        return all;
    }

    /** Gives columns the role of a key; no column has two. */
    private static void take(Map<String, String> roles, String key, List<String> names) {
        for (String name : names) {
            String other = roles.put(name, key);
            if (other != null) {
                throw Refusal.of(
                                key,
                                "must not name column \"" + name + "\""
                                        + (other.equals(key) ? " twice" : ", which " + other + " names too")
                                        + "; each column has one role")
                        .with(other);
            }
        }
    }

    /** Creates the input of a long table, whose rows are one time of one series. */
    public static InputSpec tall(Source source, String id, String time, Columns columns) {
        return new InputSpec(source, id, time, columns, null, "", TimeFormat.AUTO, List.of());
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
        return new InputSpec(
                source,
                "",
                time,
                new Columns(List.of(WIDE_TARGET), past, future, List.of()),
                series,
                "",
                TimeFormat.AUTO,
                List.of());
    }

    /** Returns this input restricted to rows that meet a predicate. */
    public InputSpec where(String predicate) {
        return new InputSpec(source, id, time, columns, wide, predicate, timeFormat, missing);
    }

    /** Returns this input with the format of its time column; {@code auto} leaves the one it has. */
    public InputSpec times(TimeFormat format) {
        return format.isAuto() ? this : new InputSpec(source, id, time, columns, wide, where, format, missing);
    }

    /** Returns this input with numbers that stand for a missing value. */
    public InputSpec missing(List<Double> numbers) {
        return new InputSpec(source, id, time, columns, wide, where, timeFormat, numbers);
    }

    /** Returns this input with other columns. */
    public InputSpec with(Columns other) {
        return new InputSpec(source, id, time, other, wide, where, timeFormat, missing);
    }

    /** Returns this input with the columns that become series. */
    InputSpec wide(List<String> series) {
        return new InputSpec(source, id, time, columns, series, where, timeFormat, missing);
    }

    /** Returns this input with another source. */
    public InputSpec from(Source other) {
        return new InputSpec(other, id, time, columns, wide, where, timeFormat, missing);
    }

    /** Returns true for a wide table, in which each of many columns is a series. */
    public boolean isWide() {
        return wide != null;
    }
}
