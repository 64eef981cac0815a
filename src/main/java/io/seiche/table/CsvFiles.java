package io.seiche.table;

import com.univocity.parsers.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVOptions;

/**
 * The CSV files of a source, read again by the driver after Spark failed to read them. Spark reports the file at most;
 * this class finds the file whose header differs, or the first row with more or fewer fields than the header. Lines are
 * split into fields by Spark's own parser and options.
 */
final class CsvFiles {
    /** Number of files whose headers are compared. */
    private static final int COMPARED = 1000;

    /** Number of characters of a row or header that a message shows. */
    private static final int SHOWN = 80;

    private final Source source;
    private final CSVOptions options;
    private final Configuration hadoop;
    private final List<Path> files = new ArrayList<>();

    private CsvFiles(SparkSession spark, Source source) {
        this.source = source;
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(FileFormat.readerOptions(source.format()));
        given.putAll(source.options());
        options = new CSVOptions(
                scala.collection.immutable.Map.from(scala.jdk.javaapi.CollectionConverters.asScala(given)),
                false,
                "UTC");
        hadoop = spark.sparkContext().hadoopConfiguration();
        for (String name : SeriesTable.read(spark, source).inputFiles()) {
            files.add(new Path(URI.create(name)));
        }
        files.sort(Comparator.naturalOrder());
    }

    /** Returns the reason why the files of a source are not one table; empty if it has none or is not CSV. */
    static Optional<String> misfit(Source source) {
        return ofHeaders(source).flatMap(CsvFiles::misfitting);
    }

    /** Returns the sentence about a file whose first line names none of the columns of the others, if there is one. */
    static Optional<String> stray(Source source) {
        return ofHeaders(source).flatMap(CsvFiles::strayFile);
    }

    private static Optional<CsvFiles> ofHeaders(Source source) {
        if (source == null
                || source.kind() != Source.Kind.PATH
                || !source.format().equals(FileFormat.CSV.text())) {
            return Optional.empty();
        }
        CsvFiles files = new CsvFiles(SparkSession.active(), source);
        return files.options.headerFlag() ? Optional.of(files) : Optional.empty();
    }

    /** Returns the headers of two files that differ, as {@code Header: ...; Schema: ...; CSV file: ...}. */
    static Optional<String> differing(Source source) {
        return ofHeaders(source).flatMap(CsvFiles::differing);
    }

    private Optional<String> differing() {
        List<Header> headers = headers();
        return usual(headers).flatMap(usual -> headers.stream()
                .filter(one -> !one.names().equals(usual.names()))
                .findFirst()
                .map(odd -> "Header: " + odd.text() + "; Schema: " + usual.text() + "; CSV file: " + odd.file()));
    }

    /** A file and the names in its first line. */
    private record Header(Path file, List<String> names) {
        String text() {
            return String.join(", ", names);
        }
    }

    private Optional<String> strayFile() {
        List<Header> headers = headers();
        return usual(headers).flatMap(usual -> headers.stream()
                .filter(one -> one.names().stream().noneMatch(usual.names()::contains))
                .findFirst()
                .map(odd -> " contains the file " + odd.file().getName()
                        + ", which is no part of the table: its first line is \"" + shortened(odd.text())
                        + "\", the header of the other files is \"" + shortened(usual.text())
                        + "\". Move it out of the folder, or set input.path to a pattern of the table's files,"
                        + " such as \"" + source.at().replaceFirst("/+$", "") + "/*.csv\""));
    }

    /** Returns the most frequent header; of equally frequent ones, that of a file named .csv. */
    private static Optional<Header> usual(List<Header> headers) {
        Map<List<String>, Long> counts =
                headers.stream().collect(Collectors.groupingBy(Header::names, Collectors.counting()));
        return headers.stream()
                .max(Comparator.comparing((Header one) -> counts.get(one.names()))
                        .thenComparing(one -> FileFormat.ofPath(one.file().getName()) == FileFormat.CSV)
                        .thenComparing(one -> one.file(), Comparator.reverseOrder()));
    }

    private List<Header> headers() {
        return files.stream()
                .limit(COMPARED)
                .map(this::header)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Header> header(Path file) {
        return scan(
                file, rows -> rows.next() ? Optional.of(new Header(file, List.of(rows.fields()))) : Optional.empty());
    }

    private Optional<String> misfitting() {
        Optional<String> stray = strayFile();
        return stray.isPresent()
                ? stray
                : files.stream().map(this::misfitting).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> misfitting(Path file) {
        return scan(file, rows -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            int headings = rows.fields().length;
            while (rows.next()) {
                int fields = rows.fields().length;
                if (fields != headings) {
                    return Optional.of(sentence(file, rows, headings));
                }
            }
            return Optional.empty();
        });
    }

    private String sentence(Path file, Rows rows, int headings) {
        int fields = rows.fields().length;
        String remedy = fields > headings
                ? "A value that contains the separator must be in quotes; a decimal comma needs another separator, set in"
                        + " input.options.sep"
                : "Complete the row; if a value in quotes contains line breaks, set input.options.multiLine = true";
        return " has a row that does not fit its header: " + file.getName() + ", line " + rows.line() + ", has "
                + fields + (fields == 1 ? " field" : " fields") + " under " + headings
                + (headings == 1 ? " heading" : " headings") + ": \"" + shortened(rows.text()) + "\". " + remedy
                + ". input.options.mode = DROPMALFORMED leaves out such rows";
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    private <T> Optional<T> scan(Path file, Function<Rows, Optional<T>> read) {
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
        try (InputStream raw = file.getFileSystem(hadoop).open(file);
                InputStream plain = codec == null ? raw : codec.createInputStream(raw);
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, options.charset()))) {
            return read.apply(new Rows(reader, options));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Spark's own message is reported instead
        }
    }

    /** The rows of one file: of single lines, or of text with line breaks in quotes, as the options say. */
    private static final class Rows {
        private final BufferedReader lines;
        private final CsvParser parser;
        private final CSVOptions options;
        private final boolean whole;
        private long line;
        private String text = "";
        private String[] fields = {};

        Rows(BufferedReader lines, CSVOptions options) {
            this.lines = lines;
            this.options = options;
            this.whole = options.multiLine() || options.lineSeparator().isDefined();
            this.parser = new CsvParser(options.asParserSettings());
            if (whole) {
                parser.beginParsing(lines);
            }
        }

        /** Reads the next row that is neither blank nor a comment; returns false at the end. */
        boolean next() {
            try {
                return whole ? nextOfText() : nextLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean nextOfText() {
            String[] next = parser.parseNext();
            if (next == null) {
                return false;
            }
            line = parser.getContext().currentLine();
            text = Arrays.stream(next).map(one -> one == null ? "" : one).collect(Collectors.joining(","));
            fields = named(next);
            return true;
        }

        private boolean nextLine() throws IOException {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line++;
                String bare = line == 1 && next.startsWith("\ufeff") ? next.substring(1) : next;
                boolean comment = options.isCommentSet() && bare.startsWith(Character.toString(options.comment()));
                if (!bare.isBlank() && !comment) {
                    text = bare;
                    fields = named(parser.parseLine(bare));
                    return true;
                }
            }
            return false;
        }

        private static String[] named(String[] parsed) {
            return Arrays.stream(parsed == null ? new String[0] : parsed)
                    .map(one -> one == null ? "" : one)
                    .toArray(String[]::new);
        }

        long line() {
            return line;
        }

        String text() {
            return text;
        }

        String[] fields() {
            return fields;
        }
    }
}
