package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The step between neighbouring rows of a series: a clock step (15min, 1h), a calendar step (1d, 1w, 1mo; days of 23
 * and 25 hours are whole days), a step of a row number, or {@code rows}, where the next row is the next step whatever
 * its time, as with trading days.
 *
 * @param unit unit of a step
 * @param count number of units in a step, at least 1
 */
public record Frequency(Unit unit, int count) implements Serializable {
    /** Unit of a step. */
    public enum Unit {
        /** Inferred from the rows. */
        AUTO("auto", 0, 0),
        /** Row position alone. */
        ROWS("rows", 0, 0),
        /** One unit of a numeric time column. */
        NUMBER("step", 1, 0),
        MILLISECOND("ms", 1_000, 0),
        SECOND("s", 1_000_000, 0),
        MINUTE("min", 60_000_000, 0),
        HOUR("h", 3_600_000_000L, 0),
        DAY("d", 86_400_000_000L, 0),
        WEEK("w", 7 * 86_400_000_000L, 0),
        MONTH("mo", 0, 1),
        QUARTER("q", 0, 3),
        YEAR("y", 0, 12);

        private final String suffix;
        /** Length in microseconds (or numbers); 0 if it varies. */
        private final long length;

        private final int months;

        Unit(String suffix, long length, int months) {
            this.suffix = suffix;
            this.length = length;
            this.months = months;
        }
    }

    /** Frequency to be inferred from the rows. */
    public static final Frequency AUTO = new Frequency(Unit.AUTO, 1);

    /** Row position alone: there are no gaps. */
    public static final Frequency ROWS = new Frequency(Unit.ROWS, 1);

    private static final Pattern STEP = Pattern.compile("(\\d{0,8})\\s*([a-z]+)");

    public Frequency {
        Objects.requireNonNull(unit, "series.frequency");
        if (count < 1) {
            throw new Refusal("series.frequency", "be 1 unit or more", count);
        }
    }

    /** Parses a frequency as written in {@code series.frequency}. */
    public static Frequency parse(String text) {
        Matcher step = STEP.matcher(Words.fold(text));
        if (step.matches()) {
            for (Unit unit : Unit.values()) {
                boolean counted = unit != Unit.AUTO && unit != Unit.ROWS;
                if (unit.suffix.equals(step.group(2))
                        && (counted || step.group(1).isEmpty())) {
                    return new Frequency(unit, step.group(1).isEmpty() ? 1 : Integer.parseInt(step.group(1)));
                }
            }
        }
        throw new Refusal(
                "series.frequency",
                "be auto, rows, or a number and one of "
                        + Arrays.stream(Unit.values())
                                .skip(2)
                                .map(unit -> unit.suffix)
                                .collect(Collectors.joining(", "))
                        + ", as in 15min",
                "\"" + text + "\"");
    }

    /** Returns the text a configuration writes: {@code 15min}, {@code rows}. */
    public String text() {
        return unit == Unit.AUTO || unit == Unit.ROWS ? unit.suffix : count + unit.suffix;
    }

    /** Returns true if the frequency is still to be inferred. */
    public boolean open() {
        return unit == Unit.AUTO;
    }

    /** Returns true if rows are on a time grid, so that there can be gaps. */
    public boolean clock() {
        return unit != Unit.AUTO && unit != Unit.ROWS;
    }

    /** Returns the step in microseconds (or numbers) if all steps are equally long on this axis, else 0. */
    long fixed(TimeAxis axis) {
        boolean days = unit == Unit.DAY || unit == Unit.WEEK;
        return days && !axis.evenDays() ? 0 : unit.length * count;
    }

    /** Returns the number of whole steps from one time to a later one; -1 if the later time is not on the grid. */
    long steps(long from, long to, TimeAxis axis) {
        long fixed = fixed(axis);
        if (fixed > 0) {
            return (to - from) % fixed == 0 ? (to - from) / fixed : -1;
        }
        LocalDateTime a = axis.local(from);
        LocalDateTime b = axis.local(to);
        long units;
        if (unit.months > 0) {
            units = YearMonth.from(a).until(YearMonth.from(b), ChronoUnit.MONTHS);
            if (!sameDay(a, b)) {
                return -1;
            }
        } else {
            units = a.toLocalDate().until(b.toLocalDate(), ChronoUnit.DAYS);
        }
        // Where daylight saving time begins at midnight, that day starts at 01:00; it counts as a whole day.
        boolean sameClock = a.toLocalTime().equals(b.toLocalTime())
                || axis.time(a.toLocalDate().atTime(b.toLocalTime())) == from
                || axis.time(b.toLocalDate().atTime(a.toLocalTime())) == to;
        long inStep = inStep();
        return sameClock && units % inStep == 0 ? units / inStep : -1;
    }

    /** Returns the number of months or days in a calendar step. */
    private long inStep() {
        return unit.months > 0
                ? (long) unit.months * count
                : Duration.of(unit.length, ChronoUnit.MICROS).toDays() * count;
    }

    /** Returns true if both are the same day of the month, or the last day where the shorter month lacks that day. */
    private static boolean sameDay(LocalDateTime a, LocalDateTime b) {
        int last = Math.min(a.toLocalDate().lengthOfMonth(), b.toLocalDate().lengthOfMonth());
        return Math.min(a.getDayOfMonth(), last) == Math.min(b.getDayOfMonth(), last);
    }

    /**
     * Returns the time a number of steps after a given one.
     *
     * @param from time of a series of this frequency; a month-end stays a month-end
     * @param steps number of steps, 0 or more
     * @param axis meaning of the times
     */
    public long after(long from, int steps, TimeAxis axis) {
        long fixed = fixed(axis);
        if (fixed > 0) {
            return from + steps * fixed;
        }
        LocalDateTime local = axis.local(from);
        if (unit.months == 0) {
            return axis.time(local.plusDays(steps * inStep()));
        }
        LocalDateTime later = local.plusMonths(steps * inStep());
        boolean monthEnd = local.getDayOfMonth() == local.toLocalDate().lengthOfMonth() && local.getDayOfMonth() < 31;
        return axis.time(
                monthEnd && local.getDayOfMonth() >= 28
                        ? later.withDayOfMonth(later.toLocalDate().lengthOfMonth())
                        : later);
    }
}
