package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frequencies are parsed, inferred and continued, also across daylight saving time changes. */
class FrequencyTest {
    private static final TimeAxis UTC = new TimeAxis(TimeAxis.Kind.TIMESTAMP, ZoneOffset.UTC);

    private static long[] micros(Stream<java.time.ZonedDateTime> times) {
        return times.mapToLong(t -> t.toEpochSecond() * 1_000_000).toArray();
    }

    private static long[] dates(Stream<LocalDate> dates, ZoneId zone) {
        return micros(dates.map(date -> date.atStartOfDay(zone)));
    }

    private static String found(long[] times, TimeAxis axis) {
        return FrequencyFinder.find(times, times.length, axis).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "rows", "15min", "1h", "1d", "1w", "1mo", "2q", "1y", "30s", "250ms", "7step"})
    void whatIsWrittenIsRead(String text) {
        assertEquals(text, Frequency.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hourly", "0d", "-1h", "3rows", "2auto", "1.5h", "h1"})
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
        Frequency frequency = Frequency.parse(text);
        for (int i = 1; i < ends.length; i++) {
            assertEquals(ends[i], frequency.after(ends[i - 1], 1, UTC), UTC.text(ends[i - 1]));
        }
    }

    @Test
    void tradingDaysAreRows() {
        long[] days = dates(
                LocalDate.of(2020, 1, 1)
                        .datesUntil(LocalDate.of(2020, 12, 31))
                        .filter(d -> d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY),
                ZoneOffset.UTC);
        assertEquals("rows", found(days, TimeAxis.dates()));
    }

    @Test
    void numbersCount() {
        TimeAxis numbers = new TimeAxis(TimeAxis.Kind.NUMBER, ZoneOffset.UTC);
        assertEquals("1step", found(LongStream.range(1, 40).toArray(), numbers));
        assertEquals("5step", found(LongStream.range(1, 40).map(i -> 5 * i).toArray(), numbers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Chicago"})
    void daysOf23And25HoursAreDays(String name) {
        ZoneId zone = ZoneId.of(name);
        TimeAxis axis = new TimeAxis(TimeAxis.Kind.LOCAL, zone);
        long[] year = dates(LocalDate.of(2020, 1, 1).datesUntil(LocalDate.of(2021, 1, 1)), zone);
        assertEquals("1d", found(year, axis));
        Frequency day = Frequency.parse("1d");
        int uneven = 0;
        for (int i = 1; i < year.length; i++) {
            assertEquals(1, day.steps(year[i - 1], year[i], axis));
            assertEquals(year[i], day.after(year[i - 1], 1, axis));
            uneven += year[i] - year[i - 1] == 86_400_000_000L ? 0 : 1;
        }
        assertEquals(2, uneven, "one day in spring, one in autumn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Chicago"})
    void hoursGoOnThroughBothChangesOfTheClock(String name) {
        ZoneId zone = ZoneId.of(name);
        TimeAxis axis = new TimeAxis(TimeAxis.Kind.TIMESTAMP, zone);
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
        TimeAxis axis = new TimeAxis(TimeAxis.Kind.LOCAL, ZoneId.of("America/Sao_Paulo"));
        long[] days = dates(LocalDate.of(2018, 10, 1).datesUntil(LocalDate.of(2018, 12, 1)), axis.zone());
        assertEquals("1d", found(days, axis));
    }

    @Test
    void twoRowsTellNothing() {
        assertEquals("auto", found(new long[] {1, 2}, UTC));
    }
}
