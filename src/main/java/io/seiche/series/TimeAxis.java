package io.seiche.series;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * What the numbers in {@link Chunk#times} mean: row numbers, or microseconds since 1970 UTC of dates or moments.
 *
 * @param kind what the table's time column holds
 * @param zone where days begin ({@link SeriesSpec#timeZone})
 */
public record TimeAxis(Kind kind, ZoneId zone) implements Serializable {
    /** What a time column holds. */
    public enum Kind {
        /** Whole numbers: positions, years, anything that counts. */
        NUMBER,
        /** Days; in chunks, the moment each begins in the zone. */
        DATE,
        /** Moments. */
        TIMESTAMP,
        /** Clock readings without an offset; in chunks, the moments they name in the zone. */
        LOCAL
    }

    private static final long MICROS = 1_000_000;
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Dates in UTC, as most daily tables have them. */
    public static TimeAxis dates() {
        return new TimeAxis(Kind.DATE, ZoneOffset.UTC);
    }

    /** A time as a person writes it: {@code 2020-01-31}, {@code 2020-01-31 12:00:00}, or the number. */
    public String text(long time) {
        if (kind == Kind.NUMBER) {
            return Long.toString(time);
        }
        LocalDateTime local = local(time);
        if (kind == Kind.DATE) {
            return local.toLocalDate().toString();
        }
        String seconds = local.truncatedTo(ChronoUnit.SECONDS).format(TO_THE_SECOND);
        return Math.floorMod(time, MICROS) == 0
                ? seconds
                : seconds + String.format(".%06d", Math.floorMod(time, MICROS));
    }

    /** The reading of clock and calendar in the zone at that moment. */
    public LocalDateTime local(long time) {
        return LocalDateTime.ofInstant(instant(time), zone);
    }

    /** The moment of a time that is not a row number. */
    public Instant instant(long time) {
        return Instant.ofEpochSecond(Math.floorDiv(time, MICROS), Math.floorMod(time, MICROS) * 1000);
    }

    /** The number of a moment that the zone's clocks read so. */
    long time(LocalDateTime local) {
        Instant at = local.atZone(zone).toInstant();
        return at.getEpochSecond() * MICROS + at.getNano() / 1000;
    }

    /** Whether a day of the zone always has 24 hours. */
    boolean evenDays() {
        return kind == Kind.NUMBER || zone.getRules().isFixedOffset();
    }
}
