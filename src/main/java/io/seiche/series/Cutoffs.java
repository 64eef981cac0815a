package io.seiche.series;

import java.io.Serializable;

/**
 * The cutoffs that belong to one chunk: neighbouring rows of one run, each of which may be the first forecast row of a
 * window. Which of them are windows of a span is computed from the bounds of the split when it is asked, so that the same
 * chunk serves several splits. Positions are rows of the series, from 0.
 *
 * <p>Each span of a run has a stride grid of its own, which begins with the first window of the span that fits.
 *
 * @param origin the first cutoff of the run that has enough rows before it
 * @param first the first cutoff of this chunk
 * @param last the last cutoff of this chunk; less than {@code first} where there is none
 * @param windows the shape of the windows
 * @param bounds the parts of the series
 */
public record Cutoffs(int origin, int first, int last, WindowSpec windows, SplitBounds bounds) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The cutoffs of a chunk that has none. */
    public static final Cutoffs NONE =
            new Cutoffs(0, 0, -1, new WindowSpec(1, 1, 1, Normalizers.NONE), SplitBounds.training(0));

    /** Returns the same cutoffs divided by other bounds. */
    Cutoffs with(SplitBounds others) {
        return new Cutoffs(origin, first, last, windows, others);
    }

    /** The cutoff of a span's first window; means nothing where the span has no windows. */
    int first(Span span) {
        int grid = Math.max(origin, bounds.firstCutoff(span));
        int skipped = Math.floorDiv(first - grid + windows.stride() - 1, windows.stride());
        return grid + Math.max(0, skipped) * windows.stride();
    }

    /** The number of windows of a span. */
    int count(Span span) {
        int from = first(span);
        int to = Math.min(last, bounds.lastCutoff(span, windows.horizon()));
        return to < from ? 0 : (to - from) / windows.stride() + 1;
    }
}
