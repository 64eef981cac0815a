package io.seiche.series;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Objects;

/**
 * The times of consecutive rows. Evenly spaced times, the usual case with a clock frequency, are stored as two numbers
 * instead of one per row. The calendar inputs of the rows are made once in a JVM and held while memory allows.
 */
public final class RowTimes implements Serializable {
    private static final long serialVersionUID = 1;

    private final int count;
    private final long first;
    private final long step;
    private final long[] each; // null if they are evenly spaced
    private transient volatile SoftReference<RowInputs> made;

    /** The inputs of a calendar for these rows, {@code [rows][size]}, the first of them at a place in its series. */
    private record RowInputs(Calendar calendar, long first, float[] inputs) {}

    private RowTimes(int count, long first, long step, long[] each) {
        this.count = count;
        this.first = first;
        this.step = step;
        this.each = each;
    }

    /** Creates the times of rows from an array. */
    public static RowTimes of(long... times) {
        return of(times, 0, times.length);
    }

    /** Creates the times of rows {@code [from, end)}. */
    static RowTimes of(long[] times, int from, int end) {
        int count = end - from;
        long first = count == 0 ? 0 : times[from];
        long step = count < 2 ? 0 : times[from + 1] - first;
        for (int i = 2; i < count; i++) {
            if (times[from + i] != first + i * step) {
                return new RowTimes(count, first, step, Arrays.copyOfRange(times, from, end));
            }
        }
        return new RowTimes(count, first, step, null);
    }

    /** Returns these times followed by others. */
    RowTimes followedBy(long... next) {
        long[] all = new long[count + next.length];
        for (int row = 0; row < count; row++) {
            all[row] = at(row);
        }
        System.arraycopy(next, 0, all, count, next.length);
        return of(all);
    }

    /**
     * Returns the calendar inputs of the rows, {@code [rows][size]}; not to be modified.
     *
     * @param place of the first row in its series
     */
    float[] inputs(Calendar calendar, long place) {
        SoftReference<RowInputs> held = made;
        RowInputs last = held == null ? null : held.get();
        if (last == null || !last.calendar().equals(calendar) || last.first() != place) {
            last = new RowInputs(calendar, place, calendar.of(this, place));
            made = new SoftReference<>(last);
        }
        return last.inputs();
    }

    /** Returns the number of rows. */
    public int count() {
        return count;
    }

    /** Returns the time of a row, counted from 0. */
    public long at(int row) {
        Objects.checkIndex(row, count);
        return each == null ? first + row * step : each[row];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowTimes times
                && times.count == count
                && times.first == first
                && times.step == step
                && Arrays.equals(times.each, each);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, first, step, Arrays.hashCode(each));
    }
}
