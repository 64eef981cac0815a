package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.text.Refusal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frequencies are parsed, inferred and continued, also across daylight saving time changes. */
class FrequencyTest {
    private static final TimeAxis UTC = new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, ZoneOffset.UTC);

    private static long[] micros(Stream<java.time.ZonedDateTime> times) {
        return times.mapToLong(t -> t.toEpochSecond() * 1_000_000).toArray();
    }

    private static long[] dates(Stream<LocalDate> dates, ZoneId zone) {
        return micros(dates.map(date -> date.atStartOfDay(zone)));
    }

    private static String found(long[] times, TimeAxis axis) {
        return found(times, axis, false);
    }

    private static String found(long[] times, TimeAxis axis, boolean filled) {
        return FrequencyFinder.find(times, times.length, axis, filled).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto",
                "rows",
                "15min",
                "1h",
                "1d",
                "1w",
                "1mo",
                "2q",
                "1y",
                "30s",
                "250ms",
                "7step",
                "1b",
                "2b",
                "1mo-end",
                "6mo-end",
                "1bmo",
                "1bmo-end",
                "3bmo-end",
                "2x-month",
                "1mo-weekday"
            })
    void whatIsWrittenIsRead(String text) {
        assertEquals(text, Frequency.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hourly",
                "0d",
                "-1h",
                "3rows",
                "2auto",
                "1.5h",
                "h1",
                "3x-month",
                "x-month",
                "1d-end",
                "MS",
                "m"
            })
    void whatIsNoFrequencyIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Frequency.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"900, 15min", "3600, 1h", "10800, 3h", "86400, 1d", "604800, 1w", "1, 1s", "90, 90s", "1209600, 2w"})
    void evenStepsAreFound(long seconds, String text) {
        long[] times = LongStream.range(0, 50)
                .map(i -> 1_000_000L * (1_577_836_800L + i * seconds))
                .toArray();
        assertEquals(text, found(times, UTC));
        times[49] += 2 * 1_000_000L * seconds;
        assertEquals(text, found(times, UTC), "with a gap");
        times[49] += 1;
        assertEquals("rows", found(times, UTC), "with a time off the grid");
    }

    @ParameterizedTest
    @CsvSource({"1, 1mo", "3, 1q", "12, 1y"})
    void monthsAreFoundAndContinuedAtTheirEnds(int months, String text) {
        LocalDate first = LocalDate.of(2019, 3, 31);
        long[] ends = dates(
                LongStream.range(0, 24)
                        .mapToObj(i -> first.plusMonths(i * months))
                        .map(d -> d.withDayOfMonth(d.lengthOfMonth())),
                ZoneOffset.UTC);
        assertEquals(text, found(ends, UTC));
        StepGrid grid = StepGrid.of(Frequency.parse(text), UTC, ends, ends.length);
        for (int i = 1; i < ends.length; i++) {
            assertEquals(ends[i], grid.after(ends[i - 1], 1), UTC.text(ends[i - 1]));
        }
    }

    private static Stream<LocalDate> weekdays(LocalDate from, LocalDate to) {
        return from.datesUntil(to)
                .filter(d -> d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    @Test
    void tradingDaysAreRows() {
        LocalDate holiday = LocalDate.of(2020, 4, 10);
        long[] days = dates(
                weekdays(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31)).filter(d -> !d.equals(holiday)),
                ZoneOffset.UTC);
        assertEquals("rows", found(days, TimeAxis.dates()));
    }

    @Test
    void whereGapsAreFilledOneRowInTwoShowsTheStep() {
        Random random = new Random(7);
        LocalDate from = LocalDate.of(2020, 1, 1);
        LocalDate to = LocalDate.of(2021, 1, 1);
        long[] days = dates(from.datesUntil(to).filter(day -> random.nextDouble() > 0.3), ZoneOffset.UTC);
        assertEquals("rows", found(days, TimeAxis.dates(), false));
        assertEquals("1d", found(days, TimeAxis.dates(), true));
        long[] hours = LongStream.range(0, 2_000)
                .filter(hour -> random.nextDouble() > 0.3)
                .map(hour -> hour * 3_600_000_000L)
                .toArray();
        assertEquals("rows", found(hours, UTC, false));
        assertEquals("1h", found(hours, UTC, true));
        long[] trading = dates(weekdays(from, to).filter(day -> random.nextDouble() > 0.03), ZoneOffset.UTC);
        assertEquals("rows", found(trading, TimeAxis.dates(), true), "no row on a weekend");
        long[] office = LongStream.range(0, 2_000)
                .filter(hour -> hour % 24 >= 8 && hour % 24 < 16)
                .map(hour -> hour * 3_600_000_000L)
                .toArray();
        assertEquals("rows", found(office, UTC, true), "no row at night");
    }

    @Test
    void weekdaysWithoutAHoleAreBusinessDays() {
        long[] days = dates(weekdays(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31)), ZoneOffset.UTC);
        assertEquals("1b", found(days, TimeAxis.dates()));
        assertEquals("1d", found(Arrays.copyOf(days, 3), TimeAxis.dates()), "no weekend passed yet");
        StepGrid grid = StepGrid.of(Frequency.parse("1b"), UTC, days, days.length);
        for (int i = 1; i < days.length; i++) {
            assertEquals(days[i], grid.after(days[i - 1], 1));
            assertEquals(i, grid.steps(days[0], days[i]));
        }
        assertEquals(-1, grid.steps(days[0], days[0] + 3 * 86_400_000_000L), "a Saturday");
    }

    /** Rows of the first cells; auto finds the frequency, and the last row is followed by the last two cells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        1mo      | 2023-10-30 2023-11-30 2023-12-30 2024-01-30 2024-02-29                       | 2024-03-30 2024-04-30
        1mo      | 2022-11-28 2022-12-28 2023-01-28 2023-02-28                                  | 2023-03-28 2023-04-28
        1mo      | 2022-11-29 2022-12-29 2023-01-29 2023-02-28                                  | 2023-03-29 2023-04-29
        1mo      | 2022-11-30 2022-12-31 2023-01-31 2023-02-28                                  | 2023-03-31 2023-04-30
        1mo      | 2022-12-17 2023-01-17 2023-02-17                                             | 2023-03-17 2023-04-17
        2mo      | 2022-08-31 2022-10-31 2022-12-31 2023-02-28                                  | 2023-04-30 2023-06-30
        4mo      | 2022-01-30 2022-05-30 2022-09-30 2023-01-30                                  | 2023-05-30 2023-09-30
        5mo      | 2021-07-10 2021-12-10 2022-05-10 2022-10-10                                  | 2023-03-10 2023-08-10
        6mo      | 2021-06-30 2021-12-31 2022-06-30                                             | 2022-12-31 2023-06-30
        1q       | 2022-02-28 2022-05-31 2022-08-31 2022-11-30                                  | 2023-02-28 2023-05-31
        1q       | 2022-01-01 2022-04-01 2022-07-01 2022-10-01                                  | 2023-01-01 2023-04-01
        1y       | 2020-02-29 2021-02-28 2022-02-28 2023-02-28                                  | 2024-02-29 2025-02-28
        2y       | 2016-07-01 2018-07-01 2020-07-01                                             | 2022-07-01 2024-07-01
        2x-month | 2023-01-01 2023-01-15 2023-02-01 2023-02-15 2023-03-01                       | 2023-03-15 2023-04-01
        2x-month | 2022-12-15 2022-12-31 2023-01-15 2023-01-31 2023-02-15 2023-02-28            | 2023-03-15 2023-03-31
        2x-month | 2023-01-10 2023-01-25 2023-02-10 2023-02-25 2023-03-10                       | 2023-03-25 2023-04-10
        2x-month | 2022-12-14 2022-12-28 2023-01-14 2023-01-28 2023-02-14 2023-02-28            | 2023-03-14 2023-03-28
        1bmo-end | 2022-09-30 2022-10-31 2022-11-30 2022-12-30 2023-01-31 2023-02-28            | 2023-03-31 2023-04-28
        1bmo-end | 2024-01-31 2024-02-29 2024-03-28 2024-04-30 2024-05-31 2024-06-28            | 2024-07-31 2024-08-30
        3bmo-end | 2022-03-31 2022-06-30 2022-09-30 2022-12-30 2023-03-31                       | 2023-06-30 2023-09-29
        1bmo     | 2022-12-01 2023-01-02 2023-02-01 2023-03-01 2023-04-03 2023-05-01            | 2023-06-01 2023-07-03
        2w       | 2023-01-05 2023-01-19 2023-02-02 2023-02-16                                  | 2023-03-02 2023-03-16
        4w       | 2023-01-05 2023-02-02 2023-03-02 2023-03-30                                  | 2023-04-27 2023-05-25
        30d      | 2023-01-01 2023-01-31 2023-03-02 2023-04-01                                  | 2023-05-01 2023-05-31
        1mo-weekday | 2023-01-20 2023-02-17 2023-03-17 2023-04-21                               | 2023-05-19 2023-06-16
        1mo-weekday | 2023-01-30 2023-02-27 2023-03-27 2023-04-24 2023-05-29                    | 2023-06-26 2023-07-31
        1mo-weekday | 2023-05-24 2023-06-28 2023-07-26 2023-08-23 2023-09-27                    | 2023-10-25 2023-11-22
        3mo-weekday | 2023-09-15 2023-12-15 2024-03-15 2024-06-21 2024-09-20 2024-12-20         | 2025-03-21 2025-06-20
        4w       | 2023-02-07 2023-03-07 2023-04-04                                             | 2023-05-02 2023-05-30
        rows     | 2023-01-11 2023-02-14 2023-03-14 2023-04-12 2023-05-10                       | 2023-06-10 2023-07-10
        """)
    void calendarStepsAreFoundAndContinued(String text, String rows, String next) {
        for (String zone : List.of("UTC", "America/Chicago", "Asia/Kolkata", "Australia/Lord_Howe")) {
            TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.DATE, ZoneId.of(zone));
            long[] times = dates(Arrays.stream(rows.split(" ")).map(LocalDate::parse), axis.zone());
            assertEquals(text, found(times, axis), zone);
            assertEquals(next, String.join(" ", continued(Frequency.parse(text), times, axis)), zone);
        }
    }

    @ParameterizedTest
    @CsvSource({"WOM-3FRI, 1mo-weekday", "LWOM-MON, 1mo-weekday", "BME, 1bmo-end", "SMS, 2x-month"})
    void namesOfOtherToolsAreTranslated(String name, String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> Frequency.parse(name));
        assertTrue(refusal.getMessage().contains("write " + text), refusal.getMessage());
    }

    private static List<String> continued(Frequency frequency, long[] times, TimeAxis axis) {
        long last = times[times.length - 1];
        IntervalEstimate pace = new IntervalEstimate();
        Arrays.stream(times).forEach(time -> pace.see(time, axis));
        long[] next = frequency.clock()
                ? StepGrid.of(frequency, axis, times, times.length).next(last, 2)
                : pace.next(last, 2, axis);
        return Arrays.stream(next).mapToObj(axis::text).toList();
    }

    /** Every row of a grid follows the one before by one step, and the time after a row is the next row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1b",
                "1mo",
                "1mo-end",
                "3mo-end",
                "1bmo",
                "1bmo-end",
                "2x-month",
                "1q",
                "1y",
                "5mo",
                "1mo-weekday"
            })
    void aStepLeadsToTheNextRow(String text) {
        Frequency frequency = Frequency.parse(text);
        for (int day = 1; day <= 31; day++) {
            long[] times = new long[60];
            times[0] = UTC.time(LocalDate.of(2018, 12, day).atTime(7, 30));
            StepGrid grid = StepGrid.of(frequency, UTC, times, 1);
            times[0] = grid.after(grid.after(times[0], 1), 0);
            for (int i = 1; i < times.length; i++) {
                times[i] = grid.after(times[i - 1], 1);
                assertEquals(
                        1, grid.steps(times[i - 1], times[i]), text + " on day " + day + " at " + UTC.text(times[i]));
                assertEquals(i, grid.steps(times[0], times[i]));
                assertEquals(times[i], grid.after(times[0], i));
            }
        }
    }

    @Test
    void stepsOfTimesAndOfNumbersAreToldApart() {
        TimeAxis numbers = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
        DataException refused =
                assertThrows(DataException.class, () -> Frequency.parse("1mo").check(numbers));
        assertTrue(refused.getMessage().contains("input.timeFormat"), refused.getMessage());
        assertThrows(DataException.class, () -> Frequency.parse("1step").check(UTC));
        Frequency.parse("2step").check(numbers);
        Frequency.ROWS.check(numbers);
        Frequency.parse("1mo").check(UTC);
    }

    @Test
    void namesOfOtherToolsAreAnsweredWithOurs() {
        String message = assertThrows(IllegalArgumentException.class, () -> Frequency.parse("BME"))
                .getMessage();
        assertTrue(message.endsWith("write 1bmo-end"), message);
    }

    @Test
    void numbersCount() {
        TimeAxis numbers = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
        assertEquals("1step", found(LongStream.range(1, 40).toArray(), numbers));
        assertEquals("5step", found(LongStream.range(1, 40).map(i -> 5 * i).toArray(), numbers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Chicago"})
    void daysOf23And25HoursAreDays(String name) {
        ZoneId zone = ZoneId.of(name);
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.LOCAL, zone);
        long[] year = dates(LocalDate.of(2020, 1, 1).datesUntil(LocalDate.of(2021, 1, 1)), zone);
        assertEquals("1d", found(year, axis));
        StepGrid day = StepGrid.of(Frequency.parse("1d"), axis, year, year.length);
        int uneven = 0;
        for (int i = 1; i < year.length; i++) {
            assertEquals(1, day.steps(year[i - 1], year[i]));
            assertEquals(year[i], day.after(year[i - 1], 1));
            uneven += year[i] - year[i - 1] == 86_400_000_000L ? 0 : 1;
        }
        assertEquals(2, uneven, "one day in spring, one in autumn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Chicago"})
    void hoursGoOnThroughBothChangesOfTheClock(String name) {
        ZoneId zone = ZoneId.of(name);
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, zone);
        for (int month : new int[] {3, 10}) {
            LocalDate from = LocalDate.of(2020, month, 1);
            long[] hours = LongStream.range(0, 40 * 24)
                    .map(h -> from.atStartOfDay(zone).plusHours(h).toEpochSecond() * 1_000_000)
                    .toArray();
            assertEquals("1h", found(hours, axis));
        }
    }

    @Test
    void aDayWhoseMidnightIsSkippedIsADay() {
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.LOCAL, ZoneId.of("America/Sao_Paulo"));
        long[] days = dates(LocalDate.of(2018, 10, 1).datesUntil(LocalDate.of(2018, 12, 1)), axis.zone());
        assertEquals("1d", found(days, axis));
    }

    @Test
    void twoRowsTellNothing() {
        assertEquals("auto", found(new long[] {1, 2}, UTC));
    }
}
