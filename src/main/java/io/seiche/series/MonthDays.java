package io.seiche.series;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The days of the month on which the rows of a series are, from which a calendar step continues: a row on the 30th of
 * every month is on February 28, and the next one on March 30. All rows count, since the last one may be in February.
 *
 * @param least lowest day of the month; 0 without rows
 * @param most highest day of the month; 0 without rows
 * @param ends true if every row on the 28th or later is on the last day of its month
 */
record MonthDays(int least, int most, boolean ends) implements Serializable {
    /** The days of no rows. */
    static final MonthDays NONE = new MonthDays(0, 0, true);

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
        if (least == 0) {
            return new MonthDays(day, day, end);
        }
        return least <= day && most >= day && (end || !ends)
                ? this
                : new MonthDays(Math.min(least, day), Math.max(most, day), ends && end);
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
