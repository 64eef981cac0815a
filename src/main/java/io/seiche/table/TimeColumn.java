package io.seiche.table;

import io.seiche.series.DataException;
import io.seiche.series.LookAlike;
import io.seiche.series.TimeAxis;
import io.seiche.series.TimeAxis.TimeKind;
import io.seiche.series.TimeFormat;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The conversion of a table's time column to numbers: microseconds since 1970 UTC for dates and times, independent of
 * the session's time zone; whole numbers that are no dates are kept.
 *
 * <p>The meaning of text and of whole numbers is found from the first rows with a value, unless the format is given.
 *
 * @param axis meaning of the numbers
 * @param number the expression; its value is null for a time that is missing or cannot be read
 */
record TimeColumn(TimeAxis axis, Column number) {
    /** Reader option with the format of times that are not ISO. */
    private static final String FORMAT = "timestampFormat";

    /** Rows from which the meaning of a column is found. */
    private static final int SAMPLE = 1000;

    /** A whole number, also with the fraction 0 that pandas writes after a column had a missing value. */
    private static final String DIGITS = "[+-]?\\d{1,20}(\\.0*)?";

    private static final String FRACTION = "\\.0*$";
    private static final String MONTH = "^\\d{4}-\\d{1,2}$";
    private static final String DATE = "\\d{4}-\\d{1,2}(-\\d{1,2})?";
    private static final String OFFSET = ":.*(Z|[+-]\\d\\d(:?\\d\\d)?)$";

    private static final long MICROS = 1_000_000;

    /** Greatest size of a plain number, so that neither differences nor the times of forecasts overflow. */
    private static final long LARGEST = 1L << 62;

    /**
     * Determines how a column holds times.
     *
     * @param stream meaning of the times in training, for a stream, of which no row can be inspected; else null
     * @throws DataException if the column's type cannot hold times, or not those of the format
     */
    static TimeColumn of(Dataset<Row> table, InputSpec input, ZoneId zone, TimeAxis stream) {
        String name = input.time();
        DataType type = table.schema().apply(name).dataType();
        Column column = whole(SeriesTable.column(name), type);
        boolean text = type instanceof StringType;
        if (!text && !isWhole(type)) {
            if (!input.timeFormat().isAuto()) {
                throw new DataException(
                        "time column \"" + name + "\" is of type " + type.simpleString()
                                + ", but input.timeFormat = "
                                + input.timeFormat().text()
                                + " is for text or whole numbers; set input.timeFormat = auto, or cast the column in input.sql");
            }
            return typed(column, name, type, zone);
        }
        TimeFormat format = format(input);
        if (format.isAuto() && stream != null) {
            return text ? new TimeColumn(stream, ofText(functions.trim(column), stream, zone)) : numbers(column, zone);
        }
        if (format.isAuto()) {
            return found(table, input, column, text, zone);
        }
        TimeAxis axis = new TimeAxis(format.kind(), zone, format);
        return new TimeColumn(axis, text ? ofText(functions.trim(column), axis, zone) : ofNumber(column, axis, zone));
    }

    private static boolean isWhole(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType
                || type instanceof DecimalType
                || type instanceof DoubleType;
    }

    /** Returns a column of numbers with null in place of those with a fraction; others as they are. */
    private static Column whole(Column column, DataType type) {
        return type instanceof DoubleType || (type instanceof DecimalType decimal && decimal.scale() > 0)
                ? functions.when(column.equalTo(functions.floor(column)), column.try_cast("bigint"))
                : column;
    }

    private static TimeColumn typed(Column column, String name, DataType type, ZoneId zone) {
        if (type instanceof TimestampType) {
            return new TimeColumn(new TimeAxis(TimeKind.TIMESTAMP, zone), functions.unix_micros(column));
        }
        if (type instanceof DateType) {
            return new TimeColumn(new TimeAxis(TimeKind.DATE, zone), iso(column.cast("string"), zone));
        }
        if (type instanceof TimestampNTZType) {
            return new TimeColumn(new TimeAxis(TimeKind.LOCAL, zone), iso(column.cast("string"), zone));
        }
        throw new DataException("time column \"" + name + "\" is of type " + type.simpleString()
                + "; it must be a date, a timestamp, text of either, or a whole number; write such a column in the files, or"
                + " cast it in input.sql");
    }

    /** Returns the format that the configuration gives; the option of the reader is for text. */
    private static TimeFormat format(InputSpec input) {
        if (!input.timeFormat().isAuto() || input.source() == null) {
            return input.timeFormat();
        }
        String pattern = FileFormat.readerOptions(input.source()).get(FORMAT);
        return pattern == null ? TimeFormat.AUTO : new TimeFormat(pattern);
    }

    private static TimeColumn numbers(Column column, ZoneId zone) {
        return new TimeColumn(new TimeAxis(TimeKind.NUMBER, zone), plain(column.try_cast("bigint")));
    }

    private static Column plain(Column whole) {
        return functions.when(whole.between(-LARGEST, LARGEST), whole);
    }

    /** Finds the meaning from the first rows: of text the kind of most of them, of whole numbers the calendar. */
    private static TimeColumn found(Dataset<Row> table, InputSpec input, Column column, boolean text, ZoneId zone) {
        Column trimmed = functions.trim(column.cast("string"));
        List<String> sample = ReadFailure.translate("the table", input.source(), () -> sample(table, trimmed));
        List<Long> whole = sample.stream()
                .filter(time -> time.matches(DIGITS))
                .map(time -> new BigInteger(time.replaceFirst(FRACTION, "")))
                .filter(number -> number.bitLength() < Long.SIZE)
                .map(BigInteger::longValue)
                .toList();
        if (!text || (2 * whole.size() > sample.size())) {
            TimeFormat format = TimeFormat.of(whole).orElse(TimeFormat.AUTO);
            if (format.isAuto()) {
                LookAlike.sentence(input.time(), whole).ifPresent(sentence -> {
                    throw new DataException(sentence);
                });
            }
            TimeKind kind = format.isAuto() ? TimeKind.NUMBER : format.kind();
            TimeAxis axis = new TimeAxis(kind, zone, format);
            return new TimeColumn(axis, text ? ofText(trimmed, axis, zone) : ofNumber(column, axis, zone));
        }
        List<String> times =
                sample.stream().filter(time -> !time.matches(DIGITS)).toList();
        boolean days = !times.isEmpty() && times.stream().allMatch(time -> time.matches(DATE));
        boolean moments = times.stream().anyMatch(time -> time.matches(".*" + OFFSET));
        TimeAxis axis = new TimeAxis(days ? TimeKind.DATE : moments ? TimeKind.TIMESTAMP : TimeKind.LOCAL, zone);
        return new TimeColumn(axis, ofText(trimmed, axis, zone));
    }

    private static List<String> sample(Dataset<Row> table, Column text) {
        return table.select(text.as("time")).filter("time <> ''").limit(SAMPLE).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Column ofText(Column text, TimeAxis axis, ZoneId zone) {
        if (axis.kind() == TimeKind.NUMBER || axis.format().isWhole()) {
            return ofNumber(functions.regexp_replace(text, FRACTION, ""), axis, zone);
        }
        if (axis.format().isPattern()) {
            return byPattern(text, axis.format(), zone);
        }
        return functions.when(functions.not(otherOffset(text, axis)), iso(text, zone));
    }

    private static Column ofNumber(Column number, TimeAxis axis, ZoneId zone) {
        Column whole = number.try_cast("bigint");
        TimeFormat format = axis.format();
        if (axis.kind() == TimeKind.NUMBER) {
            return plain(whole);
        }
        if (format.isEpoch()) {
            long units = format.unitsASecond();
            return units > MICROS
                    ? quotient(whole, units / MICROS)
                    : functions.try_multiply(whole, functions.lit(MICROS / units));
        }
        Column digits = whole.cast("string");
        int length = format.text().length();
        boolean padded = !format.isWhole() && format.text().matches("[a-zA-Z]+");
        Column text = padded ? functions.lpad(digits, length, "0") : digits;
        Column time = byPattern(text, format, zone);
        return format.isWhole() ? functions.when(functions.length(digits).equalTo(length), time) : time;
    }

    /** Returns the largest whole number that is not above the quotient, which a division of doubles would round. */
    private static Column quotient(Column whole, long divisor) {
        Column by = functions.lit(divisor);
        return functions.call_function("div", whole.minus(functions.pmod(whole, by)), by);
    }

    private static Column zoned(Column text, ZoneId zone) {
        return functions.concat(text, functions.lit(" " + zone.getId().replaceFirst("^Z$", "UTC")));
    }

    private static Column byPattern(Column text, TimeFormat format, ZoneId zone) {
        return functions.unix_micros(
                format.hasZone()
                        ? functions.try_to_timestamp(text, functions.lit(format.text()))
                        : functions.try_to_timestamp(zoned(text, zone), functions.lit(format.text() + " VV")));
    }

    /**
     * Returns whether an ISO time has no offset in a column of moments, or has one in a column of clock times: which hour
     * the one without is, no one knows.
     */
    private static Column otherOffset(Column text, TimeAxis axis) {
        Column offset = text.rlike(OFFSET);
        return axis.kind() == TimeKind.TIMESTAMP ? functions.not(offset) : offset;
    }

    /** Returns whether a text is refused only for having an offset, or having none, unlike other times of the column. */
    Column hasOtherOffset(Column text) {
        boolean iso = axis.format().isAuto() && axis.kind() != TimeKind.NUMBER;
        Column trimmed = functions.trim(text);
        return iso ? otherOffset(trimmed, axis).and(iso(trimmed, axis.zone()).isNotNull()) : functions.lit(false);
    }

    /** Returns the microseconds of an ISO month, date or time, read in the zone unless it has its own offset. */
    private static Column iso(Column text, ZoneId zone) {
        Column rest = functions
                .when(text.rlike(MONTH), "-01 00:00:00")
                .when(functions.length(text).leq(10), " 00:00:00")
                .when(text.rlike("^[^:]*:\\d\\d$"), ":00")
                .otherwise("");
        Column full = functions.when(text.rlike(OFFSET), text).otherwise(zoned(functions.concat(text, rest), zone));
        return functions.unix_micros(full.try_cast("timestamp"));
    }
}
