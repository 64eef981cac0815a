package io.seiche.table;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The formats of tables and of forecasts: the one list of their names, endings and options. No other source is read or
 * written by its name, since Spark loads a class for any other name; the catalog has tables of other sources.
 */
public enum FileFormat {
    /**
     * Values separated by commas or tabs; the first line of a file names its columns, and all files have the same
     * header. Quotes are those of RFC 4180: a quote within quotes is doubled.
     */
    CSV(Use.READ_AND_WRITE, ".csv", ".tsv", ".tab") {
        @Override
        void addReaderOptions(String path, Map<String, String> options) {
            // FAILFAST refuses rows of more or fewer fields than the header; without all columns Spark does not count
            // them.
            options.putIfAbsent("header", "true");
            options.putIfAbsent("enforceSchema", "false");
            options.putIfAbsent("mode", "FAILFAST");
            options.put("columnPruning", "false");
            String quote = options.getOrDefault("quote", "\"");
            if (!quote.isEmpty()) {
                options.putIfAbsent("escape", quote);
            }
            if (endsWith(path, ".tsv", ".tab") && !options.containsKey("delimiter")) {
                options.putIfAbsent("sep", "\t");
            }
            if (encoding(options).toUpperCase(Locale.ROOT).matches("UTF-?(16|32).*")) {
                options.putIfAbsent("multiLine", "true"); // Spark splits lines at single bytes
            }
        }

        @Override
        Map<String, String> writer() {
            // Spark takes blanks from both ends of a text unless it is told not to.
            return Map.of(
                    "header",
                    "true",
                    "escape",
                    "\"",
                    "ignoreLeadingWhiteSpace",
                    "false",
                    "ignoreTrailingWhiteSpace",
                    "false");
        }
    },
    /** Parquet, the format of a path without a known ending. */
    PARQUET(Use.READ_AND_WRITE, ".parquet"),
    /** ORC. */
    ORC(Use.READ_AND_WRITE, ".orc"),
    /** JSON, an object per line. */
    JSON(Use.READ_AND_WRITE, ".json", ".jsonl", ".ndjson") {
        @Override
        void addReaderOptions(String path, Map<String, String> options) {
            options.putIfAbsent("mode", "FAILFAST"); // else a line that is not JSON is a row of nulls
        }
    },
    /** Text, a row per character: see {@link TextFiles}. */
    TEXT(Use.READ, ".txt"),
    /** Avro, which needs a package of Spark's. */
    AVRO(Use.EXTERNAL),
    /** A Delta Lake table at a path, which needs a package. */
    DELTA(Use.EXTERNAL),
    /** An Iceberg table at a path or of a catalog, which needs a package. */
    ICEBERG(Use.EXTERNAL);

    /** Use of a format in Seiche. */
    private enum Use {
        /** Tables and forecasts. */
        READ_AND_WRITE,
        /** Tables. */
        READ,
        /** Tables and forecasts, with a package that Spark's distribution does not have. */
        EXTERNAL
    }

    private final Use use;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> endings;

    FileFormat(Use use, String... endings) {
        this.use = use;
        this.endings = List.of(endings);
    }

    /** Adds the options that Spark's reader is given unless the configuration gives them. */
    void addReaderOptions(String path, Map<String, String> options) {}

    Map<String, String> writer() {
        return Map.of();
    }

    /** Returns its name in a configuration and in Spark. */
    public String text() {
        return Words.of(this);
    }

    /** Returns the format of a path's ending, without the ending of a compression; Parquet if the ending is unknown. */
    static FileFormat ofPath(String path) {
        return Arrays.stream(values())
                .filter(format -> endsWith(path, format.endings.toArray(String[]::new)))
                .findFirst()
                .orElse(PARQUET);
    }

    /** Returns whether a path has one of the endings, besides the ending of a compression. */
    private static boolean endsWith(String path, String... endings) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2|zst)$", "");
        return Arrays.stream(endings).anyMatch(name::endsWith);
    }

    private static Optional<FileFormat> named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst();
    }

    /** Returns whether a streaming reader of the format must be given the schema. */
    static boolean needsSchema(String text) {
        return named(text)
                .filter(format -> format != TEXT && format != DELTA && format != ICEBERG)
                .isPresent();
    }

    /** Returns the options that Spark's reader is given: those of the configuration, and those of the format. */
    static SortedMap<String, String> readerOptions(Source source) {
        SortedMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(source.options());
        named(source.format()).ifPresent(format -> format.addReaderOptions(source.at(), options));
        return options;
    }

    /** Returns the encoding that a reader's options name, by either name of the option; "" if they name none. */
    static String encoding(Map<String, String> options) {
        return options.getOrDefault("encoding", options.getOrDefault("charset", ""));
    }

    /** Returns the options that Spark's writer is given for a format. */
    public static Map<String, String> writerOptions(String text) {
        return named(text).map(FileFormat::writer).orElse(Map.of());
    }

    /** Returns the formats that tables are read from, for help. */
    public static String readable() {
        return Arrays.stream(values())
                .map(format -> format == TEXT ? TEXT.text() + " (a row a character)" : format.text())
                .collect(Collectors.joining(", "));
    }

    /** Returns the formats that forecasts are written in without a package. */
    public static List<String> writable() {
        return Arrays.stream(values())
                .filter(format -> format.use == Use.READ_AND_WRITE)
                .map(FileFormat::text)
                .toList();
    }

    /** Returns the formats that forecasts are written in with a package. */
    public static List<String> external() {
        return Arrays.stream(values())
                .filter(format -> format.use == Use.EXTERNAL)
                .map(FileFormat::text)
                .toList();
    }

    /** @throws Refusal unless tables are read in the format of this name */
    static void checkReadable(String text) {
        if (named(text).isEmpty()) {
            String all = Arrays.stream(values()).map(FileFormat::text).collect(Collectors.joining(", "));
            throw new Refusal(
                    "input.format",
                    "be one of " + all + " (formats of files and tables)",
                    "\"" + text + "\"",
                    "read a database by input.jdbc, and a table of another source through Spark's catalog: input.table");
        }
    }

    /**
     * Checks the format of an output.
     *
     * @param option command line option that names it
     * @param others names that are allowed besides the formats of forecasts
     * @throws Refusal unless forecasts are written in the format of this name
     */
    public static void checkWritable(String option, String text, List<String> others) {
        List<String> all = new ArrayList<>(writable());
        all.addAll(external());
        all.addAll(others);
        if (!all.contains(text)) {
            throw new Refusal(
                    option,
                    "be one of " + String.join(", ", all),
                    "\"" + text + "\"",
                    "write one of these, and copy it to another sink");
        }
    }
}
