package io.seiche.series;

import io.seiche.text.Refusal;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * The inputs made from the time of a row, or from its place in its series: the configuration key {@code series.calendar}.
 * They are known for the rows to forecast, and a network reads them beside the future covariates, unscaled. Chunks do not
 * hold them: a {@link Batch} makes them from the times of a chunk's rows.
 *
 * @param auto true until the parts are chosen for the frequency of a table
 * @param parts in the order of their inputs, each once
 * @param zone of hours and days; null until a table has been read
 */
public record Calendar(boolean auto, List<CalendarPart> parts, ZoneId zone) implements Serializable {
    private static final long serialVersionUID = 1;

    /** No inputs. */
    public static final Calendar NONE = new Calendar(false, List.of(), null);

    /** The parts that suit the frequency of the table. */
    public static final Calendar AUTO = new Calendar(true, List.of(), null);

    private static final String KEY = "series.calendar";
    /** Three years of 52 weeks: the length of a series from which {@link #AUTO} has the phase of the year. */
    private static final long THREE_YEARS = 3 * 364 * TimeAxis.MICROS_A_DAY;

    /** Inputs that belong together. */
    public enum CalendarPart {
        /** Time of day as an angle. */
        HOUR("hour_sin", "hour_cos") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                harmonic(time.toLocalTime().toNanoOfDay() / 86_400e9, 1, out, at);
            }
        },
        /** Day of the week: seven inputs, one of which is 1. */
        WEEKDAY("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                out[at + time.getDayOfWeek().ordinal()] = 1;
            }
        },
        /** Day of the month: as an angle, whether it is the first, and from -0.5 to 0.5. */
        DAY("day_sin", "day_cos", "first_of_month", "day_of_month") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                int day = time.getDayOfMonth() - 1;
                int days = time.toLocalDate().lengthOfMonth();
                harmonic((double) day / days, 1, out, at);
                out[at + 2] = day == 0 ? 1 : 0;
                out[at + 3] = (float) (day / (days - 1.0) - 0.5);
            }
        },
        /** Month of the year as an angle, and as twice the angle. */
        MONTH("month_sin", "month_cos", "month_sin_2", "month_cos_2") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                harmonics((time.getMonthValue() - 1) / 12.0, out, at);
            }
        },
        /** Day of the year as an angle, and as twice the angle. */
        YEAR("year_sin", "year_cos", "year_sin_2", "year_cos_2") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                harmonics((time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear(), out, at);
            }
        },
        /** 1 from Monday to Friday, else 0. */
        BUSINESS_DAY("business_day") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                out[at] = isBusinessDay(time.getDayOfWeek()) ? 1 : 0;
            }
        },
        /** Days from Monday to Friday in the month, less 21, and less those of the same month a year earlier. */
        BUSINESS_DAYS("business_days", "business_days_change") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                YearMonth month = YearMonth.from(time);
                int days = businessDays(month);
                out[at] = days - 21;
                out[at + 1] = days - businessDays(month.minusYears(1));
            }

            private int businessDays(YearMonth month) {
                int days = 20; // of the first four weeks
                for (int day = 29; day <= month.lengthOfMonth(); day++) {
                    days += isBusinessDay(month.atDay(day).getDayOfWeek()) ? 1 : 0;
                }
                return days;
            }
        },
        /** Rows since the first row of the series, as the logarithm to base 10 of that number plus 2; read without the time. */
        AGE("age") {
            @Override
            void put(LocalDateTime time, long age, float[] out, int at) {
                out[at] = (float) StrictMath.log10(2.0 + age);
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // of List.of
        private final List<String> names;

        CalendarPart(String... names) {
            this.names = List.of(names);
        }

        /** Returns the names of its inputs, in order. */
        public List<String> names() {
            return names;
        }

        /**
         * Writes its inputs from {@code at} on, where there are zeros.
         *
         * @param time local time
         * @param age rows of the series before
         */
        abstract void put(LocalDateTime time, long age, float[] out, int at);

        private static boolean isBusinessDay(DayOfWeek day) {
            return day.compareTo(DayOfWeek.FRIDAY) <= 0;
        }

        private static void harmonics(double turn, float[] out, int at) {
            harmonic(turn, 1, out, at);
            harmonic(turn, 2, out, at + 2);
        }

        private static void harmonic(double turn, int times, float[] out, int at) {
            out[at] = (float) StrictMath.sin(2 * Math.PI * times * turn);
            out[at + 1] = (float) StrictMath.cos(2 * Math.PI * times * turn);
        }
    }

    public Calendar {
        parts = List.copyOf(parts);
        zone = auto || !parts.isEmpty() ? zone : null; // no inputs are equal in every zone
    }

    /**
     * Parses the words of {@code series.calendar}: {@code none}, {@code auto}, or parts.
     *
     * @throws Refusal if a word is no part, or stands twice
     */
    public static Calendar parse(List<String> words) {
        if (words.size() == 1 && Words.fold(words.get(0)).equals("none")) {
            return NONE;
        }
        if (words.size() == 1 && Words.fold(words.get(0)).equals("auto")) {
            return AUTO;
        }
        EnumSet<CalendarPart> seen = EnumSet.noneOf(CalendarPart.class);
        List<CalendarPart> parts = new ArrayList<>();
        for (String word : words) {
            CalendarPart part = part(word);
            if (!seen.add(part)) {
                throw new Refusal(KEY, "name each part once", String.join(", ", words));
            }
            parts.add(part);
        }
        return new Calendar(false, parts, null);
    }

    private static CalendarPart part(String word) {
        List<String> known = Arrays.stream(CalendarPart.values()).map(Words::of).toList();
        String folded = Words.fold(word);
        if (!known.contains(folded)) {
            throw new Refusal(
                    KEY,
                    "be none, auto, or a list of " + String.join(", ", known),
                    "\"" + word + "\"" + Spelling.hint(folded, known));
        }
        return CalendarPart.values()[known.indexOf(folded)];
    }

    /**
     * Returns the calendar of a table: with its zone, and its parts chosen if they were open. Sub-daily rows have the hour
     * and the weekday, daily ones the weekday and the day of the month, monthly ones the business days of the month, and all but
     * yearly ones the phase of the year where series are long enough to show it.
     *
     * @param frequency of the table
     * @param years true if at least half of the series have three years of training rows
     * @throws DataException if the table's rows have no time of day or no time of the rows to come, or are no months and the
     *     business days of the month are asked for
     */
    public Calendar of(Frequency frequency, TimeAxis axis, boolean years) {
        boolean timed = axis.kind() != TimeAxis.TimeKind.NUMBER && frequency.clock();
        if (!timed) {
            if (!parts.isEmpty() && !readsTimes()) {
                return new Calendar(false, parts, axis.zone());
            }
            if (!parts.isEmpty()) {
                throw new DataException(KEY + " must be none or age for "
                        + (frequency.clock()
                                ? "a time column of whole numbers"
                                : "rows at no fixed distance, as the times of rows to come are not known")
                        + ", was " + text()
                        + "; give input.time a column of dates or times, or series.frequency a step");
            }
            return NONE;
        }
        if (parts.contains(CalendarPart.BUSINESS_DAYS) && !monthly(frequency)) {
            throw new DataException(KEY
                    + " must have business-days, which counts the days of a month, for monthly rows only;"
                    + " the rows are " + frequency.text() + " apart; business-day tells the days of daily rows");
        }
        return new Calendar(false, auto ? suited(frequency, axis, years) : parts, axis.zone());
    }

    /** Returns true if each row is of a month of its own. */
    private static boolean monthly(Frequency frequency) {
        return switch (frequency.unit()) {
            case MONTH, MONTH_END, BUSINESS_MONTH, BUSINESS_MONTH_END -> frequency.count() == 1;
            default -> false;
        };
    }

    private static List<CalendarPart> suited(Frequency frequency, TimeAxis axis, boolean years) {
        List<CalendarPart> chosen = new ArrayList<>();
        switch (frequency.unit()) {
            case MILLISECOND, SECOND, MINUTE, HOUR -> {
                boolean subDaily = frequency.fixed(axis) < TimeAxis.MICROS_A_DAY;
                chosen.add(subDaily ? CalendarPart.HOUR : CalendarPart.WEEKDAY);
                chosen.add(subDaily ? CalendarPart.WEEKDAY : CalendarPart.DAY);
            }
            case DAY, BUSINESS_DAY -> chosen.addAll(List.of(CalendarPart.WEEKDAY, CalendarPart.DAY));
            default -> {}
        }
        if (monthly(frequency)) {
            chosen.add(CalendarPart.BUSINESS_DAYS);
        }
        if (years && frequency.unit() != Frequency.Unit.YEAR) {
            chosen.add(CalendarPart.YEAR);
        }
        return chosen;
    }

    /** Returns true if the rows {@code [from, end)} of a series cover three years, the last row its own step. */
    static boolean threeYears(long[] times, int from, int end) {
        return end - from > 1 && 2 * times[end - 1] - times[end - 2] - times[from] >= THREE_YEARS;
    }

    /** Returns true if there are inputs. */
    public boolean present() {
        return !parts.isEmpty();
    }

    /** Returns the text a configuration writes, parts separated by commas. */
    public String text() {
        return auto ? "auto" : present() ? String.join(", ", words()) : "none";
    }

    /** Returns the words of its parts, in order. */
    public List<String> words() {
        return parts.stream().map(Words::of).toList();
    }

    /** Returns the names of its inputs, in order. */
    public List<String> names() {
        return parts.stream().flatMap(part -> part.names().stream()).toList();
    }

    /** Returns the number of its inputs. */
    public int size() {
        int size = 0;
        for (CalendarPart part : parts) {
            size += part.names().size();
        }
        return size;
    }

    /** Returns true if a part is made from times. */
    public boolean readsTimes() {
        return parts.stream().anyMatch(part -> part != CalendarPart.AGE);
    }

    /** Returns true if the place of a row in its series is an input. */
    public boolean hasAge() {
        return parts.contains(CalendarPart.AGE);
    }

    /**
     * Returns the inputs of rows, {@code [rows][size]}.
     *
     * @param first place of the first of them in its series
     */
    float[] of(RowTimes times, long first) {
        int size = size();
        boolean timed = readsTimes();
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, zone);
        float[] out = new float[times.count() * size];
        for (int row = 0; row < times.count(); row++) {
            LocalDateTime time = timed ? axis.local(times.at(row)) : null;
            int at = row * size;
            for (CalendarPart part : parts) {
                part.put(time, first + row, out, at);
                at += part.names().size();
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return text();
    }
}
