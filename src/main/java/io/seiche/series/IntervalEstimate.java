package io.seiche.series;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.LocalDateTime;

/**
 * A streaming estimate of the interval between rows of a series without a clock frequency, from which the times of the
 * next rows follow: the majority difference between neighbours, if there is one (the Boyer-Moore vote), and a flag set
 * once a row falls on a weekend. The result is the same for all rows at once and for rows added one by one.
 */
final class IntervalEstimate {
    /** Size of a serialized estimate, in bytes. */
    static final int BYTES = 2 * Long.BYTES + Integer.BYTES + 2;

    private static final long MICROS_A_DAY = 86_400_000_000L;

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
        weekends = weekends || (axis.kind() != TimeAxis.Kind.NUMBER && weekend(time, axis));
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

    /**
     * Returns the times of the next steps, {@code [horizon]}. A clock frequency determines them; for {@code rows} they
     * follow at the majority difference, weekends skipped if no row fell on one.
     *
     * @param from time of the last row
     */
    long[] next(long from, int horizon, Frequency frequency, TimeAxis axis) {
        long[] next = new long[horizon];
        if (frequency.clock()) {
            for (int h = 0; h < horizon; h++) {
                next[h] = frequency.after(from, h + 1, axis);
            }
            return next;
        }
        long usual = difference == 0 ? 1 : difference;
        boolean days = axis.kind() != TimeAxis.Kind.NUMBER && usual == MICROS_A_DAY;
        long at = from;
        for (int h = 0; h < horizon; h++) {
            do {
                at = days ? new Frequency(Frequency.Unit.DAY, 1).after(at, 1, axis) : at + usual;
            } while (days && !weekends && weekend(at, axis));
            next[h] = at;
        }
        return next;
    }

    private static boolean weekend(long time, TimeAxis axis) {
        LocalDateTime local = axis.local(time);
        return local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    void write(ByteBuffer to) {
        to.put((byte) (begun ? 1 : 0)).put((byte) (weekends ? 1 : 0));
        to.putLong(last).putLong(difference).putInt(votes);
    }

    void read(ByteBuffer from) {
        begun = from.get() != 0;
        weekends = from.get() != 0;
        last = from.getLong();
        difference = from.getLong();
        votes = from.getInt();
    }
}
