package io.seiche.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Cleans the rows of one series in this order: duplicates, future rows, missing values, frequency, gaps, split,
 * filling. Works in place on the buffer. Defects are noted in the buffer, counts in the fields of this class.
 */
final class Cleaning {
    /** Filling gaps may add at most {@code GROWTH * rows + SOME} rows. */
    private static final int GROWTH = 10;

    private static final int SOME = 10_000;

    /** The most by which a clock is moved for daylight saving time, in microseconds. */
    private static final long HOUR = 3_600_000_000L;

    private final SeriesRows rows;
    private final SeriesSpec spec;
    private final TimeAxis axis;
    private final int columns;
    private final int targets;

    /** Counts of what was found and done. */
    final DataCounts counts;
    /** Rows at the end that are still to come. */
    private int ahead;
    /** Rows of the result that were inserted into gaps. */
    private final BitSet inGap = new BitSet();
    /** Rows before which rows were dropped for missing values. */
    private final BitSet afterHole = new BitSet();

    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final List<DropReason> causes = new ArrayList<>();

    Cleaning(SeriesRows rows, SeriesSpec spec, TimeAxis axis) {
        this.rows = rows;
        this.spec = spec;
        this.axis = axis;
        columns = rows.columns;
        targets = rows.names.targets().size();
        counts = new DataCounts(columns);
    }

    /**
     * Cleans the series.
     *
     * @param shared frequency of all series, or {@link Frequency#AUTO} to infer that of this series
     * @param split sizes of training, validation and test
     */
    CleanSeries clean(Frequency shared, SplitSpec split) {
        if (!spec.frequency().equals(Frequency.ROWS)) {
            RemoteRows.find(rows, axis);
        }
        joinDuplicates();
        setRowsToComeAside();
        settleMissing();
        Frequency frequency = shared.open()
                ? FrequencyFinder.find(rows.times, rows.rows, axis, spec.gaps().fills())
                : shared;
        StepGrid grid = StepGrid.of(frequency, axis, rows.times, rows.rows + ahead);
        if (frequency.clock()) {
            settleGaps(grid);
        }
        SplitBounds bounds = split.bounds(rows.times, rows.rows, axis);
        fill(bounds, frequency.season());
        return new CleanSeries(
                rows.times,
                rows.values,
                rows.rows,
                ahead,
                grid,
                starts.stream().mapToInt(i -> i).toArray(),
                causes.toArray(new DropReason[0]),
                bounds);
    }

    private void joinDuplicates() {
        long[] times = rows.times;
        int kept = 0;
        for (int first = 0, next; first < rows.rows; first = next) {
            next = first + 1;
            while (next < rows.rows && times[next] == times[first]) {
                next++;
            }
            int end = rows.names.future().isEmpty() ? next : withoutPlans(first, next);
            if (end - first > 1) {
                counts.add(Counter.DUPLICATES, end - first - 1);
                join(first, end);
            }
            rows.copyRow(first, kept++);
        }
        rows.rows = kept;
    }

    /**
     * Leaves out rows without a target of rows {@code [first, end)} of one time if another has one: future rows whose
     * target has since become known. Returns the new end.
     */
    private int withoutPlans(int first, int end) {
        int to = first;
        for (int row = first; row < end; row++) {
            if (!noTarget(row)) {
                rows.copyRow(row, to++);
            }
        }
        return to == first ? end : to;
    }

    /** Combines rows of equal time {@code [first, end)} into the first of them. */
    private void join(int first, int end) {
        String same = Integer.toString(end - first);
        if (spec.duplicates().rule() != Duplicates.DuplicateRule.ERROR
                && ClockChange.advice(RowDefect.DefectKind.DUPLICATE, axis, rows.times[first])
                        .isPresent()) {
            rows.note(RowDefect.DefectKind.DUPLICATE, rows.times[first], same, 1);
        }
        switch (spec.duplicates().rule()) {
            case ERROR -> rows.refuse(RowDefect.DefectKind.DUPLICATE, rows.times[first], same, end - first - 1);
            case SMALLEST -> {}
            case LARGEST -> rows.copyRow(largest(first, end), first);
            case MEAN -> combine(first, end, false);
            case SUM -> combine(first, end, true);
            case LATEST -> {
                if (rows.versions[end - 2] == rows.versions[end - 1] && !sameValues(end - 2, end - 1)) {
                    rows.refuse(
                            RowDefect.DefectKind.TIE,
                            rows.times[first],
                            "rows have the same value of \"" + spec.duplicates().by() + "\"");
                }
                rows.copyRow(end - 1, first);
            }
        }
    }

    /** Returns the last row of {@code [first, end)} whose first column is known; a missing value is sorted last. */
    private int largest(int first, int end) {
        int row = end - 1;
        while (row > first && Double.isNaN(value(row, 0))) {
            row--;
        }
        return row;
    }

    private void combine(int first, int end, boolean sumTargets) {
        for (int c = 0; c < columns; c++) {
            double sum = 0;
            int known = 0;
            for (int row = first; row < end; row++) {
                double v = value(row, c);
                if (!Double.isNaN(v)) {
                    sum = rows.names.isLabel(c) ? v : sum + v;
                    known = rows.names.isLabel(c) ? 1 : known + 1;
                }
            }
            double one = sumTargets && c < targets ? sum : sum / known;
            rows.values[first * columns + c] = known == 0 ? Double.NaN : one;
        }
    }

    private boolean sameValues(int row, int other) {
        return Arrays.equals(
                rows.values, row * columns, (row + 1) * columns, rows.values, other * columns, (other + 1) * columns);
    }

    /** Separates future rows: with future covariates, rows without a target at the end are not missing values. */
    private void setRowsToComeAside() {
        if (rows.names.future().isEmpty()) {
            return;
        }
        while (rows.rows > 0 && noTarget(rows.rows - 1)) {
            rows.rows--;
            ahead++;
        }
        counts.add(Counter.AHEAD, ahead);
    }

    private boolean noTarget(int row) {
        for (int k = 0; k < targets; k++) {
            if (!Double.isNaN(rows.values[row * columns + k])) {
                return false;
            }
        }
        return true;
    }

    /** Counts missing values and drops the rows that cannot be kept. {@link #fill} later fills those that are kept. */
    private void settleMissing() {
        boolean[] known = new boolean[columns];
        int allKnown = 0;
        int kept = 0;
        for (int row = 0; row < rows.rows; row++) {
            boolean whole = true;
            for (int c = 0, at = row * columns; c < columns; c++, at++) {
                if (Double.isNaN(rows.values[at])) {
                    whole = false;
                    counts.addMissing(c);
                    if (spec.missing() == Missing.ERROR) {
                        rows.refuse(
                                RowDefect.DefectKind.MISSING,
                                rows.times[row],
                                "column \"" + rows.names.perRow().get(c) + "\"");
                    }
                } else if (!known[c]) {
                    known[c] = true;
                    allKnown++;
                }
            }
            if (whole || (spec.missing().fills() && allKnown == columns)) {
                rows.copyRow(row, kept++);
            } else {
                counts.add(Counter.DROPPED_ROWS, 1);
                afterHole.set(kept);
            }
        }
        for (int step = 0; step < ahead; step++) {
            rows.copyRow(rows.rows + step, kept + step);
        }
        rows.rows = kept;
    }

    private void settleGaps(StepGrid grid) {
        long fixed = grid.fixed();
        List<int[]> holes = new ArrayList<>(); // {row after the gap, rows to insert}
        for (int row = 1; row < rows.rows; row++) {
            if (rows.times[row] - rows.times[row - 1] == fixed) {
                continue;
            }
            long steps = grid.steps(rows.times[row - 1], rows.times[row]);
            if (steps < 1) {
                rows.refuse(
                        RowDefect.DefectKind.IRREGULAR,
                        rows.times[row],
                        "a row is not a whole number of steps of "
                                + grid.frequency().text() + " after the previous row (" + axis.text(rows.times[row - 1])
                                + "),");
            } else if (steps > 1) {
                settleGap(row, steps - 1, holes);
            }
        }
        if (!holes.isEmpty() && mayGrow(holes)) {
            putRowsIn(holes, grid);
        }
    }

    private void settleGap(int row, long steps, List<int[]> holes) {
        boolean dropped = afterHole.get(row);
        if (!dropped) {
            counts.add(Counter.GAPS, 1);
            counts.add(Counter.GAP_STEPS, steps);
            noteClockChange(row, steps);
        }
        switch (spec.gaps()) {
            case ERROR -> {
                if (!dropped) {
                    rows.refuse(RowDefect.DefectKind.GAP, rows.times[row], gap(row, steps));
                }
                breakBefore(row, dropped);
            }
            case BREAK -> breakBefore(row, dropped);
            default -> {
                holes.add(new int[] {row, (int) Math.min(steps, Integer.MAX_VALUE)});
                counts.add(Counter.FILLED_ROWS, steps);
            }
        }
    }

    /** Notes a gap of an hour or less where the clock was moved, since the policies for gaps lose rows there. */
    private void noteClockChange(int row, long steps) {
        boolean isShort = (rows.times[row] - rows.times[row - 1]) / (steps + 1) * steps <= HOUR;
        if (spec.gaps() != Gaps.ERROR
                && isShort
                && ClockChange.advice(RowDefect.DefectKind.GAP, axis, rows.times[row])
                        .isPresent()) {
            rows.note(RowDefect.DefectKind.GAP, rows.times[row], gap(row, steps), 1);
        }
    }

    private String gap(int row, long steps) {
        return steps + (steps == 1 ? " step after " : " steps after ") + axis.text(rows.times[row - 1])
                + (steps == 1 ? " has" : " have") + " no row; the next row is";
    }

    private void breakBefore(int row, boolean dropped) {
        starts.add(row);
        causes.add(dropped ? DropReason.MISSING : DropReason.GAP);
    }

    private boolean mayGrow(List<int[]> holes) {
        long filled = counts.get(Counter.FILLED_ROWS);
        if (filled <= (long) GROWTH * rows.rows + SOME) {
            return true;
        }
        rows.refuse(
                RowDefect.DefectKind.GAP,
                rows.times[holes.get(0)[0]],
                "filling all gaps would add " + filled + " rows to " + rows.rows + ", the first gap ends");
        return false;
    }

    private void putRowsIn(List<int[]> holes, StepGrid grid) {
        int all = rows.rows + ahead;
        int grown = Math.toIntExact(all + counts.get(Counter.FILLED_ROWS));
        long[] times = new long[grown];
        double[] values = new double[grown * columns];
        int from = 0;
        int to = 0;
        for (int[] hole : holes) {
            to = copyRun(from, hole[0], times, values, to);
            from = hole[0];
            inGap.set(to, to + hole[1]);
            Arrays.fill(values, to * columns, (to + hole[1]) * columns, Double.NaN);
            for (int step = 1; step <= hole[1]; step++) {
                times[to++] = grid.after(rows.times[from - 1], step);
            }
        }
        copyRun(from, all, times, values, to);
        rows.replace(times, values, grown - ahead);
    }

    private int copyRun(int from, int end, long[] times, double[] values, int to) {
        System.arraycopy(rows.times, from, times, to, end - from);
        System.arraycopy(rows.values, from * columns, values, to * columns, (end - from) * columns);
        return to + end - from;
    }

    /** Fills the values that policies fill: first those that rows of the table lack, then those of rows inserted into gaps. */
    private void fill(SplitBounds bounds, int season) {
        boolean both = spec.missing() == Missing.MASK && spec.gaps() == Gaps.MASK;
        if (counts.missing() > 0) {
            IntPredicate rowsOfTable = row -> both || !inGap.get(row);
            switch (spec.missing()) {
                case INTERPOLATE -> fill(rowsOfTable, line(bounds));
                case MASK -> fill(rowsOfTable, masked(season));
                default -> fill(rowsOfTable, this::lastKnown);
            }
        }
        switch (spec.gaps()) {
            case INTERPOLATE -> fillGaps(line(bounds));
            case MASK -> fillGaps(masked(season));
            case ZERO -> {
                inGap.stream().forEach(row -> Arrays.fill(rows.values, row * columns, row * columns + targets, 0));
                fillGaps(this::lastKnown);
            }
            default -> fillGaps(this::lastKnown);
        }
    }

    /** A value for a column of a row that has none. */
    private interface Filling {
        /**
         * Returns the value.
         *
         * @param last the last row before it that has a value, filled ones among them
         */
        double value(int row, int column, int last);
    }

    /** Fills the missing values of rows that were inserted into gaps. */
    private void fillGaps(Filling filling) {
        if (!inGap.isEmpty()) {
            fill(inGap::get, filling);
        }
    }

    /** Fills the missing values of some rows that come after a known value, in the order of the rows. */
    private void fill(IntPredicate wanted, Filling filling) {
        for (int c = 0; c < columns; c++) {
            int last = -1;
            for (int row = 0; row < rows.rows; row++) {
                if (!Double.isNaN(value(row, c))) {
                    last = row;
                } else if (last >= 0 && wanted.test(row)) {
                    Filling own = rows.names.isLabel(c) ? this::lastKnown : filling;
                    rows.values[row * columns + c] = own.value(row, c, last);
                    last = row;
                }
            }
        }
    }

    private double lastKnown(int row, int column, int last) {
        return value(last, column);
    }

    /**
     * The value on the line between the known ones around it, if the next lies in the same part of the split, so that no
     * value of validation or test reaches training; else the last known one.
     */
    private Filling line(SplitBounds bounds) {
        return (row, column, last) -> {
            int next = nextKnown(row, bounds.nextPart(row), column);
            double before = value(last, column);
            return next < 0 ? before : before + (value(next, column) - before) * (row - last) / (next - last);
        };
    }

    /** The value of the season before in the same run, filled ones among them; else the last known one. Targets are masked. */
    private Filling masked(int season) {
        return (row, column, last) -> {
            if (column < targets) {
                rows.masked.set(row * columns + column);
            }
            boolean known = row - season >= runStart(row) && !Double.isNaN(value(row - season, column));
            return value(known ? row - season : last, column);
        };
    }

    private int runStart(int row) {
        int at = Collections.binarySearch(starts, row);
        return starts.get(at >= 0 ? at : -at - 2);
    }

    private int nextKnown(int row, int end, int column) {
        for (int next = row + 1; next < end && next < rows.rows; next++) {
            if (!Double.isNaN(value(next, column))) {
                return next;
            }
        }
        return -1;
    }

    private double value(int row, int column) {
        return rows.values[row * columns + column];
    }
}
