package io.seiche.series;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows of a series as the table holds them, before policies drop, fill or insert rows: the times, and which targets have
 * a value.
 *
 * @param times of the rows, ascending, each once; rows at the end that only hold future covariates are left out
 * @param known bit {@code row * targets + target} is set where a row has the target's value
 * @param targets number of targets
 */
record ReadRows(long[] times, BitSet known, int targets) {
    static ReadRows of(SeriesRows rows) {
        int targets = rows.names.targets().size();
        long[] times = new long[rows.rows];
        BitSet known = new BitSet();
        int count = 0;
        for (int row = 0; row < rows.rows; row++) {
            if (count == 0 || times[count - 1] != rows.times[row]) {
                times[count++] = rows.times[row];
            }
            for (int k = 0; k < targets; k++) {
                if (!Double.isNaN(rows.values[row * rows.columns + k])) {
                    known.set((count - 1) * targets + k);
                }
            }
        }
        if (!rows.names.future().isEmpty()) {
            count = Math.min(count, (known.length() + targets - 1) / targets);
        }
        return new ReadRows(Arrays.copyOf(times, count), known, targets);
    }

    int rows() {
        return times.length;
    }

    /** Returns true if the table has a target's value at a time. */
    boolean knows(long time, int target) {
        int row = Arrays.binarySearch(times, time);
        return row >= 0 && known.get(row * targets + target);
    }
}
