package io.seiche.series;

/**
 * The row positions of one series' parts: training is {@code [trainFrom, trainEnd)}, validation {@code [trainEnd,
 * validationEnd)}, test {@code [validationEnd, end)}.
 */
record SplitBounds(int trainFrom, int trainEnd, int validationEnd, int end, int embargo) {
    /** The first cutoff whose forecast rows lie in the span. */
    int firstCutoff(Span span) {
        return switch (span) {
            case TRAIN -> trainFrom;
            case VALIDATION -> trainEnd + embargo;
            case TEST -> validationEnd + embargo;
        };
    }

    /** The last cutoff whose forecast rows lie in the span; below the first where there is none. */
    int lastCutoff(Span span, int horizon) {
        return switch (span) {
            case TRAIN -> trainEnd - horizon;
            case VALIDATION -> validationEnd - horizon;
            case TEST -> end - horizon;
        };
    }

    /** The first row of the part after the one the row lies in: nothing before it may be made from rows behind it. */
    int nextPart(int row) {
        return row < trainEnd ? trainEnd : row < validationEnd ? validationEnd : end;
    }
}
