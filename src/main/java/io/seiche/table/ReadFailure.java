package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Reason;
import io.seiche.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;

/** Translates Spark's exceptions while reading into a {@link DataException} with one sentence about the data. */
public final class ReadFailure {
    /** Start of Spark's message about headers of different lengths, which does not name their columns. */
    private static final String LENGTHS = "Number of column in CSV header is not equal";

    private ReadFailure() {}

    /**
     * Runs a read; a failure is thrown as refused data.
     *
     * @param what the table, for the message
     * @param source where its files are read again for the reason of a failure; null for a Dataset
     */
    public static <T> T translate(String what, Source source, Reading<T> reading) {
        try {
            return reading.run();
        } catch (DataException | ForbiddenSqlException e) {
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
            if (isHeader(cause)) {
                String reason = CsvFiles.stray(source).orElseGet(() -> drifted(message, source));
                return new DataException(what + reason, e);
            }
            if (cause instanceof SparkThrowable spark
                    && String.valueOf(spark.getCondition()).startsWith("MALFORMED_RECORD_IN_PARSING")) {
                Optional<String> misfit = CsvFiles.misfit(source);
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
        String condition =
                reported instanceof SparkThrowable spark && spark.getCondition() != null ? spark.getCondition() : "";
        return new DataException(what + " " + sentence(condition, reported), e);
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
                + (said.startsWith(LENGTHS) ? CsvFiles.differing(source).orElse(details) : details)
                + ". A CSV file is read by the places of its columns; give every file the same header";
    }

    private static String sentence(String condition, Throwable reported) {
        return switch (condition) {
            case "PATH_NOT_FOUND" -> "does not exist; relative paths start where the command runs";
            case "TABLE_OR_VIEW_NOT_FOUND" -> "is not in the catalog; SHOW TABLES in spark-sql lists what is";
            case "UNABLE_TO_INFER_SCHEMA" -> "holds no files that can be read; is input.format right?";
            case "DATA_SOURCE_NOT_FOUND" ->
                "has a format whose package Spark does not have; add it at submission with --spark --packages";
            default -> "cannot be read: " + firstLine(reported);
        };
    }

    /** Returns the first line of a failure's message. */
    static String firstLine(Throwable e) {
        String line = Reason.of(e);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    /** Returns the exception for an unknown column; its message lists the columns and suggests a similar name. */
    static DataException unknownColumn(String name, List<String> columns, Source source) {
        Optional<String> stray = CsvFiles.stray(source);
        if (stray.isPresent()) {
            return new DataException(SeriesTable.describe(source) + stray.get());
        }
        String nearest = Spelling.nearest(name, columns)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        return new DataException("column \"" + name + "\" is not in the table; its columns are: "
                + columns.stream().limit(100).collect(Collectors.joining(", ")) + nearest);
    }
}
