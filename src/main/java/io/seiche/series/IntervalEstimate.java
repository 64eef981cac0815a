package io.seiche.series;

import java.nio.ByteBuffer;
import java.time.LocalDate;

/**
 * A streaming estimate of the interval between rows of a series, from which the times of the next rows follow: the
 * majority difference between neighbours, if there is one (the Boyer-Moore vote), the days of the month, and a flag set
 * once a row falls on a weekend. The result is the same for all rows at once and for rows added one by one.
 */
final class IntervalEstimate {
    /** Size of a serialized estimate, in bytes. */
    static final int BYTES = 2 * Long.BYTES + Integer.BYTES + 2;

    private static final int FLAG = 1;
    private static final int DAY = 31;
    private static final int ENDS = 64;
    private static final int LAST_WEEK = 128;

    private MonthDays days = MonthDays.NONE;
    private boolean begun;
    private boolean weekends;
    private long last;
    private long difference;
    private int votes;

    /** Adds the time of the next row. */
    void see(long time, TimeAxis axis) {
        if (begun) {
            vote(time - last);
        }
        begun = true;
        last = time;
        if (axis.kind() != TimeAxis.TimeKind.NUMBER) {
            LocalDate date = axis.local(time).toLocalDate();
            weekends = weekends || StepGrid.weekend(date);
            days = days.with(date);
        }
    }

    /** Adds one difference between neighbouring rows. */
    void vote(long seen) {
        if (votes == 0) {
            difference = seen;
        }
        votes += seen == difference ? 1 : -1;
    }

    /** Returns the majority difference; 0 for fewer than two rows. */
    long usual() {
        return difference;
    }

    /** Returns the days of the month of all rows. */
    MonthDays days() {
        return days;
    }

    /**
     * Returns the times of the next rows, {@code [horizon]}: they follow at the majority difference, weekends skipped if
     * no row fell on one. A difference of about a month, or of several, is one of the calendar.
     *
     * @param from time of the last row
     */
    long[] next(long from, int horizon, TimeAxis axis) {
        long usual = difference == 0 ? 1 : difference;
        boolean clock = axis.kind() != TimeAxis.TimeKind.NUMBER;
        long months = Math.round((double) usual / TimeAxis.MICROS_A_MONTH);
        if (clock && months > 0 && Math.abs(usual - months * TimeAxis.MICROS_A_MONTH) <= 2 * TimeAxis.MICROS_A_DAY) {
            MonthDays same = MonthDays.of(new long[] {from}, 1, axis);
            return new StepGrid(Frequency.months((int) months), axis, same).next(from, horizon);
        }
        boolean days = clock && usual == TimeAxis.MICROS_A_DAY;
        StepGrid day = new StepGrid(new Frequency(Frequency.Unit.DAY, 1), axis, MonthDays.NONE);
        long[] next = new long[horizon];
        long at = from;
        for (int h = 0; h < horizon; h++) {
            do {
                at = days ? day.after(at, 1) : at + usual;
            } while (days && !weekends && weekend(at, axis));
            next[h] = at;
        }
        return next;
    }

    private static boolean weekend(long time, TimeAxis axis) {
        return StepGrid.weekend(axis.local(time).toLocalDate());
    }

    /** Writes the estimate; the days of the month share the bytes of the two flags. */
    void write(ByteBuffer to) {
        int first =
                (begun ? FLAG : 0) | days.least() << 1 | (days.ends() ? ENDS : 0) | (days.lastWeek() ? LAST_WEEK : 0);
        int second = (weekends ? FLAG : 0) | days.most() << 1;
        to.put((byte) first).put((byte) second);
        to.putLong(last).putLong(difference).putInt(votes);
    }

    void read(ByteBuffer from) {
        int first = from.get();
        int second = from.get();
        begun = (first & FLAG) != 0;
        weekends = (second & FLAG) != 0;
        days = new MonthDays(first >> 1 & DAY, second >> 1 & DAY, (first & ENDS) != 0, (first & LAST_WEEK) != 0);
        last = from.getLong();
        difference = from.getLong();
        votes = from.getInt();
    }
}
