package io.seiche.series;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The meaning of the numbers in {@link Chunk#times}: row numbers, or microseconds since 1970 UTC of dates or moments.
 *
 * @param kind content of the table's time column
 * @param zone time zone of days ({@link SeriesSpec#timeZone})
 * @param format format of the table's times; {@code auto} for ISO dates and times, types of Spark and plain numbers
 */
public record TimeAxis(TimeKind kind, ZoneId zone, TimeFormat format) implements Serializable {
    /** Content of a time column. */
    public enum TimeKind {
        /** Whole numbers: positions, years or other counts. */
        NUMBER,
        /** Days; stored as the moment the day begins in the zone. */
        DATE,
        /** Moments. */
        TIMESTAMP,
        /** Local times without an offset; stored as their moment in the zone. */
        LOCAL
    }

    /** Length of a day of 24 hours. */
    static final long MICROS_A_DAY = 86_400_000_000L;

    /** Mean length of a month of the Gregorian calendar: 30.436875 days. */
    static final long MICROS_A_MONTH = 2_629_746_000_000L;

    private static final long MICROS = 1_000_000;
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Creates the axis of dates, times or numbers in their usual format. */
    public TimeAxis(TimeKind kind, ZoneId zone) {
        this(kind, zone, TimeFormat.AUTO);
    }

    /** Returns the axis of dates in UTC, the usual one of daily tables. */
    public static TimeAxis dates() {
        return new TimeAxis(TimeKind.DATE, ZoneOffset.UTC);
    }

    /** Returns this axis with another content of the column. */
    public TimeAxis with(TimeKind other) {
        return new TimeAxis(other, zone, format);
    }

    /** Returns true if a time is the beginning of a day. */
    boolean beginsDay(long time) {
        return time(local(time).toLocalDate().atStartOfDay()) == time;
    }

    /** Returns a time as text: {@code 2020-01-31}, {@code 2020-01-31 12:00:00}, or the number. */
    public String text(long time) {
        if (format.isWhole()) {
            return Long.toString(format.number(time, zone));
        }
        if (kind == TimeKind.NUMBER) {
            return Long.toString(time);
        }
        LocalDateTime local = local(time);
        if (kind == TimeKind.DATE) {
            return local.toLocalDate().toString();
        }
        String seconds = local.truncatedTo(ChronoUnit.SECONDS).format(TO_THE_SECOND);
        return Math.floorMod(time, MICROS) == 0
                ? seconds
                : seconds + String.format(Locale.ROOT, ".%06d", Math.floorMod(time, MICROS));
    }

    /** Returns the local time in the zone. */
    public LocalDateTime local(long time) {
        return LocalDateTime.ofInstant(instant(time), zone);
    }

    /** Returns the moment of a time that is not a row number. */
    public Instant instant(long time) {
        return Instant.ofEpochSecond(Math.floorDiv(time, MICROS), Math.floorMod(time, MICROS) * 1000);
    }

    /** Returns the number of a local time in the zone. */
    long time(LocalDateTime local) {
        Instant at = local.atZone(zone).toInstant();
        return at.getEpochSecond() * MICROS + at.getNano() / 1000;
    }

    /** Returns true if every day of the zone has 24 hours. */
    boolean evenDays() {
        return kind == TimeKind.NUMBER || zone.getRules().isFixedOffset();
    }
}
