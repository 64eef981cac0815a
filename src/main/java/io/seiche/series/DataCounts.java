package io.seiche.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts of one series or of many: every {@link Counter}, the windows of every {@link Span}, the windows not used by
 * reason, and the missing values by column. {@link #merge} adds the counts of another.
 */
public final class DataCounts implements Serializable {
    private static final long serialVersionUID = 1;

    private final long[] counters = new long[Counter.values().length];
    private final long[] windows = new long[Span.values().length];
    private final EnumMap<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final long[] missing; // [columns]

    /**
     * Zero counts.
     *
     * @param columns number of columns per row
     */
    DataCounts(int columns) {
        missing = new long[columns];
    }

    /** Adds the counts of another, of the same columns. */
    void merge(DataCounts other) {
        add(counters, other.counters);
        add(windows, other.windows);
        add(missing, other.missing);
        other.dropped.forEach(this::drop);
    }

    private static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    void add(Counter counter, long count) {
        counters[counter.ordinal()] += count;
    }

    void addMissing(int column) {
        missing[column]++;
    }

    /** Adds windows that are used, by the ordinal of their span. */
    void addWindows(int... bySpan) {
        for (int span = 0; span < bySpan.length; span++) {
            windows[span] += bySpan[span];
        }
    }

    /** Adds windows that are not used. */
    void drop(DropReason reason, long count) {
        dropped.merge(reason, count, Long::sum);
    }

    /** The count. */
    public long get(Counter counter) {
        return counters[counter.ordinal()];
    }

    /** Windows of a span. */
    public long windows(Span span) {
        return windows[span.ordinal()];
    }

    /** Windows of all spans. */
    public long windows() {
        return Arrays.stream(windows).sum();
    }

    /** Windows not used, by reason; reasons that did not occur are absent. */
    public Map<DropReason, Long> dropped() {
        return Collections.unmodifiableMap(dropped);
    }

    /** Values of a column that were null, NaN or infinite; columns in the order of {@link Columns#perRow()}. */
    public long missing(int column) {
        return missing[column];
    }

    /** Values of all columns that were null, NaN or infinite. */
    public long missing() {
        return Arrays.stream(missing).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataCounts that
                && Arrays.equals(counters, that.counters)
                && Arrays.equals(windows, that.windows)
                && Arrays.equals(missing, that.missing)
                && dropped.equals(that.dropped);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(counters), Arrays.hashCode(windows), Arrays.hashCode(missing), dropped);
    }

    @Override
    public String toString() {
        return Arrays.toString(counters) + ", windows " + Arrays.toString(windows) + ", dropped " + dropped
                + ", missing " + Arrays.toString(missing);
    }
}
