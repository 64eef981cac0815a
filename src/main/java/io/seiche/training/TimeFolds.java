package io.seiche.training;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Blocks of time for cross-validation of overlapping windows, the same of all series: a window belongs to the block in which
 * its first forecast row lies. What is fitted for a block leaves out every window whose forecast rows meet those of the
 * block's windows, so that no target is on both sides (blocked cross-validation; Bergmeir and Benítez 2012).
 *
 * @param edges first times of the blocks, ascending, and one time after the last block
 */
record TimeFolds(long[] edges) implements Serializable {
    /**
     * The rows that a window forecasts.
     *
     * @param first time of the first
     * @param last time of the last
     * @param length time from the row before the first to the last
     */
    record Times(long first, long last, long length) implements Serializable {}

    /**
     * Divides windows into blocks of about as many windows each.
     *
     * @param times of the first forecast rows of the windows, at least one
     * @param blocks wanted; fewer come where many windows share a time
     */
    static TimeFolds of(long[] times, int blocks) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        long[] edges = new long[blocks + 1];
        for (int k = 0; k < blocks; k++) {
            edges[k] = sorted[(int) ((long) k * sorted.length / blocks)];
        }
        edges[blocks] = Math.addExact(sorted[sorted.length - 1], 1);
        return new TimeFolds(Arrays.stream(edges).distinct().toArray());
    }

    int count() {
        return edges.length - 1;
    }

    /** Returns true if a window belongs to a block. */
    boolean holds(int block, Times window) {
        return window.first() >= edges[block] && window.first() < edges[block + 1];
    }

    /** Returns true if the forecast rows of a window may meet those of a block's windows. */
    boolean meets(int block, Times window) {
        return window.last() >= edges[block] && window.first() < edges[block + 1] + window.length();
    }
}
