package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;

/** Translates Spark's exceptions while reading into a {@link DataException} with one sentence about the data. */
public final class ReadFailure {
    /** Start of Spark's message about headers of different lengths, which does not name their columns. */
    private static final String LENGTHS = "Number of column in CSV header is not equal";

    private ReadFailure() {}

    /**
     * Runs a read; a failure is thrown as refused data.
     *
     * @param what the table, for the message
     * @param source source whose files are read again to find the reason of a failure; null for a Dataset
     */
    public static <T> T translate(String what, Source source, Reading<T> reading) {
        try {
            return reading.run();
        } catch (DataException | ForbiddenReadException e) {
            throw e;
        } catch (Exception e) {
            throw of(what, source, e);
        }
    }

    /** A read that may fail. */
    public interface Reading<T> {
        T run() throws Exception;
    }

    /** Returns the exception to throw for a failure while reading a table without files of its own. */
    static RuntimeException of(String what, Exception e) {
        return of(what, null, e);
    }

    /** Returns the exception to throw for a failure while reading; files of the source are read for its reason. */
    static RuntimeException of(String what, Source source, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException refused) {
                return refused;
            }
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new IllegalStateException("reading " + what + " was interrupted", e);
            }
            if (message.contains("ExecutorLostFailure")) {
                return new IllegalStateException(what + " was not read to its end: executors died", e);
            }
            if (message.contains("No space left on device")
                    || message.contains("Disk quota exceeded")
                    || Reason.isOutOfMemory(cause)) {
                return new IllegalStateException(what + " was not read to its end: no room for it", e);
            }
            if (isHeader(cause)) {
                String reason = CsvFiles.stray(SparkSession.active(), source).orElseGet(() -> drifted(message, source));
                return new DataException(what + reason, e);
            }
            if (cause instanceof SparkThrowable spark
                    && String.valueOf(spark.getCondition()).startsWith("MALFORMED_RECORD")) {
                Optional<String> misfit = misfit(source);
                if (misfit.isPresent()) {
                    return new DataException(what + misfit.get(), e);
                }
            }
        }
        Throwable reported = e;
        while (reported.getCause() != null
                && !(reported instanceof SparkThrowable spark && spark.getCondition() != null)) {
            reported = reported.getCause();
        }
        if (source != null && source.kind() == Source.SourceKind.PATH) {
            Optional<String> kind = FileKind.unexpected(SparkSession.active(), source);
            if (kind.isPresent()) {
                return new DataException(what + kind.get(), e);
            }
        }
        if (source != null && reported instanceof SparkThrowable spark) {
            Optional<String> unreadable = ParquetTypes.unreadable(SparkSession.active(), source, spark);
            if (unreadable.isPresent()) {
                return new DataException(what + unreadable.get(), e);
            }
        }
        String condition =
                reported instanceof SparkThrowable spark && spark.getCondition() != null ? spark.getCondition() : "";
        return new DataException(what + " " + sentence(condition, reported), e);
    }

    /** Returns the sentence about rows of the source that Spark cannot read, if its files are CSV or JSON. */
    private static Optional<String> misfit(Source source) {
        if (source == null || source.kind() != Source.SourceKind.PATH) {
            return Optional.empty();
        }
        SparkSession spark = SparkSession.active();
        Optional<String> kind = FileKind.unexpected(spark, source);
        if (kind.isPresent()) {
            return kind;
        }
        if (CsvTable.isCsv(source)) {
            return CsvFiles.misfit(spark, source);
        }
        return source.format().equals(FileFormat.JSON.text())
                ? BadRows.of(spark, source)
                        .map(rows -> " has a line that is not a JSON object: " + rows.place(spark, source) + ": "
                                + rows.shown()
                                + ". Correct it; if an object takes several lines, or the file is one list of objects,"
                                + " set input.options.multiLine = true. input.options.mode = DROPMALFORMED leaves out"
                                + " such lines")
                : Optional.empty();
    }

    /** Returns true if a failure is of a CSV file whose header has other columns than the table. */
    static boolean isHeader(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("CSV header does not conform") || message.startsWith(LENGTHS);
    }

    /** Returns the details of Spark's message: its first line states that headers differ, the others name them. */
    private static String drifted(String said, Source source) {
        String details = said.lines().skip(1).map(String::strip).collect(Collectors.joining("; "));
        return " has files with different columns: "
                + (said.startsWith(LENGTHS)
                        ? CsvFiles.differing(SparkSession.active(), source).orElse(details)
                        : details)
                + ". A CSV file is read by the places of its columns; give every file the same header";
    }

    private static String sentence(String condition, Throwable reported) {
        return switch (condition) {
            case "PATH_NOT_FOUND" -> "does not exist; relative paths start where the command runs";
            case "TABLE_OR_VIEW_NOT_FOUND" -> "is not in the catalog; SHOW TABLES in spark-sql lists what is";
            case "UNABLE_TO_INFER_SCHEMA" -> "holds no files that can be read; is input.format right?";
            case "DATA_SOURCE_NOT_FOUND" ->
                "has a format whose package Spark does not have; add it at submission with --spark --packages";
            case "COLUMN_ALREADY_EXISTS" ->
                "has a column more than once, or in upper and lower case: "
                        + ((SparkThrowable) reported).getMessageParameters().get("columnName")
                        + "; give all but one another name in the files";
            case "INVALID_JSON_RECORD_TYPE" ->
                "has lines of JSON that are not objects; write each row as an object with the names of its columns, such as"
                        + " {\"ts\": \"2020-01-31\", \"y\": 1.5}";
            case "USER_RAISED_EXCEPTION" ->
                "cannot be read: " + Reason.whole(reported).replaceFirst("^\\[USER_RAISED_EXCEPTION] ", "");
            default -> "cannot be read: " + Reason.whole(reported) + cause(condition, reported);
        };
    }

    /** Returns the last cause of Spark's message about a file or a database that says no reason. */
    private static String cause(String condition, Throwable reported) {
        List<Throwable> causes = Reason.causes(reported);
        return (condition.startsWith("FAILED_READ_FILE") || condition.startsWith("FAILED_JDBC")) && causes.size() > 1
                ? ": " + Reason.whole(causes.get(causes.size() - 1))
                : "";
    }
}
