package io.seiche.table;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The source of a table: files at a path, a catalog table, or a query.
 *
 * @param kind kind of source
 * @param at the path, the table's name, or the query
 * @param format how files at a path are written: csv, parquet, orc, json, text (a row is a character, see {@link
 *     TextFiles}), or another source Spark knows
 * @param options for Spark's reader, by name
 */
public record Source(Kind kind, String at, String format, SortedMap<String, String> options) implements Serializable {
    /** Kind of source. */
    public enum Kind {
        PATH,
        TABLE,
        SQL;

        /** Returns the configuration key of the kind. */
        String key() {
            return "input." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Source {
        if (at == null || at.isBlank()) {
            throw new IllegalArgumentException(kind.key() + " must not be empty");
        }
        if (!format.matches("[a-z0-9_-]*")) {
            throw new IllegalArgumentException("input.format must be the short name of a source that Spark knows, such"
                    + " as csv or parquet, not a class; was \"" + format + "\"");
        }
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /**
     * Creates the source of files at a path; a format of null or "" is inferred from the path's ending, else Parquet.
     */
    public static Source path(String path, String format, Map<String, String> options) {
        String named = format == null || format.isBlank() ? ending(path) : format.toLowerCase(Locale.ROOT);
        return new Source(Kind.PATH, path, named, new TreeMap<>(options));
    }

    /** Creates the source of a table in Spark's catalog. */
    public static Source table(String name) {
        return new Source(Kind.TABLE, name, "", new TreeMap<>());
    }

    /** Creates the source of a query in Spark SQL. */
    public static Source sql(String query) {
        return new Source(Kind.SQL, query, "", new TreeMap<>());
    }

    /**
     * The one source a configuration names.
     *
     * @throws IllegalArgumentException unless exactly one of path, table and sql is given (not null, not blank)
     */
    public static Source of(String path, String table, String sql, String format, Map<String, String> options) {
        int given = given(path) + given(table) + given(sql);
        if (given != 1) {
            throw new IllegalArgumentException(
                    "input must have exactly one of path, table and sql; it has " + (given == 0 ? "none" : given));
        }
        return given(path) == 1 ? path(path, format, options) : given(table) == 1 ? table(table) : sql(sql);
    }

    private static int given(String text) {
        return text == null || text.isBlank() ? 0 : 1;
    }

    private static String ending(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst)$", "");
        for (String format : new String[] {"csv", "orc", "json"}) {
            if (name.endsWith("." + format)) {
                return format;
            }
        }
        return name.endsWith(".txt") ? TextFiles.FORMAT : "parquet";
    }
}
