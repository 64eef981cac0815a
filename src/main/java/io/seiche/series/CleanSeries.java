package io.seiche.series;

/**
 * One series after cleaning: finite values in ascending time, in runs without a gap.
 *
 * @param times of rows and, behind them, of rows still to come: {@code [rows + ahead]}, or longer
 * @param values {@code [rows + ahead][columns]}; targets of rows to come are NaN
 * @param rows known rows
 * @param ahead rows behind them that hold future covariates only
 * @param frequency of the rows, {@link Frequency#AUTO} where too few tell
 * @param starts first row of each run, ascending from 0
 * @param causes why each run but the first begins: {@link DropReason#GAP} or {@link DropReason#MISSING}
 * @param bounds the rows of training, validation and test
 */
record CleanSeries(
        long[] times,
        double[] values,
        int rows,
        int ahead,
        Frequency frequency,
        int[] starts,
        DropReason[] causes,
        SplitBounds bounds) {
    int runs() {
        return starts.length;
    }

    /** The row behind the last of a run. */
    int end(int run) {
        return run + 1 < starts.length ? starts[run + 1] : rows;
    }
}
