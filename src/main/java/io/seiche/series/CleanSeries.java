package io.seiche.series;

/**
 * One series after cleaning: finite values in ascending time, divided into runs without a gap.
 *
 * @param times times of the known rows, then of the future rows: {@code [rows + ahead]}, or longer
 * @param values {@code [rows + ahead][columns]}; targets of future rows are NaN
 * @param rows number of rows with known targets
 * @param ahead number of rows after them that hold future covariates only
 * @param grid frequency of the rows; {@link Frequency#AUTO} if there are too few rows to infer one
 * @param starts first row of each run, ascending from 0
 * @param causes cause of the break before each run but the first: {@link DropReason#GAP} or {@link DropReason#MISSING}
 * @param bounds row positions of training, validation and test
 */
record CleanSeries(
        long[] times,
        double[] values,
        int rows,
        int ahead,
        StepGrid grid,
        int[] starts,
        DropReason[] causes,
        SplitBounds bounds) {
    Frequency frequency() {
        return grid.frequency();
    }

    int runs() {
        return starts.length;
    }

    /** Returns the position after the last row of a run. */
    int end(int run) {
        return run + 1 < starts.length ? starts[run + 1] : rows;
    }
}
