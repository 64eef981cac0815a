package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs made from the times of rows. */
final class CalendarTest {
    private static final float HALF_ROOT_3 = (float) (Math.sqrt(3) / 2);

    private static TimeAxis axis(String zone) {
        return new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, ZoneId.of(zone));
    }

    private static float[] inputs(String zone, String instant, String... parts) {
        Frequency frequency = Frequency.parse(List.of(parts).contains("business-days") ? "1mo" : "1h");
        Calendar calendar = Calendar.parse(List.of(parts)).of(frequency, axis(zone), false);
        return RowTimes.of(micros(instant)).inputs(calendar, 0);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }

    private static void near(float[] expected, float[] actual) {
        assertArrayEquals(expected, actual, 1e-6f, () -> Arrays.toString(actual));
    }

    /** In Berlin it is 4 o'clock in winter and 5 o'clock in summer when it is 3 in UTC. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2024-01-31T03:00:00Z, 3",
        "Europe/Berlin, 2024-01-31T03:00:00Z, 4",
        "Europe/Berlin, 2024-07-31T03:00:00Z, 5",
        "Europe/Berlin, 2024-03-31T01:30:00Z, 3.5",
        "Asia/Kolkata, 2024-01-31T23:00:00Z, 4.5"
    })
    void theHourIsAnAngleOfTheClockInTheZone(String zone, String instant, double hour) {
        double angle = 2 * Math.PI * hour / 24;
        near(new float[] {(float) Math.sin(angle), (float) Math.cos(angle)}, inputs(zone, instant, "hour"));
    }

    @Test
    void theWeekdayIsTheOnlyOneOfSevenInTheZone() {
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 1}, inputs("UTC", "2024-03-31T22:30:00Z", "weekday"));
        assertArrayEquals(
                new float[] {1, 0, 0, 0, 0, 0, 0}, inputs("Europe/Berlin", "2024-03-31T22:30:00Z", "weekday"));
    }

    @Test
    void theDayOfTheMonthCountsTheDaysOfItsOwnMonth() {
        near(new float[] {0, 1, 1, -0.5f}, inputs("UTC", "2024-02-01T12:00:00Z", "day"));
        double angle = 2 * Math.PI * 28 / 29;
        near(
                new float[] {(float) Math.sin(angle), (float) Math.cos(angle), 0, 0.5f},
                inputs("UTC", "2024-02-29T12:00:00Z", "day"));
    }

    @Test
    void monthAndYearAreTwoHarmonics() {
        near(new float[] {0.5f, HALF_ROOT_3, HALF_ROOT_3, 0.5f}, inputs("UTC", "2023-02-20T00:00:00Z", "month"));
        near(new float[] {0, 1, 0, 1}, inputs("UTC", "2023-01-01T00:00:00Z", "year"));
        double angle = 2 * Math.PI * 365 / 366;
        near(
                new float[] {
                    (float) Math.sin(angle),
                    (float) Math.cos(angle),
                    (float) Math.sin(2 * angle),
                    (float) Math.cos(2 * angle)
                },
                inputs("UTC", "2024-12-31T00:00:00Z", "year"));
    }

    @ParameterizedTest
    @CsvSource({"2024-11-29, 1", "2024-11-30, 0", "2024-12-01, 0", "2024-12-02, 1"})
    void businessDaysAreMondayToFriday(String day, float expected) {
        assertArrayEquals(new float[] {expected}, inputs("UTC", day + "T00:00:00Z", "business-day"));
    }

    /** Every month of 1,200 years, three periods of the Gregorian calendar, day by day. */
    @Test
    void businessDaysOfAMonthAreCountedDayByDay() {
        Calendar part = Calendar.parse(List.of("business-days")).of(Frequency.parse("1mo"), axis("UTC"), false);
        int[] counts = new int[1200 * 12];
        for (int i = 0; i < counts.length; i++) {
            LocalDate first = LocalDate.of(1801, 1, 1).plusMonths(i);
            counts[i] = (int) first.datesUntil(first.plusMonths(1))
                    .filter(day -> day.getDayOfWeek().getValue() <= 5)
                    .count();
            if (i >= 12) {
                float[] inputs = RowTimes.of(micros(first + "T00:00:00Z")).inputs(part, 0);
                assertArrayEquals(new float[] {counts[i] - 21, counts[i] - counts[i - 12]}, inputs, first::toString);
            }
        }
    }

    /** A month that begins at midnight in the zone of the table is the day before in UTC. */
    @Test
    void theMonthIsThatOfTheZone() {
        assertArrayEquals(new float[] {2, 2}, inputs("UTC", "2024-07-31T22:00:00Z", "business-days"));
        assertArrayEquals(new float[] {1, -1}, inputs("Europe/Berlin", "2024-07-31T22:00:00Z", "business-days"));
    }

    @ParameterizedTest
    @CsvSource({"1d, 1d", "3mo, 3mo", "1q, 1q", "1mo-weekday, 1mo-weekday"})
    void businessDaysOfAMonthAreForMonthsAlone(String frequency, String told) {
        Calendar part = Calendar.parse(List.of("business-days"));
        assertEquals(
                "series.calendar must have business-days, which counts the days of a month, for monthly rows only; the rows are "
                        + told + " apart; business-day tells the days of daily rows",
                assertThrows(DataException.class, () -> part.of(Frequency.parse(frequency), axis("UTC"), false))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(Calendar.CalendarPart.class)
    void everyPartIsAWordAndHasAsManyNamesAsInputs(Calendar.CalendarPart part) {
        Calendar calendar = Calendar.parse(List.of(Words.of(part)));
        assertEquals(List.of(part), calendar.parts());
        assertEquals(calendar.size(), calendar.names().size());
        assertEquals(calendar.size(), inputs("UTC", "2024-05-06T07:00:00Z", Words.of(part)).length);
    }

    @Test
    void partsStandInTheOrderTheyAreNamed() {
        float[] both = inputs("UTC", "2024-02-01T18:00:00Z", "business-day", "Hour");
        near(new float[] {1, -1, 0}, both);
        assertEquals(
                List.of("business_day", "hour_sin", "hour_cos"),
                Calendar.parse(List.of("business-day", "Hour")).names());
        assertEquals(
                "business-day, hour",
                Calendar.parse(List.of("business-day", "Hour")).text());
    }

    @ParameterizedTest
    @CsvSource({
        "15min, hour weekday",
        "1h, hour weekday",
        "24h, weekday day",
        "1d, weekday day",
        "1b, weekday day",
        "1w, ''",
        "1mo, business-days",
        "1mo-end, business-days",
        "3mo, ''",
        "1q, ''",
        "1y, ''"
    })
    void autoSuitsTheFrequency(String frequency, String parts) {
        Calendar chosen = Calendar.AUTO.of(Frequency.parse(frequency), axis("UTC"), false);
        assertEquals(parts, String.join(" ", chosen.words()));
        assertFalse(chosen.auto());
        String year = frequency.equals("1y") ? "" : parts.isEmpty() ? "year" : " year";
        assertEquals(
                parts + year,
                String.join(
                        " ",
                        Calendar.AUTO
                                .of(Frequency.parse(frequency), axis("UTC"), true)
                                .words()));
    }

    @Test
    void rowsWithoutAClockHaveNoneAndAreRefusedParts() {
        TimeAxis numbers = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
        assertFalse(Calendar.AUTO.of(Frequency.ROWS, axis("UTC"), true).present());
        assertFalse(Calendar.AUTO.of(Frequency.parse("1step"), numbers, true).present());
        Calendar hour = Calendar.parse(List.of("hour"));
        String rows = assertThrows(DataException.class, () -> hour.of(Frequency.ROWS, axis("UTC"), false))
                .getMessage();
        assertTrue(rows.startsWith("series.calendar must be none or age for rows at no fixed distance"), rows);
        String whole = assertThrows(DataException.class, () -> hour.of(Frequency.parse("1step"), numbers, false))
                .getMessage();
        assertTrue(whole.startsWith("series.calendar must be none or age for a time column of whole numbers"), whole);
    }

    @Test
    void theAgeIsThePlaceInTheSeriesAndNeedsNoTimes() {
        for (Frequency frequency : List.of(Frequency.ROWS, Frequency.parse("1step"), Frequency.parse("1h"))) {
            TimeAxis axis = frequency.equals(Frequency.parse("1step"))
                    ? new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC)
                    : axis("UTC");
            Calendar age = Calendar.parse(List.of("age")).of(frequency, axis, false);
            RowTimes times = RowTimes.of(5, 7, 12);
            near(new float[] {1, (float) Math.log10(11), (float) Math.log10(12)}, times.inputs(age, 8));
            near(new float[] {2, (float) Math.log10(101), (float) Math.log10(102)}, times.inputs(age, 98));
        }
    }

    @Test
    void wordsThatAreNoPartAreRefused() {
        assertEquals(
                "series.calendar must be none, auto, or a list of hour, weekday, day, month, year, business-day,"
                        + " business-days, age, was \"weekdays\"; did you mean weekday?",
                assertThrows(IllegalArgumentException.class, () -> Calendar.parse(List.of("weekdays")))
                        .getMessage());
        assertEquals(
                "series.calendar must name each part once, was hour, hour",
                assertThrows(IllegalArgumentException.class, () -> Calendar.parse(List.of("hour", "hour")))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Calendar.parse(List.of("none", "hour")));
    }

    /** 36 months, 156 weeks, 1,092 days; the last row covers its own step. */
    @Test
    void threeYearsAreThirtySixMonths() {
        long[] months = IntStream.range(0, 40)
                .mapToLong(i -> LocalDate.of(2021, 1, 1).plusMonths(i).toEpochDay() * 86_400_000_000L)
                .toArray();
        assertTrue(Calendar.threeYears(months, 0, 36));
        assertTrue(Calendar.threeYears(months, 4, 40));
        assertFalse(Calendar.threeYears(months, 0, 35));
        assertFalse(Calendar.threeYears(months, 0, 1));
        assertFalse(Calendar.threeYears(months, 3, 3));
    }

    @Test
    void theInputsOfRowsAreMadeOnce() {
        Calendar hour = Calendar.parse(List.of("hour")).of(Frequency.parse("1h"), axis("UTC"), false);
        Calendar day = Calendar.parse(List.of("day")).of(Frequency.parse("1h"), axis("UTC"), false);
        RowTimes times = RowTimes.of(0, 3_600_000_000L);
        float[] first = times.inputs(hour, 0);
        assertSame(first, times.inputs(hour, 0));
        assertEquals(8, times.inputs(day, 0).length);
        assertArrayEquals(first, times.inputs(hour, 0));
    }
}
