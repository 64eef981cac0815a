package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeAxis.TimeKind;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The conversion of a table's time column to numbers: microseconds since 1970 UTC for dates and times, independent of
 * the session's time zone; whole numbers are kept.
 *
 * @param axis meaning of the numbers
 * @param number the expression; its value is null for a time that is missing or cannot be read
 */
record TimeColumn(TimeAxis axis, Column number) {
    /** Reader option with the format of times that are not ISO. */
    private static final String FORMAT = "timestampFormat";

    private static final String DATE = "\\d{4}-\\d{1,2}-\\d{1,2}";
    private static final String OFFSET = ":.*(Z|[+-]\\d\\d(:?\\d\\d)?)$";

    /**
     * Determines how a column holds times. The content of a text column is taken from one row, unless it is given.
     *
     * @param text meaning of the times of a text column; null to inspect one row
     * @throws DataException if the column's type cannot hold times
     */
    static TimeColumn of(Dataset<Row> table, String name, ZoneId zone, String format, TimeKind text) {
        Column column = SeriesTable.column(name);
        DataType type = table.schema().apply(name).dataType();
        if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType) {
            return new TimeColumn(new TimeAxis(TimeKind.NUMBER, zone), column.cast("bigint"));
        }
        if (type instanceof TimestampType) {
            return new TimeColumn(new TimeAxis(TimeKind.TIMESTAMP, zone), functions.unix_micros(column));
        }
        if (type instanceof DateType) {
            return new TimeColumn(new TimeAxis(TimeKind.DATE, zone), micros(column.cast("string"), zone, null));
        }
        if (type instanceof TimestampNTZType) {
            return new TimeColumn(new TimeAxis(TimeKind.LOCAL, zone), micros(column.cast("string"), zone, null));
        }
        if (!(type instanceof StringType)) {
            throw new DataException("time column \"" + name + "\" is of type " + type.simpleString()
                    + "; it must be a date, a timestamp, text of either, or a whole number");
        }
        TimeKind kind = text != null ? text : kind(table, column, format);
        Column trimmed = functions.trim(column);
        return new TimeColumn(
                new TimeAxis(kind, zone),
                kind == TimeKind.NUMBER ? trimmed.try_cast("bigint") : micros(trimmed, zone, format));
    }

    private static TimeKind kind(Dataset<Row> table, Column column, String format) {
        String example = table.select(column).filter(column.isNotNull()).limit(1).collectAsList().stream()
                .map(row -> row.getString(0).strip())
                .findFirst()
                .orElse("");
        if (format == null && example.matches("[+-]?\\d{1,18}")) {
            return TimeKind.NUMBER;
        }
        return example.matches(DATE)
                ? TimeKind.DATE
                : example.matches(".*" + OFFSET) ? TimeKind.TIMESTAMP : TimeKind.LOCAL;
    }

    /** Returns the option of a source with the format of times, or null. */
    static String format(Source source) {
        return source == null ? null : source.options().get(FORMAT);
    }

    /** Returns the microseconds of a date or time written as text, read in the zone unless it has its own offset. */
    private static Column micros(Column text, ZoneId zone, String format) {
        Column named = functions.lit(" " + zone.getId().replaceFirst("^Z$", "UTC"));
        if (format != null) {
            boolean ownZone = format.replaceAll("'[^']*'", "").matches(".*[VzOXxZ].*");
            return functions.unix_micros(
                    ownZone
                            ? functions.try_to_timestamp(text, functions.lit(format))
                            : functions.try_to_timestamp(functions.concat(text, named), functions.lit(format + " VV")));
        }
        Column rest = functions
                .when(functions.length(text).leq(10), " 00:00:00")
                .when(text.rlike("^[^:]*:\\d\\d$"), ":00")
                .otherwise("");
        Column full = functions.when(text.rlike(OFFSET), text).otherwise(functions.concat(text, rest, named));
        return functions.unix_micros(full.try_cast("timestamp"));
    }
}
