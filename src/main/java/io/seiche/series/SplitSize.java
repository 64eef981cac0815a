package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;

/**
 * Size of one part of a split: a fraction of the rows, a number of rows, a length of time, or everything from a time
 * on.
 */
public sealed interface SplitSize extends Serializable {
    /** No rows. */
    SplitSize NONE = new Rows(0);

    /** A fraction of the series' rows, from 0 to 1, rounded to whole rows. */
    record Fraction(double fraction) implements SplitSize {
        public Fraction {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("a share must lie between 0 and 1, was " + fraction);
            }
        }
    }

    /** A number of rows. */
    record Rows(long rows) implements SplitSize {
        public Rows {
            if (rows < 0) {
                throw new IllegalArgumentException("a number of rows must be 0 or more, was " + rows);
            }
        }
    }

    /**
     * The newest rows within a length of time: {@code 365d} of a daily series is its last 365 rows if none is missing.
     */
    record TimeLength(String time) implements SplitSize {
        private static final Map<String, Long> SECONDS =
                Map.of("s", 1L, "min", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

        public TimeLength {
            micros(time);
        }

        /** Returns the length in microseconds. */
        public long micros() {
            return micros(time);
        }

        private static long micros(String time) {
            String unit = time.replaceFirst("^\\d+", "");
            if (unit.equals(time) || !SECONDS.containsKey(unit)) {
                throw new IllegalArgumentException(
                        "a length of time must look like 30min, 12h, 365d or 52w, was \"" + time + "\"");
            }
            long count = Long.parseLong(time.substring(0, time.length() - unit.length()));
            return Math.multiplyExact(Math.multiplyExact(count, SECONDS.get(unit)), 1_000_000L);
        }
    }

    /** Everything from a time on, given as a date or an ISO time, with an offset or in the series' time zone. */
    record Since(String time) implements SplitSize {
        public Since {
            instant(time, ZoneId.of("UTC"));
        }

        /** Returns the time in microseconds since 1970 UTC. */
        public long micros(ZoneId zone) {
            Instant at = instant(time, zone);
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
        }

        private static Instant instant(String time, ZoneId zone) {
            try {
                String iso = time.trim().replace(' ', 'T');
                if (iso.length() <= 10) {
                    return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
                }
                return iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "a time must look like 2020-01-31 or 2020-01-31T12:00:00, was \"" + time + "\"", e);
            }
        }
    }

    /**
     * Parses a size as a configuration writes it: {@code 0.2} is a fraction, {@code 500} a number of rows, {@code 365d}
     * a length of time, {@code 2019-01-01} a time. {@code 1} means one row, {@code 1.0} all rows.
     *
     * @param key configuration key, for the error message
     * @param text value of the key
     * @throws IllegalArgumentException if the text is none of these
     */
    public static SplitSize parse(String key, String text) {
        String plain = text.trim();
        try {
            if (plain.matches("\\d+")) {
                return new Rows(Long.parseLong(plain));
            }
            if (plain.matches("\\d+[A-Za-z]+")) {
                return new TimeLength(Words.fold(plain));
            }
            return plain.matches("[-+.0-9eE]+") && plain.indexOf('-', 1) < 0
                    ? new Fraction(Double.parseDouble(plain))
                    : new Since(plain);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Refusal(
                            key,
                            "be a share (0.2), a number of rows (500), a length of time (365d) or a time (2019-01-01)",
                            "\"" + text + "\"")
                    .because(e);
        }
    }
}
