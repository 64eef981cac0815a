package io.seiche.table;

import io.seiche.series.TimeAxis;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Conversion of times back to Spark columns of the table's type, independent of the session's time zone. */
public final class OutputTimes {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private OutputTimes() {}

    /** Returns the number that {@link #column} converts to a time: a row number, a day, or microseconds. */
    public static long number(TimeAxis axis, long time) {
        if (axis.format().isWhole()) {
            return axis.format().number(time, axis.zone());
        }
        return switch (axis.kind()) {
            case NUMBER, TIMESTAMP -> time;
            case DATE -> axis.local(time).toLocalDate().toEpochDay();
            case LOCAL -> ChronoUnit.MICROS.between(EPOCH, axis.local(time));
        };
    }

    /** Returns a column of {@link #number}s as dates, timestamps, local times, or the numbers themselves. */
    public static Column column(TimeAxis axis, String name) {
        Column number = functions.col(name);
        if (axis.format().isWhole()) {
            return number;
        }
        return switch (axis.kind()) {
            case NUMBER -> number;
            case TIMESTAMP -> functions.timestamp_micros(number);
            case DATE -> functions.date_from_unix_date(number.cast("int"));
            // A local time plus an interval does not depend on a time zone.
            case LOCAL ->
                functions.expr("TIMESTAMP_NTZ'1970-01-01 00:00:00' + make_dt_interval(0, 0, 0, cast(`" + name
                        + "` as decimal(20, 0)) / 1000000)");
        };
    }
}
