package io.seiche.series;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The days of the month on which the rows of a series are, from which a calendar step continues: a row on the 30th of
 * every month is on February 28, and the next one on March 30. All rows count, since the last one may be in February.
 *
 * @param least lowest day of the month; 0 without rows
 * @param most highest day of the month; 0 without rows
 * @param ends true if every row on the 28th or later is on the last day of its month
 * @param lastWeek true if every row is in the last seven days of its month
 */
record MonthDays(int least, int most, boolean ends, boolean lastWeek) implements Serializable {
    /** The days of no rows. */
    static final MonthDays NONE = new MonthDays(0, 0, true, true);

    private static final int WEEK = 7;

    /** Days from which a month may be too short. */
    private static final int LATE = 28;

    private static final int LONGEST = 31;
    private static final int HALF = 15;

    /** Returns the days of the first rows of a series. */
    static MonthDays of(long[] times, int rows, TimeAxis axis) {
        MonthDays days = NONE;
        for (int row = 0; row < rows; row++) {
            days = days.with(axis.local(times[row]).toLocalDate());
        }
        return days;
    }

    /** Returns these days and that of one more row. */
    MonthDays with(LocalDate date) {
        int day = date.getDayOfMonth();
        boolean end = day < LATE || day == date.lengthOfMonth();
        boolean late = day > date.lengthOfMonth() - WEEK;
        if (least == 0) {
            return new MonthDays(day, day, end, late);
        }
        return least <= day && most >= day && (end || !ends) && (late || !lastWeek)
                ? this
                : new MonthDays(Math.min(least, day), Math.max(most, day), ends && end, lastWeek && late);
    }

    /** Returns true if all rows are in the same one of the first four weeks of their month, counted from its first day. */
    private boolean sameWeek() {
        return most <= LATE && (least - 1) / WEEK == (most - 1) / WEEK;
    }

    /** Returns true if a date has the place among the weekdays of its month that all rows have. */
    boolean hasPlace(LocalDate date) {
        int day = date.getDayOfMonth();
        return sameWeek() ? (day - 1) / WEEK == (least - 1) / WEEK : lastWeek && day > date.lengthOfMonth() - WEEK;
    }

    /** Returns the weekday of a month at the place of all rows. */
    LocalDate weekday(LocalDate month, DayOfWeek weekday) {
        return month.with(
                sameWeek()
                        ? TemporalAdjusters.dayOfWeekInMonth((least - 1) / WEEK + 1, weekday)
                        : TemporalAdjusters.lastInMonth(weekday));
    }

    /** Returns the day of a series with one row a month; 31 for the end of the month. */
    int monthly() {
        return most >= LATE && ends ? LONGEST : most;
    }

    /** Returns the first of the two days of a series with two rows a month, also if no row is on it yet. */
    int first() {
        int day = monthly();
        if (least <= HALF && (most > HALF || least < most || day < HALF)) {
            return least;
        }
        return day == LONGEST || day == HALF ? HALF : day - HALF;
    }

    /** Returns the second of the two days of a series with two rows a month; 31 for the end of the month. */
    int second() {
        int day = monthly();
        if (most > first()) {
            return day;
        }
        return day == HALF ? LONGEST : day + HALF;
    }

    /** Returns a day of the month of a date, or the last one of a shorter month. */
    static LocalDate in(LocalDate month, int day) {
        return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
    }
}
