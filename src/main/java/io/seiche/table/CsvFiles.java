package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The headers of the CSV files of a source, for messages about files and rows that differ. Lines are split into fields
 * by Spark's reader with the options of the source.
 */
final class CsvFiles {
    private final SparkSession spark;
    private final Source source;
    private final List<Header> headers;

    /**
     * A file and the names in its first line.
     *
     * @param file the path
     * @param names the fields, "" for an empty one
     */
    private record Header(Path file, List<String> names) {
        String text() {
            return String.join(", ", names);
        }
    }

    private CsvFiles(SparkSession spark, Source source) {
        this.spark = spark;
        this.source = source;
        TextLines lines = new TextLines(spark, source);
        Map<String, List<String>> split = new HashMap<>();
        headers = new ArrayList<>();
        for (Path file : lines.files()) {
            lines.first(file)
                    .ifPresent(line -> headers.add(new Header(file, split.computeIfAbsent(line, this::fields))));
        }
    }

    private static Optional<CsvFiles> of(SparkSession spark, Source source) {
        return CsvTable.hasHeader(source) ? Optional.of(new CsvFiles(spark, source)) : Optional.empty();
    }

    /** @throws DataException if the headers of the files differ */
    static void requireOneHeader(SparkSession spark, Source source) {
        CsvFiles files = new CsvFiles(spark, source);
        Optional<String> reason = files.stray().or(() -> files.differing()
                .map(names -> " has files with different columns: " + names
                        + ". A CSV file is read by the places of its columns; give every file the same"
                        + " header"));
        if (reason.isPresent()) {
            throw new DataException(SeriesTable.describe(source) + reason.get());
        }
    }

    /** Returns whether the first file has an empty heading, or one that is repeated in any case of letters. */
    static boolean hasOddHeading(SparkSession spark, Source source) {
        TextLines lines = new TextLines(spark, source);
        List<String> names = lines.files().stream()
                .map(lines::first)
                .flatMap(Optional::stream)
                .findFirst()
                .map(line -> fields(spark, source, line))
                .orElse(List.of());
        return names.contains("") || names.stream().map(Words::fold).distinct().count() < names.size();
    }

    /** Returns the reason why rows of the files are not rows of one table; empty if there is none. */
    static Optional<String> misfit(SparkSession spark, Source source) {
        return stray(spark, source).or(() -> BadRows.of(spark, source).map(rows -> misfit(spark, source, rows)));
    }

    /** Returns the sentence about a file whose first line names none of the columns of the others, if there is one. */
    static Optional<String> stray(SparkSession spark, Source source) {
        return of(spark, source).flatMap(CsvFiles::stray);
    }

    /** Returns the headers of two files that differ, as {@code Header: ...; Schema: ...; CSV file: ...}. */
    static Optional<String> differing(SparkSession spark, Source source) {
        return of(spark, source).flatMap(CsvFiles::differing);
    }

    private Optional<String> differing() {
        return usual().flatMap(usual -> headers.stream()
                .filter(one -> !one.names().equals(usual.names()))
                .findFirst()
                .map(odd -> "Header: " + odd.text() + "; Schema: " + usual.text() + "; CSV file: " + odd.file()));
    }

    private Optional<String> stray() {
        return usual().flatMap(usual -> headers.stream()
                .filter(one -> Collections.disjoint(one.names(), usual.names()))
                .findFirst()
                .map(odd -> " contains the file " + odd.file().getName()
                        + ", which is no part of the table: its first line is \"" + BadRows.shortened(odd.text())
                        + "\", the header of the other files is \"" + BadRows.shortened(usual.text())
                        + "\". Move it out of the folder, or set input.path to a pattern of the table's files,"
                        + " such as \"" + source.at().replaceFirst("/+$", "") + "/*.csv\""));
    }

    /** Returns the most frequent header; of equally frequent ones, that of a file named .csv. */
    private Optional<Header> usual() {
        Map<List<String>, Long> counts =
                headers.stream().collect(Collectors.groupingBy(Header::names, Collectors.counting()));
        return headers.stream()
                .max(Comparator.comparing((Header one) -> counts.get(one.names()))
                        .thenComparing(one -> FileFormat.ofPath(one.file().getName()) == FileFormat.CSV)
                        .thenComparing(one -> one.file(), Comparator.reverseOrder()));
    }

    private List<String> fields(String line) {
        return fields(spark, source, line);
    }

    /** Returns the fields of a line, "" for an empty one. */
    private static List<String> fields(SparkSession spark, Source source, String line) {
        Map<String, String> options = FileFormat.readerOptions(source);
        options.put("header", "false");
        options.put("inferSchema", "false");
        options.put("mode", "PERMISSIVE");
        List<Row> rows = spark.read()
                .options(options)
                .csv(spark.createDataset(List.of(line), Encoders.STRING()))
                .collectAsList();
        String[] fields =
                rows.isEmpty() ? new String[0] : new String[rows.get(0).length()];
        Arrays.setAll(fields, i -> rows.get(0).isNullAt(i) ? "" : rows.get(0).getString(i));
        return List.of(fields);
    }

    private static String misfit(SparkSession spark, Source source, BadRows rows) {
        int fields = fields(spark, source, rows.text()).size();
        boolean header = CsvTable.hasHeader(source);
        TextLines lines = new TextLines(spark, source);
        int headings = lines.first(rows.file())
                .map(line -> fields(spark, source, line).size())
                .orElse(0);
        String place = rows.place(spark, source);
        if (fields == headings) {
            return " has a row that does not fit the types of its columns: " + place + ": " + rows.shown()
                    + ". Leave out input.options.inferSchema";
        }
        String remedy = rows.text().contains("\\\"")
                ? "If quotes within quotes are written as \\\", set input.options.escape = \"\\\\\""
                : fields > headings
                        ? "A value that contains the separator must be in quotes; a decimal comma needs another separator,"
                                + " set in input.options.sep"
                        : rows.text().contains("\"") && fitsInLines(spark, source)
                                ? "A value in quotes contains a line break: set input.options.multiLine = true, with which"
                                        + " all rows fit"
                                : "Complete the row";
        return " has a row that does not fit its " + (header ? "header: " : "first row: ") + place + ", has "
                + Words.count(fields, "field")
                + (header ? " under " + Words.count(headings, "heading") : ", not " + headings)
                + ": " + rows.shown() + ". " + remedy
                + ". input.options.mode = DROPMALFORMED leaves out such rows";
    }

    /** Returns whether all rows fit if a value in quotes may contain line breaks. */
    private static boolean fitsInLines(SparkSession spark, Source source) {
        SortedMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(source.options());
        boolean read = Boolean.parseBoolean(options.put("multiLine", "true"));
        return !read
                && BadRows.of(spark, Source.path(source.at(), source.format(), options))
                        .isEmpty();
    }
}
