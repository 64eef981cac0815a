package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows whose time stands for no time are refused or warned of, on either end of a series. */
class RemoteRowsTest {
    private static final TimeAxis DAYS = new TimeAxis(TimeAxis.TimeKind.DATE, ZoneOffset.UTC);

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay() * TimeAxis.MICROS_A_DAY;
    }

    /** Sixty days of 2024, and others. */
    private static SeriesRows rows(List<String> others) {
        List<Long> all = new ArrayList<>();
        LongStream.range(0, 60).forEach(i -> all.add(day("2024-01-01") + i * TimeAxis.MICROS_A_DAY));
        others.forEach(other -> all.add(day(other)));
        return sorted(all);
    }

    private static SeriesRows sorted(List<Long> times) {
        long[] ascending = times.stream().mapToLong(t -> t).sorted().toArray();
        return SeriesForTests.rows(SeriesForTests.oneTarget(), "well", ascending, new double[ascending.length]);
    }

    private static String found(SeriesRows rows, TimeAxis axis) {
        RemoteRows.find(rows, axis);
        RowDefect refused = rows.problems.get(RowDefect.DefectKind.REMOTE);
        RowDefect noted = rows.notes.get(RowDefect.DefectKind.REMOTE);
        return (refused == null ? "" : "refused " + refused.count() + " at " + axis.text(refused.time()))
                + (noted == null
                        ? ""
                        : (refused == null ? "" : ", ") + "noted " + noted.count() + " at " + axis.text(noted.time()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9999-12-31 | refused 1 at 9999-12-31",
                "9999-12-31 9999-12-31 9999-12-31 9999-12-31 9999-12-31 | refused 5 at 9999-12-31",
                "9999-12-30 9999-12-31 | refused 2 at 9999-12-30",
                "2204-02-10 | refused 1 at 2204-02-10",
                "0001-01-01 | refused 1 at 0001-01-01",
                "1900-01-01 | refused 1 at 1900-01-01",
                "1900-01-01 9999-12-31 | refused 2 at 9999-12-31",
                "1970-01-01 | noted 1 at 1970-01-01",
                "1970-01-01 1970-01-01 | noted 2 at 1970-01-01",
                "2042-01-01 | noted 1 at 2042-01-01",
                "1970-01-01 2200-01-01 | refused 1 at 2200-01-01, noted 1 at 1970-01-01",
                "1900-01-01 2042-01-01 | refused 1 at 1900-01-01, noted 1 at 2042-01-01",
                "2024-12-31 | ''",
                "2023-02-01 | ''",
                "2030-01-01 2030-01-02 2030-01-03 2030-01-04 | ''"
            })
    void aFewRowsFarFromAllOthers(String others, String expected) {
        assertEquals(expected, found(rows(List.of(others.split(" "))), DAYS));
    }

    /** A hole within a long series may be longer than a year. */
    @Test
    void othersThatCoverMoreThanTheHole() {
        List<Long> times = new ArrayList<>();
        for (int year = 1950; year < 2000; year++) {
            times.add(day(year + "-01-01"));
        }
        times.add(day("2020-01-01"));
        assertEquals("", found(sorted(times), DAYS));
        times.add(day("2100-01-01"));
        assertEquals("noted 1 at 2100-01-01", found(sorted(times), DAYS));
    }

    @Test
    void plainNumbers() {
        TimeAxis numbers = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
        List<Long> times = new ArrayList<>(LongStream.range(1950, 2010).boxed().toList());
        assertEquals("", found(sorted(times), numbers));
        times.add(9999L);
        assertEquals("noted 1 at 9999", found(sorted(times), numbers));
    }

    @Test
    void theMessageHasTheSeriesBothTimesTheCountAndTheRemedy() {
        SeriesRows rows = rows(List.of("9999-12-30", "9999-12-31"));
        RemoteRows.find(rows, DAYS);
        RowDefect refused = rows.problems.get(RowDefect.DefectKind.REMOTE);
        assertNotNull(refused);
        assertEquals(
                "a row is 7,975 years after all earlier rows, which end at 2024-02-29, at 9999-12-30 of series \"well\" (2"
                        + " such rows); leave such rows out by input.where if their time stands for no time; if it is"
                        + " right, set series.frequency = rows",
                refused.message(DAYS, refused.count()));
        assertTrue(refused.kind().byPolicy());
    }
}
