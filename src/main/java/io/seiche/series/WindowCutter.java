package io.seiche.series;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the windows of one series and cuts the chunks that hold them. A window is known by its cutoff, the position of
 * its first forecast row; it belongs to the span its forecast rows lie in, and must lie in one run of rows. Every cutoff
 * that has enough rows before and after it is either in a chunk or counted as dropped.
 */
final class WindowCutter implements Cutter {
    private static final int FEWEST = 256;
    private static final int MOST = 8192;

    private final WindowSpec spec;
    private final CleanSeries series;
    /** Rows at the start of every run that hold no value (a difference has none in the first row). */
    private final int lead;

    private final Packing packing;
    private final int[] windows = new int[Span.values().length];
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

    /** Packs rows {@code [firstRow, endRow)} of the series with their cutoffs into the chunk of a number, from 0. */
    interface Packing {
        Chunk chunk(int index, int firstRow, int endRow, Cutoffs cutoffs);
    }

    WindowCutter(WindowSpec spec, CleanSeries series, int lead, Packing packing) {
        this.spec = spec;
        this.series = series;
        this.lead = lead;
        this.packing = packing;
    }

    /** The number of neighbouring cutoffs that share a chunk, a function of the windows' shape alone. */
    static int cutoffsInChunk(WindowSpec spec) {
        return (int) Math.max(FEWEST, Math.min(MOST, 4L * (spec.lookback() + spec.horizon())));
    }

    @Override
    public int[] windows() {
        return windows;
    }

    @Override
    public Map<DropReason, Long> dropped() {
        return dropped;
    }

    @Override
    public List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        int block = cutoffsInChunk(spec);
        for (int run = 0; run < series.runs(); run++) {
            int first = series.starts()[run] + lead + spec.minimum();
            int last = series.end(run) - spec.horizon();
            for (int at = first; at <= last; at += block) {
                add(
                        chunks,
                        first - spec.minimum(),
                        new Cutoffs(first, at, Math.min(last, at + block - 1), spec, series.bounds()));
            }
        }
        countDropped();
        return chunks;
    }

    /**
     * Adds the chunk of the windows at some cutoffs, if there are any.
     *
     * @param begin first row of the run that holds a value
     */
    private void add(List<Chunk> chunks, int begin, Cutoffs cutoffs) {
        int firstRow = Integer.MAX_VALUE;
        int endRow = 0;
        for (Span span : Span.values()) {
            int count = cutoffs.count(span);
            if (count > 0) {
                int first = cutoffs.first(span);
                firstRow = Math.min(firstRow, Math.max(begin, first - spec.reach()));
                endRow = Math.max(endRow, first + (count - 1) * spec.stride() + spec.horizon());
                windows[span.ordinal()] += count;
            }
        }
        if (endRow > 0) {
            chunks.add(packing.chunk(chunks.size(), firstRow, endRow, cutoffs));
        }
    }

    /** Counts the cutoffs that are in no window; a stride of neighbours dropped for one reason counts as one window. */
    private void countDropped() {
        int first = lead + spec.minimum();
        int last = series.rows() - spec.horizon();
        if (last < first) {
            dropped.put(DropReason.SERIES_TOO_SHORT, 1L);
            return;
        }
        DropReason reason = null;
        int length = 0;
        int run = 0;
        for (int cutoff = first; cutoff <= last; cutoff++) {
            while (cutoff - spec.minimum() - lead >= series.end(run)) {
                run++;
            }
            boolean whole = cutoff + spec.horizon() <= series.end(run);
            DropReason why = whole ? bySplit(cutoff) : series.causes()[run];
            if (why != reason) {
                count(reason, length);
                reason = why;
                length = 0;
            }
            length++;
        }
        count(reason, length);
    }

    private void count(DropReason reason, int length) {
        if (reason != null) {
            dropped.merge(reason, (long) strides(length), Long::sum);
        }
    }

    /** Strides in a number of rows, the last begun one counted. */
    private int strides(int rows) {
        return Math.floorDiv(rows + spec.stride() - 1, spec.stride());
    }

    private DropReason bySplit(int cutoff) {
        SplitBounds bounds = series.bounds();
        for (Span span : Span.values()) {
            if (cutoff >= bounds.firstCutoff(span) && cutoff <= bounds.lastCutoff(span, spec.horizon())) {
                return null;
            }
        }
        if (cutoff < bounds.trainFrom() || cutoff + spec.horizon() > bounds.end()) {
            return DropReason.OUTSIDE_SPLIT;
        }
        boolean embargo = (cutoff >= bounds.trainEnd() && cutoff < bounds.trainEnd() + bounds.embargo())
                || (cutoff >= bounds.validationEnd() && cutoff < bounds.validationEnd() + bounds.embargo());
        return embargo ? DropReason.EMBARGO : DropReason.SPLIT_BOUNDARY;
    }
}
