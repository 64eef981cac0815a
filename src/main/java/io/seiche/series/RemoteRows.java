package io.seiche.series;

import io.seiche.text.Words;
import java.util.Locale;

/**
 * The search for a few rows at an end of a series whose time stands for no time, such as 1900-01-01, 1970-01-01 or
 * 9999-12-31: rows that are further from all others than these are from one another, and more than a year. A gap of a
 * century is refused, since forecasts would continue from its other side; a shorter one is noted.
 */
final class RemoteRows {
    /** Most times that are looked at on each end. */
    private static final int MOST = 3;
    /** Fewest other rows. */
    private static final int FEWEST = 8;

    private static final long YEAR = 31_557_600_000_000L;
    private static final int CENTURY = 100;

    /** Distance of a plain number, in spans of the others. */
    private static final int NUMBER = 10;

    private RemoteRows() {}

    /** Notes or refuses such rows of a series whose rows are sorted; times may be there several times. */
    static void find(SeriesRows rows, TimeAxis axis) {
        int from = 0;
        int end = rows.rows;
        boolean found = true;
        while (found) { // rows on one end hide those on the other, since they make the series longer
            int later = late(rows, from, end, axis);
            int earlier = early(rows, from, later, axis);
            found = later < end || earlier > from;
            end = later;
            from = earlier;
        }
    }

    /** Returns the end of rows {@code [from, end)} without the remote ones after them. */
    private static int late(SeriesRows rows, int from, int end, TimeAxis axis) {
        long[] times = rows.times;
        for (int row = end - 1, seen = 0; row >= from + FEWEST && seen < MOST; row--) {
            if (times[row] != times[row - 1]) {
                seen++;
                if (isFar(times[row] - times[row - 1], times[row - 1] - times[from], axis)) {
                    String place = " after all earlier rows, which end at " + axis.text(times[row - 1]) + ",";
                    add(rows, axis, times[row], times[row] - times[row - 1], place, end - row);
                    return row;
                }
            }
        }
        return end;
    }

    /** Returns the first of rows {@code [from, end)} after the remote ones before them. */
    private static int early(SeriesRows rows, int from, int end, TimeAxis axis) {
        long[] times = rows.times;
        for (int row = from, seen = 0; row < end - FEWEST && seen < MOST; row++) {
            if (times[row] != times[row + 1]) {
                seen++;
                if (isFar(times[row + 1] - times[row], times[end - 1] - times[row + 1], axis)) {
                    String place = " before all later rows, which begin at " + axis.text(times[row + 1]) + ",";
                    add(rows, axis, times[row], times[row + 1] - times[row], place, row + 1 - from);
                    return row + 1;
                }
            }
        }
        return from;
    }

    private static boolean isFar(long distance, long span, TimeAxis axis) {
        return axis.kind() == TimeAxis.TimeKind.NUMBER
                ? distance / NUMBER > Math.max(span, 1)
                : distance > Math.max(span, YEAR);
    }

    private static void add(SeriesRows rows, TimeAxis axis, long time, long distance, String place, int count) {
        boolean number = axis.kind() == TimeAxis.TimeKind.NUMBER;
        long years = distance / YEAR;
        String detail = number
                ? String.format(Locale.ROOT, "a row is %,d%s", distance, place)
                : "a row is " + Words.count(years, "year") + place;
        if (!number && years > CENTURY) {
            rows.refuse(RowDefect.DefectKind.REMOTE, time, detail, count);
        } else {
            rows.note(RowDefect.DefectKind.REMOTE, time, detail, count);
        }
    }
}
