package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The step between neighbouring rows of a series: a clock step (15min, 1h), a calendar step (1d, 1b, 1mo, 1mo-end;
 * days of 23 and 25 hours are whole days), a step of a row number, or {@code rows}, where the next row is the next step whatever
 * its time, as with trading days.
 *
 * @param unit unit of a step
 * @param count number of units in a step, at least 1
 */
public record Frequency(Unit unit, int count) implements Serializable {
    /** Unit of a step. */
    public enum Unit {
        /** Inferred from the rows. */
        AUTO("auto", 0, 0),
        /** Row position alone. */
        ROWS("rows", 0, 0),
        /** One unit of a numeric time column. */
        NUMBER("step", 1, 0),
        MILLISECOND("ms", 1_000, 86_400_000),
        SECOND("s", 1_000_000, 86_400),
        MINUTE("min", 60_000_000, 1_440),
        HOUR("h", 3_600_000_000L, 24),
        DAY("d", TimeAxis.MICROS_A_DAY, 7),
        WEEK("w", 7 * TimeAxis.MICROS_A_DAY, 52),
        /** Monday to Friday. */
        BUSINESS_DAY("b", 0, 5),
        /** Two days of every month, such as the 1st and 15th, or the 15th and the last day; the count is always 2. */
        HALF_MONTH("x-month", 0, 48),
        /** The day of the month that the rows show, or the last day of a shorter month. */
        MONTH("mo", 0, 12),
        /** The last day of a month. */
        MONTH_END("mo-end", 0, 12),
        /** The first weekday of a month; in a row a holiday may have moved it. */
        BUSINESS_MONTH("bmo", 0, 12),
        /** The last weekday of a month; in a row a holiday may have moved it. */
        BUSINESS_MONTH_END("bmo-end", 0, 12),
        /** The same weekday of a month as in the rows, such as the third Friday or the last Monday. */
        MONTH_WEEKDAY("mo-weekday", 0, 12),
        QUARTER("q", 0, 4),
        YEAR("y", 0, 0);

        private final String suffix;
        /** Length in microseconds (or numbers); 0 if it varies. */
        private final long length;
        /** Number of units after which series usually repeat; 0 if there is no such number. */
        private final int season;

        Unit(String suffix, long length, int season) {
            this.suffix = suffix;
            this.length = length;
            this.season = season;
        }
    }

    /** Frequency to be inferred from the rows. */
    public static final Frequency AUTO = new Frequency(Unit.AUTO, 1);

    /** Row position alone: there are no gaps. */
    public static final Frequency ROWS = new Frequency(Unit.ROWS, 1);

    private static final Pattern STEP = Pattern.compile("(\\d{0,8})\\s*([a-z-]+)");

    /** Names of other tools for a weekday of the month: WOM-3FRI, LWOM-MON. */
    private static final Pattern WEEKDAY = Pattern.compile("l?wom-\\d?[a-z]{3}");

    /** Names of other tools whose letters mean something else here or nothing. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("m", "1mo for months, 1min for minutes"),
            Map.entry("t", "1min"),
            Map.entry("ms", "1mo for the start of months, 1ms for milliseconds"),
            Map.entry("me", "1mo-end"),
            Map.entry("bm", "1bmo-end"),
            Map.entry("bme", "1bmo-end"),
            Map.entry("bms", "1bmo"),
            Map.entry("sm", "2x-month"),
            Map.entry("sme", "2x-month"),
            Map.entry("sms", "2x-month"),
            Map.entry("qs", "1q"),
            Map.entry("qe", "1q-end"),
            Map.entry("ys", "1y"),
            Map.entry("ye", "1y-end"),
            Map.entry("bqe", "3bmo-end"),
            Map.entry("bye", "12bmo-end"));

    public Frequency {
        Objects.requireNonNull(unit, "series.frequency");
        if (count < 1) {
            throw new Refusal("series.frequency", "be 1 unit or more", count);
        }
        if (unit == Unit.HALF_MONTH && count != 2) {
            throw new Refusal("series.frequency", "be 2x-month for two rows a month", count + unit.suffix);
        }
    }

    /** Parses a frequency as written in {@code series.frequency}. */
    public static Frequency parse(String text) {
        String folded = Words.fold(text);
        Matcher step = STEP.matcher(folded);
        if (step.matches() && !folded.equals("ms")) {
            int count = step.group(1).isEmpty() ? 1 : Integer.parseInt(step.group(1));
            if (step.group(2).equals("q-end") || step.group(2).equals("y-end")) {
                return new Frequency(Unit.MONTH_END, count * (step.group(2).equals("q-end") ? 3 : 12));
            }
            for (Unit unit : Unit.values()) {
                boolean counted = unit != Unit.AUTO && unit != Unit.ROWS;
                if (unit.suffix.equals(step.group(2))
                        && (counted || step.group(1).isEmpty())) {
                    return new Frequency(unit, count);
                }
            }
        }
        String must = "be auto, rows, or a number and one of "
                + Arrays.stream(Unit.values()).skip(2).map(unit -> unit.suffix).collect(Collectors.joining(", "))
                + ", as in 15min or 2x-month";
        String was = "\"" + text + "\"";
        String other = WEEKDAY.matcher(folded).matches() ? "1mo-weekday" : OTHERS.get(folded);
        throw other == null
                ? new Refusal("series.frequency", must, was)
                : new Refusal("series.frequency", must, was, "write " + other);
    }

    /** Returns the step of a number of months, in years or as a quarter if possible. */
    static Frequency months(int months) {
        if (months % 12 == 0) {
            return new Frequency(Unit.YEAR, months / 12);
        }
        return months == 3 ? new Frequency(Unit.QUARTER, 1) : new Frequency(Unit.MONTH, months);
    }

    /**
     * Returns the number of rows after which series of this step are taken to repeat: the day for anything shorter, the week
     * for days, the year for weeks, months and quarters; 1 where none is known.
     */
    public int season() {
        boolean whole = unit.season % count == 0 && unit.season > count;
        return whole ? unit.season / count : 1;
    }

    /** Returns the text a configuration writes: {@code 15min}, {@code rows}. */
    public String text() {
        return unit == Unit.AUTO || unit == Unit.ROWS ? unit.suffix : count + unit.suffix;
    }

    /** Returns true if the frequency is still to be inferred. */
    public boolean open() {
        return unit == Unit.AUTO;
    }

    /** Returns true if rows are on a time grid, so that there can be gaps. */
    public boolean clock() {
        return unit != Unit.AUTO && unit != Unit.ROWS;
    }

    /** Returns the step in microseconds (or numbers) if all steps are equally long on this axis, else 0. */
    long fixed(TimeAxis axis) {
        boolean days = unit == Unit.DAY || unit == Unit.WEEK;
        return days && !axis.evenDays() ? 0 : unit.length * count;
    }

    /**
     * Checks that the step is one of a time column: of numbers for whole numbers, else of a clock or a calendar.
     *
     * @throws DataException if it is not
     */
    public void check(TimeAxis axis) {
        boolean numbers = axis.kind() == TimeAxis.TimeKind.NUMBER;
        if (clock() && numbers != (unit == Unit.NUMBER)) {
            throw new DataException("series.frequency must be auto, rows or a number of "
                    + (numbers
                            ? "steps (1step), since the time column holds whole numbers"
                            : "time units, since the time column holds times")
                    + ", was " + text()
                    + (numbers ? "; if these numbers are dates or times, set input.timeFormat" : ""));
        }
    }

    /** Returns true if the step depends on the days of the month of a series' rows. */
    boolean monthly() {
        return unit == Unit.HALF_MONTH
                || unit == Unit.MONTH
                || unit == Unit.MONTH_WEEKDAY
                || unit == Unit.QUARTER
                || unit == Unit.YEAR;
    }

    /** Returns the number of periods that a calendar step counts: days, business days, half months or months. */
    long periods() {
        return switch (unit) {
            case WEEK -> 7L * count;
            case QUARTER -> 3L * count;
            case YEAR -> 12L * count;
            case HALF_MONTH -> 1;
            default -> count;
        };
    }
}
