package io.seiche.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;

/**
 * The times of a series that are a whole number of steps apart. A calendar step counts periods (days, halves of a month,
 * months) of local dates; the clock time stays the same.
 *
 * @param frequency step; {@code auto} and {@code rows} have no grid
 * @param axis meaning of the times
 * @param days days of the month of the series' rows; read for steps that depend on it
 */
record StepGrid(Frequency frequency, TimeAxis axis, MonthDays days) {
    /** Business days by which holidays may move the first or last business day of a month. */
    private static final int HOLIDAYS = 2;

    private static final int WEEK = 7;
    private static final int WORKDAYS = 5;
    private static final int MONTHS = 12;

    /** Returns the grid of a series' first rows. */
    static StepGrid of(Frequency frequency, TimeAxis axis, long[] times, int rows) {
        return new StepGrid(frequency, axis, frequency.monthly() ? MonthDays.of(times, rows, axis) : MonthDays.NONE);
    }

    /** Returns the length of a step in microseconds (or numbers) if all steps are equally long, else 0. */
    long fixed() {
        return frequency.fixed(axis);
    }

    /** Returns the number of whole steps from one time to a later one; -1 if they are not on the grid. */
    long steps(long from, long to) {
        long fixed = fixed();
        if (fixed > 0) {
            return (to - from) % fixed == 0 ? (to - from) / fixed : -1;
        }
        LocalDateTime a = axis.local(from);
        LocalDateTime b = axis.local(to);
        // Where daylight saving time begins at midnight, that day starts at 01:00; it counts as a whole day.
        boolean sameClock = a.toLocalTime().equals(b.toLocalTime())
                || axis.time(a.toLocalDate().atTime(b.toLocalTime())) == from
                || axis.time(b.toLocalDate().atTime(a.toLocalTime())) == to;
        if (!sameClock || !has(a.toLocalDate()) || !has(b.toLocalDate())) {
            return -1;
        }
        if (frequency.unit() == Frequency.Unit.MONTH_WEEKDAY && a.getDayOfWeek() != b.getDayOfWeek()) {
            return -1;
        }
        long periods = period(b.toLocalDate()) - period(a.toLocalDate());
        return periods % frequency.periods() == 0 ? periods / frequency.periods() : -1;
    }

    /**
     * Returns the time a number of steps after a given one.
     *
     * @param from time of a row
     * @param steps number of steps, 0 or more
     */
    long after(long from, long steps) {
        long fixed = fixed();
        if (fixed > 0) {
            return from + steps * fixed;
        }
        LocalDateTime local = axis.local(from);
        LocalDate date = date(period(local.toLocalDate()) + steps * frequency.periods(), local.getDayOfWeek());
        boolean begins = axis.time(local.toLocalDate().atStartOfDay()) == from;
        return axis.time(date.atTime(begins ? LocalTime.MIDNIGHT : local.toLocalTime()));
    }

    /** Returns the times of the next steps, {@code [horizon]}. */
    long[] next(long from, int horizon) {
        long[] next = new long[horizon];
        for (int h = 0; h < horizon; h++) {
            next[h] = after(from, h + 1L);
        }
        return next;
    }

    /** Returns true if a row may be on a date. */
    private boolean has(LocalDate date) {
        return switch (frequency.unit()) {
            case BUSINESS_DAY -> !weekend(date);
            case HALF_MONTH -> date.equals(MonthDays.in(date, days.first())) || date.equals(second(date));
            case MONTH, QUARTER, YEAR -> date.equals(MonthDays.in(date, days.monthly()));
            case MONTH_WEEKDAY -> days.hasPlace(date);
            case MONTH_END -> date.getDayOfMonth() == date.lengthOfMonth();
            case BUSINESS_MONTH -> !weekend(date) && workdays(date.withDayOfMonth(1), date) <= HOLIDAYS;
            case BUSINESS_MONTH_END -> !weekend(date) && workdays(date, lastWorkday(date)) <= HOLIDAYS;
            default -> true;
        };
    }

    /** Returns true if the date of a time is exactly that of its period, not moved by holidays. */
    boolean exact(long time) {
        LocalDate date = axis.local(time).toLocalDate();
        return date.equals(date(period(date), date.getDayOfWeek()));
    }

    private long period(LocalDate date) {
        long month = date.getLong(ChronoField.PROLEPTIC_MONTH);
        return switch (frequency.unit()) {
            case BUSINESS_DAY -> {
                long day = monday(date);
                yield Math.floorDiv(day, WEEK) * WORKDAYS + Math.min(WORKDAYS - 1, Math.floorMod(day, WEEK));
            }
            case HALF_MONTH -> 2 * month + (date.isBefore(second(date)) ? 0 : 1);
            case MONTH, QUARTER, YEAR, MONTH_WEEKDAY, MONTH_END, BUSINESS_MONTH, BUSINESS_MONTH_END -> month;
            default -> date.toEpochDay();
        };
    }

    /** Returns the date of a period; the weekday is that of a row. */
    private LocalDate date(long period, DayOfWeek weekday) {
        return switch (frequency.unit()) {
            case BUSINESS_DAY ->
                LocalDate.ofEpochDay(Math.floorDiv(period, WORKDAYS) * WEEK + Math.floorMod(period, WORKDAYS))
                        .minusDays(monday(LocalDate.EPOCH));
            case HALF_MONTH -> {
                LocalDate month = month(Math.floorDiv(period, 2));
                yield Math.floorMod(period, 2) == 0 ? MonthDays.in(month, days.first()) : second(month);
            }
            case MONTH, QUARTER, YEAR -> MonthDays.in(month(period), days.monthly());
            case MONTH_WEEKDAY -> days.weekday(month(period), weekday);
            case MONTH_END -> MonthDays.in(month(period), Integer.MAX_VALUE);
            case BUSINESS_MONTH -> {
                LocalDate first = month(period);
                yield weekend(first) ? first.plusDays(WEEK - Math.floorMod(monday(first), WEEK)) : first;
            }
            case BUSINESS_MONTH_END -> lastWorkday(month(period));
            default -> LocalDate.ofEpochDay(period);
        };
    }

    private static LocalDate month(long proleptic) {
        return LocalDate.of((int) Math.floorDiv(proleptic, MONTHS), Math.floorMod(proleptic, MONTHS) + 1, 1);
    }

    private LocalDate second(LocalDate month) {
        return MonthDays.in(month, days.second());
    }

    private static LocalDate lastWorkday(LocalDate month) {
        LocalDate last = MonthDays.in(month, Integer.MAX_VALUE);
        int past = last.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue();
        return last.minusDays(Math.max(0, past));
    }

    /** Returns the number of business days from one date up to a later one, the later one not counted. */
    private static int workdays(LocalDate from, LocalDate to) {
        return (int) from.datesUntil(to.isBefore(from) ? from : to)
                .filter(date -> !weekend(date))
                .count();
    }

    /** Returns the number of days since a Monday. */
    private static long monday(LocalDate date) {
        return date.toEpochDay() + DayOfWeek.THURSDAY.getValue() - 1; // 1970-01-01 was a Thursday
    }

    static boolean weekend(LocalDate date) {
        return date.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
    }
}
