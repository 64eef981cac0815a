package io.seiche.series;

import io.seiche.series.Frequency.Unit;

/**
 * Infers the frequency of a series from its times: the calendar or clock step suggested by the most common difference,
 * if every time is on its grid and at least nine of ten rows follow the previous row by exactly one step; else {@code
 * rows}. Trading days are {@code rows} by this rule, since one row in five follows a weekend.
 */
final class FrequencyFinder {
    private static final double SHARE = 0.9;
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private FrequencyFinder() {}

    /** Returns the frequency of ascending times; {@link Frequency#AUTO} if there are fewer than three. */
    static Frequency find(long[] times, int rows, TimeAxis axis) {
        if (rows < 3) {
            return Frequency.AUTO;
        }
        long usual = usualDifference(times, rows);
        for (Frequency candidate : candidates(usual, axis)) {
            if (explains(candidate, times, rows, axis)) {
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

    private static Frequency[] candidates(long usual, TimeAxis axis) {
        if (axis.kind() == TimeAxis.Kind.NUMBER) {
            return of(counted(Unit.NUMBER, usual, 1));
        }
        if (usual % MICROS_A_DAY != 0) {
            return of(
                    counted(Unit.HOUR, usual, 3_600_000_000L),
                    counted(Unit.MINUTE, usual, 60_000_000),
                    counted(Unit.SECOND, usual, 1_000_000),
                    counted(Unit.MILLISECOND, usual, 1_000));
        }
        long days = usual / MICROS_A_DAY;
        Frequency byDay = days % 7 == 0 ? counted(Unit.WEEK, days, 7) : counted(Unit.DAY, days, 1);
        Unit byMonth = days >= 365 ? Unit.YEAR : days >= 90 ? Unit.QUARTER : Unit.MONTH;
        return days < 28 ? of(byDay) : of(new Frequency(byMonth, 1), byDay);
    }

    /** Returns a frequency of this unit, or {@link Frequency#ROWS} if the difference is not a whole number of units. */
    private static Frequency counted(Unit unit, long difference, long one) {
        long count = difference / one;
        return difference % one == 0 && count >= 1 && count <= Integer.MAX_VALUE
                ? new Frequency(unit, (int) count)
                : Frequency.ROWS;
    }

    private static Frequency[] of(Frequency... candidates) {
        return candidates;
    }

    private static boolean explains(Frequency frequency, long[] times, int rows, TimeAxis axis) {
        if (!frequency.clock()) {
            return false;
        }
        long fixed = frequency.fixed(axis);
        int single = 0;
        for (int i = 1; i < rows; i++) {
            long steps = times[i] - times[i - 1] == fixed ? 1 : frequency.steps(times[i - 1], times[i], axis);
            if (steps < 1) {
                return false;
            }
            single += steps == 1 ? 1 : 0;
        }
        return single >= SHARE * (rows - 1);
    }
}
