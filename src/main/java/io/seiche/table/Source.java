package io.seiche.table;

import io.seiche.text.Refusal;
import io.seiche.text.WebAddress;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The source of a table: files at a path, a catalog table, a query, or a table of a database.
 *
 * @param kind kind of source
 * @param at the path, the table's name, or the query
 * @param format format of the files at a path, one of {@link FileFormat}; "" of other sources
 * @param options for Spark's reader, by name; {@link SourceOptions} lists those that are allowed, and those of a
 *     database are the ones of {@link JdbcTable}
 */
public record Source(SourceKind kind, String at, String format, SortedMap<String, String> options)
        implements Serializable {
    /** Wildcards, and folders of a partition, {@code day=2024-01-01}. */
    private static final Pattern PART_OF_A_TABLE = Pattern.compile("[*?\\[{=]");

    private static final Pattern ENDING =
            Pattern.compile("[.][A-Za-z][A-Za-z0-9]*([.](gz|bz2|zst|lz4|snappy|deflate))?$");

    private static final int LONGEST_NAME = 64;

    /** Kind of source. */
    public enum SourceKind {
        PATH,
        TABLE,
        SQL,
        JDBC;

        /** Returns the configuration key of the kind. */
        String key() {
            return "input." + Words.of(this) + (this == JDBC ? ".table" : "");
        }
    }

    public Source {
        if (at == null || at.isBlank()) {
            throw Refusal.of(kind.key(), "must not be empty");
        }
        if (kind == SourceKind.PATH) {
            FileFormat.checkReadable(format);
            WebAddress.refuse(kind.key(), at);
        }
        if (kind == SourceKind.JDBC) {
            options = JdbcTable.of(at, options).options();
        } else {
            SourceOptions.check(options);
        }
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /**
     * Creates the source of files at a path; a format of null or "" is inferred from the path's ending, else Parquet.
     */
    public static Source path(String path, String format, Map<String, String> options) {
        String named =
                format == null || format.isBlank() ? FileFormat.ofPath(path).text() : format.toLowerCase(Locale.ROOT);
        return new Source(SourceKind.PATH, path, named, new TreeMap<>(options));
    }

    /**
     * Returns a name for a model of the table: the last part of its path or name, in lower case and without a file's ending,
     * other characters than {@code [a-z0-9._-]} replaced by hyphens. A query has none.
     */
    public Optional<String> name() {
        if (kind == SourceKind.SQL) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(at.split(kind == SourceKind.PATH ? "/" : "[.]"));
        Collections.reverse(parts);
        return parts.stream()
                .filter(part -> kind != SourceKind.PATH
                        || !PART_OF_A_TABLE.matcher(part).find())
                .map(part -> kind == SourceKind.PATH ? ENDING.matcher(part).replaceFirst("") : part)
                .map(part -> part.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-")
                        .replaceAll("[.]{2,}", ".")
                        .replaceAll("^[._-]+|[._-]+$", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())))
                .findFirst();
    }

    /** Creates the source of a table in Spark's catalog. */
    public static Source table(String name) {
        return new Source(SourceKind.TABLE, name, "", new TreeMap<>());
    }

    /** Creates the source of a query in Spark SQL. */
    public static Source sql(String query) {
        return new Source(SourceKind.SQL, query, "", new TreeMap<>());
    }

    /** Creates the source of a table of a database. */
    public static Source jdbc(JdbcTable table) {
        return new Source(SourceKind.JDBC, table.table(), "", table.options());
    }

    /**
     * The one source a configuration names, unless it is a database.
     *
     * @throws IllegalArgumentException unless exactly one of path, table and sql is given (not null, not blank)
     */
    public static Source of(String path, String table, String sql, String format, Map<String, String> options) {
        Map<SourceKind, String> given = new EnumMap<>(SourceKind.class);
        given.put(SourceKind.PATH, path);
        given.put(SourceKind.TABLE, table);
        given.put(SourceKind.SQL, sql);
        given.values().removeIf(at -> at == null || at.isBlank());
        List<SourceKind> kinds = List.copyOf(given.keySet());
        if (kinds.isEmpty()) {
            throw Refusal.of(
                            SourceKind.PATH.key(),
                            "must be given, or input.table, input.sql or input.jdbc in its place")
                    .with(SourceKind.TABLE.key(), SourceKind.SQL.key());
        }
        if (kinds.size() > 1) {
            String other = kinds.get(1).key();
            throw Refusal.of(kinds.get(0).key(), "must be the only source, but " + other + " is given too; keep one")
                    .with(other);
        }
        return switch (kinds.get(0)) {
            case PATH -> path(path, format, options);
            case TABLE -> new Source(SourceKind.TABLE, table, "", new TreeMap<>(options));
            case SQL, JDBC -> sql(sql);
        };
    }
}
