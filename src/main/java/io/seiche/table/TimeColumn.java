package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeAxis.Kind;
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
 * How a table's time column becomes a number: of dates and moments the microseconds since 1970 UTC, whatever the
 * session's time zone is; of whole numbers themselves.
 *
 * @param axis what the numbers mean
 * @param number the expression; null where there is no time or none that can be read
 */
record TimeColumn(TimeAxis axis, Column number) {
    /** The reader's option that says how times are written where they are not ISO. */
    private static final String FORMAT = "timestampFormat";

    private static final String DATE = "\\d{4}-\\d{1,2}-\\d{1,2}";
    private static final String OFFSET = ":.*(Z|[+-]\\d\\d(:?\\d\\d)?)$";

    /**
     * Finds out how a column's times are held; text is judged by one row, unless it is said what it holds.
     *
     * @param text what times are where the column holds text; null to look at a row
     * @throws DataException if they cannot be times
     */
    static TimeColumn of(Dataset<Row> table, String name, ZoneId zone, String format, Kind text) {
        Column column = SeriesTable.column(name);
        DataType type = table.schema().apply(name).dataType();
        if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType) {
            return new TimeColumn(new TimeAxis(Kind.NUMBER, zone), column.cast("bigint"));
        }
        if (type instanceof TimestampType) {
            return new TimeColumn(new TimeAxis(Kind.TIMESTAMP, zone), functions.unix_micros(column));
        }
        if (type instanceof DateType) {
            return new TimeColumn(new TimeAxis(Kind.DATE, zone), micros(column.cast("string"), zone, null));
        }
        if (type instanceof TimestampNTZType) {
            return new TimeColumn(new TimeAxis(Kind.LOCAL, zone), micros(column.cast("string"), zone, null));
        }
        if (!(type instanceof StringType)) {
            throw new DataException("time column \"" + name + "\" is of type " + type.simpleString()
                    + "; it must be a date, a timestamp, text of either, or a whole number");
        }
        Kind kind = text != null ? text : kind(table, column, format);
        Column trimmed = functions.trim(column);
        return new TimeColumn(
                new TimeAxis(kind, zone),
                kind == Kind.NUMBER ? trimmed.try_cast("bigint") : micros(trimmed, zone, format));
    }

    private static Kind kind(Dataset<Row> table, Column column, String format) {
        String example = table.select(column).filter(column.isNotNull()).limit(1).collectAsList().stream()
                .map(row -> row.getString(0).strip())
                .findFirst()
                .orElse("");
        if (format == null && example.matches("[+-]?\\d{1,18}")) {
            return Kind.NUMBER;
        }
        return example.matches(DATE) ? Kind.DATE : example.matches(".*" + OFFSET) ? Kind.TIMESTAMP : Kind.LOCAL;
    }

    /** The option of a source that says how times are written, or null. */
    static String format(Source source) {
        return source == null ? null : source.options().get(FORMAT);
    }

    /** Text of a date or time, read in the zone unless it brings its own offset. */
    private static Column micros(Column text, ZoneId zone, String format) {
        Column named = functions.lit(" " + zone.getId().replaceFirst("^Z$", "UTC"));
        if (format != null) {
            boolean ownZone = format.matches(".*[VzOXxZ].*");
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
