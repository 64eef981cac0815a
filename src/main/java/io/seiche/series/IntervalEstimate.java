package io.seiche.series;

import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.LocalDateTime;

/**
 * What has been seen of the times of a series without a clock's frequency, as far as it tells when the next rows come: the
 * difference that more than half of the neighbours have, if there is one (Boyer and Moore's vote), and whether any row
 * fell on a weekend. The same of all rows at once and of rows that come one by one.
 */
final class IntervalEstimate {
    /** Bytes of a written one. */
    static final int BYTES = 2 * Long.BYTES + Integer.BYTES + 2;

    private static final long MICROS_A_DAY = 86_400_000_000L;

    private boolean begun;
    private boolean weekends;
    private long last;
    private long difference;
    private int votes;

    /** Sees the next row's time. */
    void see(long time, TimeAxis axis) {
        if (begun) {
            vote(time - last);
        }
        begun = true;
        last = time;
        weekends = weekends || (axis.kind() != TimeAxis.Kind.NUMBER && weekend(time, axis));
    }

    /** Counts one difference between neighbours. */
    void vote(long seen) {
        if (votes == 0) {
            difference = seen;
        }
        votes += seen == difference ? 1 : -1;
    }

    /** The usual difference; 0 of fewer than two rows. */
    long usual() {
        return difference;
    }

    /**
     * The times of the next steps: by the frequency; of rows by the usual difference, and only on working days where the
     * series has none but those.
     *
     * @param from the last row's time
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
