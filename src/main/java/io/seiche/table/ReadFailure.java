package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.text.Failures;
import io.seiche.text.Spelling;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;

/** Turns what Spark throws while it reads into one sentence about the data. */
final class ReadFailure {
    private ReadFailure() {}

    /** Runs a piece of reading; whatever fails in it is told as refused data. */
    static <T> T told(String what, Reading<T> reading) {
        try {
            return reading.run();
        } catch (DataException | ForbiddenSqlException e) {
            throw e;
        } catch (Exception e) {
            throw of(what, e);
        }
    }

    /** Something that reads. */
    interface Reading<T> {
        T run() throws Exception;
    }

    /** What to throw for a failure while reading. */
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
        Throwable telling = e;
        while (telling.getCause() != null && !(telling instanceof SparkThrowable told && told.getCondition() != null)) {
            telling = telling.getCause();
        }
        String condition =
                telling instanceof SparkThrowable told && told.getCondition() != null ? told.getCondition() : "";
        return new DataException(what + " " + sentence(condition, telling), e);
    }

    /** Of Spark's lines the first says that headers differ, the others which and how. */
    private static String drifted(String said) {
        return " has files with different columns: "
                + said.lines().skip(1).map(String::strip).collect(Collectors.joining("; "))
                + ". A CSV file is read by the places of its columns; give every file the same header";
    }

    private static String sentence(String condition, Throwable telling) {
        return switch (condition) {
            case "PATH_NOT_FOUND" -> "does not exist; relative paths start where the command runs";
            case "TABLE_OR_VIEW_NOT_FOUND" -> "is not in the catalog; SHOW TABLES in spark-sql lists what is";
            case "UNABLE_TO_INFER_SCHEMA" -> "holds no files that can be read; is input.format right?";
            case "DATA_SOURCE_NOT_FOUND" ->
                "has a format Spark does not know; use csv, parquet, orc or json, or add" + " its package to Spark";
            default -> "cannot be read: " + firstLine(telling);
        };
    }

    /** The first line of what was said. */
    static String firstLine(Throwable e) {
        String line = Failures.reason(e);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    /** A name that is not among the columns: says which are, and which may have been meant. */
    static DataException unknownColumn(String name, List<String> columns) {
        String nearest = Spelling.nearest(name, columns)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        return new DataException("column \"" + name + "\" is not in the table; its columns are: "
                + columns.stream().limit(100).collect(Collectors.joining(", ")) + nearest);
    }
}
