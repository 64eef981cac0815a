package io.seiche.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Consecutive rows of one series as a chunk packs them.
 *
 * @param first position of the first row in its series, from 0; -1 where the beginning of a sequence stands before it
 * @param columns values of a row ({@link Columns#perRow()})
 * @param values scaled: {@code [rows][columns]}
 * @param times of each row
 * @param levels each row's targets in the table's units, before {@code series.transform}: {@code [rows][targets]}; empty
 *     unless the transform needs them ({@link Transform#needsLevel})
 * @param masked targets whose values are for inputs only: bit {@code row * columns + target}; not to be modified
 */
public record ChunkRows(long first, int columns, float[] values, RowTimes times, double[] levels, BitSet masked)
        implements Serializable {
    private static final long serialVersionUID = 1;

    private static final double[] NO_LEVELS = {};
    private static final BitSet NONE_MASKED = new BitSet();

    /** Rows of which no target is masked. */
    public ChunkRows(long first, int columns, float[] values, RowTimes times, double[] levels) {
        this(first, columns, values, times, levels, NONE_MASKED);
    }

    /** Rows from the beginning of a series, without levels. */
    public ChunkRows(int columns, float[] values, long... times) {
        this(0, columns, values, RowTimes.of(times), NO_LEVELS);
    }

    /** Returns these rows followed by rows of which only the times are known. */
    ChunkRows followedBy(long... next) {
        int rows = times.count();
        float[] more = Arrays.copyOf(values, (rows + next.length) * columns);
        Arrays.fill(more, rows * columns, more.length, Float.NaN);
        double[] moreLevels = rows == 0 ? levels : Arrays.copyOf(levels, levels.length / rows * (rows + next.length));
        Arrays.fill(moreLevels, levels.length, moreLevels.length, Double.NaN);
        return new ChunkRows(first, columns, more, times.followedBy(next), moreLevels, masked);
    }

    /** Returns rows {@code [from, end)} of these. */
    public ChunkRows part(int from, int end) {
        int perRow = levels.length / times.count();
        long[] own = new long[end - from];
        Arrays.setAll(own, row -> times.at(from + row));
        return new ChunkRows(
                first + from,
                columns,
                Arrays.copyOfRange(values, from * columns, end * columns),
                RowTimes.of(own),
                Arrays.copyOfRange(levels, from * perRow, end * perRow),
                masked.get(from * columns, end * columns));
    }

    /** Returns the same rows holding other values. */
    public ChunkRows with(float[] others) {
        return new ChunkRows(first, columns, others, times, levels, masked);
    }
}
