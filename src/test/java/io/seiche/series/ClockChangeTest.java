package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours that a change of the clock makes double or absent: what is refused is called so, and the advice keeps every hour. */
class ClockChangeTest {
    private static final int HOURS = 12;

    private static PreparedSeries prepared(List<LocalDateTime> rows, String zone, String frequency) {
        return prepared(rows, zone, frequency, Gaps.ERROR, Duplicates.ERROR);
    }

    private static PreparedSeries prepared(
            List<LocalDateTime> rows, String zone, String frequency, Gaps gaps, Duplicates duplicates) {
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.LOCAL, SeriesSpec.zone(zone));
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                new SeriesSpec(
                        Frequency.parse(frequency),
                        gaps,
                        duplicates,
                        Missing.ERROR,
                        Transform.NONE,
                        Scale.NONE,
                        ScaleBy.SERIES,
                        axis.zone()),
                SplitSpec.none(),
                new WindowSpec(1, 1, 1, Normalizers.NONE),
                axis,
                new SharedFit(Frequency.parse(frequency), null, null));
        long[] times = rows.stream().mapToLong(axis::time).sorted().toArray();
        return pipeline.prepare(
                SeriesForTests.rows(SeriesForTests.oneTarget(), "", times, SeriesForTests.wave(times.length, 0)));
    }

    private static String refusal(List<LocalDateTime> rows, String zone) {
        FactsTally tally = new FactsTally(SeriesForTests.oneTarget());
        tally.add(prepared(rows, zone, "1h").facts());
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.LOCAL, SeriesSpec.zone(zone));
        return assertThrows(DataException.class, () -> tally.check(axis)).getMessage();
    }

    private static void assertWhole(List<LocalDateTime> rows, String zone) {
        SeriesFacts facts = prepared(rows, zone, "auto").facts();
        assertEquals(List.of(), facts.problems());
        assertEquals("1h", facts.frequency().text());
        assertEquals(HOURS, facts.rows());
        assertEquals(0, facts.count(Counter.GAPS));
    }

    /** The clock times of a zone in consecutive hours. */
    private static List<LocalDateTime> clock(String first, String zone) {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> LocalDateTime.parse(first)
                        .atZone(ZoneId.of(zone))
                        .plusHours(hour)
                        .toLocalDateTime())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2021-10-30T20:00, Europe/Berlin, Europe/Berlin, 2021-10-31 02:00:00+02:00",
        "2021-10-30T20:00, Europe/Berlin, UTC, 2021-10-31 02:00:00+02:00",
        "2021-11-06T20:00, America/New_York, UTC, 2021-11-07 01:00:00-04:00",
        "2021-11-06T20:00, America/St_Johns, America/St_Johns, 2021-11-07 01:00:00-02:30"
    })
    void anHourShownTwiceNeedsItsOffset(String first, String zone, String readIn, String example) {
        String message = refusal(clock(first, zone), readIn);
        assertTrue(message.startsWith("2 rows have the same time at " + example.substring(0, 19)), message);
        assertTrue(
                message.endsWith(
                        " shows this time twice when daylight saving time ends; write the times with an offset, such as "
                                + example + ", or in UTC, so that no hour is lost"),
                message);
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, ZoneId.of(zone));
        long[] moments = IntStream.range(0, HOURS)
                .mapToLong(hour -> axis.time(LocalDateTime.parse(first)) + hour * 3_600_000_000L)
                .toArray();
        assertEquals("1h", FrequencyFinder.find(moments, HOURS, axis, false).text());
    }

    private static List<String> warnings(List<LocalDateTime> rows, String zone) {
        TimeAxis axis = new TimeAxis(TimeAxis.TimeKind.LOCAL, SeriesSpec.zone(zone));
        FactsTally tally = new FactsTally(SeriesForTests.oneTarget());
        FactsTally other = new FactsTally(SeriesForTests.oneTarget());
        other.add(
                prepared(rows, zone, "1h", Gaps.BREAK, Duplicates.parse("mean")).facts());
        tally.merge(other);
        tally.check(axis);
        return tally.facts(axis).warnings();
    }

    /** Policies that accept the rows do not hide that an hour is lost or joined with another. */
    @Test
    void acceptedRowsAreWarnedOf() {
        List<String> spring = warnings(clock("2021-03-27T20:00", "Europe/Berlin"), "UTC");
        assertEquals(
                List.of(
                        "1 step after 2021-03-28 01:00:00 has no row; the next row is at 2021-03-28 03:00:00; the clock of"
                                + " Europe/Berlin skips this time; if the rows have its times, set series.timeZone ="
                                + " Europe/Berlin"),
                spring);
        List<String> autumn = warnings(clock("2021-10-30T20:00", "Europe/Berlin"), "UTC");
        assertEquals(1, autumn.size(), autumn::toString);
        assertTrue(
                autumn.get(0).startsWith("2 rows have the same time at 2021-10-31 02:00:00; the clock"), autumn.get(0));
        assertTrue(autumn.get(0).endsWith("so that no hour is lost"), autumn.get(0));
        List<String> once = warnings(
                clock("2021-10-30T20:00", "Europe/Berlin").stream().distinct().toList(), "Europe/Berlin");
        assertTrue(once.get(0).contains("was set back before it; write the times with an offset"), once::toString);
        assertEquals(List.of(), warnings(clock("2021-03-27T20:00", "Europe/Berlin"), "Europe/Berlin"));
        LocalDateTime noon = LocalDateTime.parse("2021-03-28T12:00");
        assertEquals(List.of(), warnings(List.of(noon, noon, noon.plusHours(1), noon.plusHours(3)), "UTC"));
    }

    @Test
    void aClockThatIsNeverMovedIsReadInAZoneOfItsOwn() {
        List<LocalDateTime> rows = clock("2021-03-27T20:00", "+01:00");
        String message = refusal(rows, "Europe/Berlin");
        assertTrue(
                message.contains("the clock of Europe/Berlin skips the times from 02:00 to 03:00 that day"), message);
        assertTrue(message.endsWith("if the clock of the rows is never moved, set series.timeZone = +01:00"), message);
        assertWhole(rows, "+01:00");
    }

    @Test
    void anHourThatTheClockSkipsIsNoGapInItsZone() {
        List<LocalDateTime> rows = clock("2021-03-27T20:00", "Europe/Berlin");
        String message = refusal(rows, "UTC");
        assertTrue(
                message.endsWith(
                        "the clock of Europe/Berlin skips this time; if the rows have its times, set series.timeZone = Europe/Berlin"),
                message);
        assertWhole(rows, "Europe/Berlin");
    }

    @Test
    void anHourOfTwoThatIsThereOnceIsCalledSo() {
        List<LocalDateTime> rows =
                clock("2021-10-30T20:00", "Europe/Berlin").stream().distinct().toList();
        String message = refusal(rows, "Europe/Berlin");
        assertTrue(message.contains("the clock of Europe/Berlin was set back before it; write the times"), message);
    }

    @Test
    void aClockMovedByHalfAnHourIsCalledSo() {
        List<LocalDateTime> rows = IntStream.range(0, HOURS)
                .mapToObj(hour -> LocalDateTime.parse("2021-10-02T20:00").plusHours(hour))
                .filter(time -> !time.equals(LocalDateTime.parse("2021-10-03T02:00")))
                .toList();
        String message = refusal(rows, "Australia/Lord_Howe");
        assertTrue(message.contains("the clock of Australia/Lord_Howe was moved by 30 minutes before it"), message);
    }

    @Test
    void otherRowsKeepTheirAdvice() {
        LocalDateTime noon = LocalDateTime.parse("2021-10-31T12:00");
        String message = refusal(Arrays.asList(noon, noon, noon.plusHours(1)), "Europe/Berlin");
        assertTrue(message.contains("series.duplicates"), message);
        assertTrue(refusal(List.of(noon, noon.plusHours(2)), "UTC").contains("series.gaps"));
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu"})
    void hoursInZonesThatAreNotWholeHoursFromUtcAreHours(String zone) {
        assertWhole(clock("2021-06-30T20:00", zone), zone);
    }
}
