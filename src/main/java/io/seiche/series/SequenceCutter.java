package io.seiche.series;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts one sequence of items into windows that follow one another, every item of a span in exactly one of them; the last
 * window of a run holds the items that are left.
 *
 * <p>A chunk holds up to {@value #WINDOWS} windows of one span, and before them the rows of one window more, from which
 * the state they begin with can be found. Where the sequence itself begins, {@link #BEGINNING} stands before it, so that
 * every item has one before it.
 */
final class SequenceCutter implements Cutter {
    /** Stands before the first item of a sequence. */
    static final float BEGINNING = -1;

    private static final int WINDOWS = 64;

    private final WindowSpec spec;
    private final CleanSeries series;
    private final String id;
    private final Scaler scaler;
    private final List<Chunk> chunks = new ArrayList<>();
    private final int[] windows = new int[Span.values().length];

    SequenceCutter(WindowSpec spec, CleanSeries series, String id, Scaler scaler) {
        this.spec = spec;
        this.series = series;
        this.id = id;
        this.scaler = scaler;
        for (int run = 0; run < series.runs(); run++) {
            for (Span span : Span.values()) {
                int from = Math.max(series.starts()[run], series.bounds().firstCutoff(span));
                cut(
                        span,
                        series.starts()[run],
                        from,
                        Math.min(series.end(run), series.bounds().lastCutoff(span, 1) + 1));
            }
        }
    }

    private void cut(Span span, int runStart, int from, int end) {
        int rows = WINDOWS * spec.lookback();
        for (int at = from; at < end; at += rows) {
            int stop = Math.min(end, at + rows);
            int count = (stop - at + spec.lookback() - 1) / spec.lookback();
            windows[span.ordinal()] += count;
            chunks.add(chunk(runStart, at, stop));
        }
    }

    /** The windows of items {@code [at, stop)}, with what comes before them. */
    private Chunk chunk(int runStart, int at, int stop) {
        int before = at - Math.max(runStart - 1, at - spec.lookback() - 1);
        int first = at - before;
        float[] values = new float[stop - first];
        long[] times = new long[stop - first];
        for (int row = first; row < stop; row++) {
            values[row - first] = row < runStart ? BEGINNING : (float) series.values()[row];
            times[row - first] = series.times()[Math.max(row, runStart)];
        }
        return new Chunk(
                id,
                chunks.size(),
                new ChunkRows(first, 1, values, RowTimes.of(times), new double[0]),
                new float[0],
                scaler,
                new Cutoffs(at, at, stop - 1, spec, series.bounds()));
    }

    @Override
    public List<Chunk> chunks() {
        return chunks;
    }

    @Override
    public int[] windows() {
        return windows;
    }

    /** Every item of a span is in a window; the others are counted in windows of their own. */
    @Override
    public Map<DropReason, Long> dropped() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        long used = chunks.stream()
                .mapToLong(c -> c.cutoffs().last() - c.cutoffs().first() + 1)
                .sum();
        SplitBounds bounds = series.bounds();
        int embargoed = Math.max(0, Math.min(bounds.embargo(), bounds.validationEnd() - bounds.trainEnd()))
                + Math.max(0, Math.min(bounds.embargo(), bounds.end() - bounds.validationEnd()));
        add(dropped, DropReason.EMBARGO, embargoed);
        add(dropped, DropReason.OUTSIDE_SPLIT, series.rows() - used - embargoed);
        return dropped;
    }

    private void add(Map<DropReason, Long> dropped, DropReason why, long rows) {
        if (rows > 0) {
            dropped.put(why, (rows + spec.lookback() - 1) / spec.lookback());
        }
    }
}
