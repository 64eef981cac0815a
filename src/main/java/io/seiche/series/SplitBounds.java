package io.seiche.series;

import java.io.Serializable;

/**
 * The parts of one series by row position: training is {@code [trainFrom, trainEnd)}, validation {@code [trainEnd,
 * validationEnd)}, test {@code [validationEnd, end)}.
 *
 * @param trainFrom first row of training
 * @param trainEnd first row after training
 * @param validationEnd first row after validation
 * @param end first row after test
 * @param embargo rows after training and after validation in which no window of the next part begins
 */
public record SplitBounds(int trainFrom, int trainEnd, int validationEnd, int end, int embargo)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Returns bounds that put the first {@code rows} rows of a series into training. */
    public static SplitBounds training(int rows) {
        return new SplitBounds(0, rows, rows, rows, 0);
    }

    /** Returns the same parts without test, whose rows are then in no window. */
    SplitBounds withoutTest() {
        return new SplitBounds(trainFrom, trainEnd, validationEnd, validationEnd, embargo);
    }

    /** The first cutoff whose forecast rows lie in the span. */
    int firstCutoff(Span span) {
        return switch (span) {
            case TRAIN -> trainFrom;
            case VALIDATION -> trainEnd + embargo;
            case TEST -> validationEnd + embargo;
        };
    }

    /** The last cutoff whose forecast rows lie in the span; less than the first where there is none. */
    int lastCutoff(Span span, int horizon) {
        return switch (span) {
            case TRAIN -> trainEnd - horizon;
            case VALIDATION -> validationEnd - horizon;
            case TEST -> end - horizon;
        };
    }

    /** The first row of the part after the one the row lies in: nothing before it may be made from rows after it. */
    int nextPart(int row) {
        return row < trainEnd ? trainEnd : row < validationEnd ? validationEnd : end;
    }
}
