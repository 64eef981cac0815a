package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Reason;
import io.seiche.text.Spelling;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;

/** Translates Spark's exceptions while reading into a {@link DataException} with one sentence about the data. */
final class ReadFailure {
    private ReadFailure() {}

    /** Runs a read; a failure is thrown as refused data. */
    static <T> T translate(String what, Reading<T> reading) {
        try {
            return reading.run();
        } catch (DataException | ForbiddenSqlException e) {
            throw e;
        } catch (Exception e) {
            throw of(what, e);
        }
    }

    /** A read that may fail. */
    interface Reading<T> {
        T run() throws Exception;
    }

    /** Returns the exception to throw for a failure while reading. */
    static RuntimeException of(String what, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException refused) {
                return refused;
            }
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new IllegalStateException("reading " + what + " was interrupted", e);
            }
            if (String.valueOf(cause.getMessage()).contains("ExecutorLostFailure")) {
                return new IllegalStateException(what + " was not read to its end: executors died", e);
            }
            if (String.valueOf(cause.getMessage()).startsWith("CSV header does not conform")) {
                return new DataException(what + drifted(cause.getMessage()), e);
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

    /** Returns the details of Spark's message: its first line states that headers differ, the others name them. */
    private static String drifted(String said) {
        return " has files with different columns: "
                + said.lines().skip(1).map(String::strip).collect(Collectors.joining("; "))
                + ". A CSV file is read by the places of its columns; give every file the same header";
    }

    private static String sentence(String condition, Throwable reported) {
        return switch (condition) {
            case "PATH_NOT_FOUND" -> "does not exist; relative paths start where the command runs";
            case "TABLE_OR_VIEW_NOT_FOUND" -> "is not in the catalog; SHOW TABLES in spark-sql lists what is";
            case "UNABLE_TO_INFER_SCHEMA" -> "holds no files that can be read; is input.format right?";
            case "DATA_SOURCE_NOT_FOUND" ->
                "has a format Spark does not know; use " + String.join(", ", FileFormat.writable())
                        + ", or add its package to Spark";
            default -> "cannot be read: " + firstLine(reported);
        };
    }

    /** Returns the first line of a failure's message. */
    static String firstLine(Throwable e) {
        String line = Reason.of(e);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    /** Returns the exception for an unknown column; its message lists the columns and suggests a similar name. */
    static DataException unknownColumn(String name, List<String> columns) {
        String nearest = Spelling.nearest(name, columns)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        return new DataException("column \"" + name + "\" is not in the table; its columns are: "
                + columns.stream().limit(100).collect(Collectors.joining(", ")) + nearest);
    }
}
