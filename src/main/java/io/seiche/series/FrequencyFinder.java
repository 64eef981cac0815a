package io.seiche.series;

import io.seiche.series.Frequency.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Infers the frequency of a series from its times: the clock step of the most common difference, or the calendar step of
 * the median difference, if every time is on its grid and at least nine of ten rows follow the previous row by exactly
 * one step; else {@code rows}. Where gaps are filled, every second row is enough, if no part of a season is nearly without rows:
 * nights and weekends that have none are no gaps.
 *
 * <p>Business days must be without a hole: trading days, which holidays interrupt, are {@code rows}. The first or last
 * business day of a month may be moved by holidays in one row of five.
 */
final class FrequencyFinder {
    private static final double SHARE = 0.9;
    private static final double EXACT = 0.8;
    /** Share of rows one step after the previous one, where gaps are filled. */
    private static final double SHARE_OF_FILLED = 0.5;
    /** Share of the rows of a phase of the season on average that every phase must have, where gaps are filled. */
    private static final double PHASE = 0.4;

    private FrequencyFinder() {}

    /**
     * Returns the frequency of ascending times; {@link Frequency#AUTO} if there are fewer than three.
     *
     * @param filled true if gaps are filled
     */
    static Frequency find(long[] times, int rows, TimeAxis axis, boolean filled) {
        if (rows < 3) {
            return Frequency.AUTO;
        }
        long usual = usualDifference(times, rows);
        List<Frequency> candidates = new ArrayList<>();
        if (axis.kind() == TimeAxis.TimeKind.NUMBER) {
            candidates.add(counted(Unit.NUMBER, usual, 1));
        } else {
            int months = addCalendar(candidates, times, rows);
            addClock(candidates, usual);
            if (months > 0) { // after 4w, of which some rows are on one weekday of the month too
                candidates.add(new Frequency(Unit.MONTH_WEEKDAY, months));
            }
        }
        for (Frequency candidate : candidates) {
            if (candidate.clock() && explains(candidate, times, rows, axis, filled)) {
                return candidate;
            }
        }
        return Frequency.ROWS;
    }

    private static long usualDifference(long[] times, int rows) {
        IntervalEstimate pace = new IntervalEstimate();
        for (int i = 1; i < rows; i++) {
            pace.vote(times[i] - times[i - 1]);
        }
        return pace.usual();
    }

    private static void addClock(List<Frequency> candidates, long usual) {
        if (usual % TimeAxis.MICROS_A_DAY == 0) {
            long days = usual / TimeAxis.MICROS_A_DAY;
            candidates.add(days % 7 == 0 ? counted(Unit.WEEK, days, 7) : counted(Unit.DAY, days, 1));
        } else {
            candidates.add(counted(Unit.HOUR, usual, 3_600_000_000L));
            candidates.add(counted(Unit.MINUTE, usual, 60_000_000));
            candidates.add(counted(Unit.SECOND, usual, 1_000_000));
            candidates.add(counted(Unit.MILLISECOND, usual, 1_000));
        }
    }

    /**
     * Adds the steps whose length varies; a gap does not change the median difference.
     *
     * @return months of a step; 0 if it is shorter
     */
    private static int addCalendar(List<Frequency> candidates, long[] times, int rows) {
        if ((times[rows - 1] - times[0]) / (rows - 1) < TimeAxis.MICROS_A_DAY) {
            return 0;
        }
        long[] differences = new long[rows - 1];
        for (int i = 1; i < rows; i++) {
            differences[i - 1] = times[i] - times[i - 1];
        }
        Arrays.sort(differences);
        long median = differences[differences.length / 2];
        double days = (double) median / TimeAxis.MICROS_A_DAY;
        if (days < 2) {
            candidates.add(new Frequency(Unit.BUSINESS_DAY, 1));
        } else if (days > 12.5 && days < 18.5) {
            candidates.add(new Frequency(Unit.HALF_MONTH, 2));
        } else if (days > 27.5) {
            int months = (int) Math.max(1, Math.round((double) median / TimeAxis.MICROS_A_MONTH));
            candidates.add(Frequency.months(months));
            candidates.add(new Frequency(Unit.BUSINESS_MONTH_END, months));
            candidates.add(new Frequency(Unit.BUSINESS_MONTH, months));
            return months;
        }
        return 0;
    }

    /** Returns a frequency of this unit, or {@link Frequency#ROWS} if the difference is not a whole number of units. */
    private static Frequency counted(Unit unit, long difference, long one) {
        long count = difference / one;
        return difference % one == 0 && count >= 1 && count <= Integer.MAX_VALUE
                ? new Frequency(unit, (int) count)
                : Frequency.ROWS;
    }

    private static boolean explains(Frequency frequency, long[] times, int rows, TimeAxis axis, boolean filled) {
        StepGrid grid = StepGrid.of(frequency, axis, times, rows);
        long fixed = grid.fixed();
        int[] phases = new int[frequency.season()];
        phases[0] = 1;
        long step = 0;
        int single = 0;
        int exact = 0;
        boolean weekends = false;
        for (int i = 1; i < rows; i++) {
            long difference = times[i] - times[i - 1];
            long steps = difference == fixed ? 1 : grid.steps(times[i - 1], times[i]);
            if (steps < 1) {
                return false;
            }
            step += steps;
            phases[(int) (step % phases.length)]++;
            single += steps == 1 ? 1 : 0;
            exact += fixed > 0 || grid.exact(times[i]) ? 1 : 0;
            weekends |= difference > 2 * TimeAxis.MICROS_A_DAY;
        }
        boolean whole = frequency.unit() != Unit.BUSINESS_DAY || (single == rows - 1 && weekends);
        boolean isEven = Arrays.stream(phases).min().orElse(0) >= PHASE * rows / phases.length;
        double share = filled && isEven ? SHARE_OF_FILLED : SHARE;
        return whole && single >= share * (rows - 1) && exact >= EXACT * (rows - 1);
    }
}
