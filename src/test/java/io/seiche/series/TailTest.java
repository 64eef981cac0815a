package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The end of a series is what a forecast is made from: the last rows, the times to come, the plans for them. */
class TailTest {
    private static final long DAY = 86_400_000_000L;
    private static final TimeAxis DATES = TimeAxis.dates();

    private static SeriesPass pass(Columns columns, Frequency frequency) {
        return new SeriesPass(
                columns,
                SeriesSpec.defaults(),
                SplitSpec.none(),
                new WindowSpec(3, 2, 1, Normalizers.NONE),
                DATES,
                new Settled(frequency, null, null));
    }

    private static Tail tail(Frequency frequency, Scaler known, long[] times, double... values) {
        return pass(SeriesForTests.oneTarget(), frequency)
                .tail(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, values), known);
    }

    @Test
    void theLastRowsAreScaledAsInTraining() {
        Scaler known = new Scaler(new double[] {1}, new double[] {2});
        Tail tail = tail(Frequency.parse("1d"), known, SeriesForTests.days(5), 1, 3, 5, 7, 9);
        assertNull(tail.refused());
        assertArrayEquals(new float[] {2, 3, 4}, tail.chunk().values());
        assertEquals(3, tail.cutoff());
        assertArrayEquals(new long[] {5 * DAY, 6 * DAY}, tail.next());
        assertEquals(4 * DAY, tail.last());
    }

    @Test
    void aSeriesTheModelHasNotSeenIsScaledByItsOwnRows() {
        Tail tail = tail(Frequency.parse("1d"), null, SeriesForTests.days(4), 1, 3, 1, 3);
        assertArrayEquals(new float[] {1, -1, 1}, tail.chunk().values());
    }

    @Test
    void workdaysAreContinuedByWorkdays() {
        long[] days = LocalDate.of(2020, 4, 6)
                .datesUntil(LocalDate.of(2020, 4, 18))
                .filter(d -> d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY)
                .mapToLong(d -> d.toEpochDay() * DAY)
                .toArray();
        Tail tail = tail(Frequency.ROWS, null, days, SeriesForTests.wave(days.length, 0));
        assertEquals("2020-04-17", DATES.text(tail.last()));
        assertEquals("2020-04-20", DATES.text(tail.next()[0]));
        assertEquals("2020-04-21", DATES.text(tail.next()[1]));
    }

    @Test
    void aSeriesTooShortSaysSo() {
        Tail tail = tail(Frequency.parse("1d"), null, SeriesForTests.days(2), 1, 2);
        assertNull(tail.chunk());
        assertEquals("it has 2 rows, the model reads 3", tail.refused());
    }

    @Test
    void aSeriesTooShortSinceItsLastGapSaysSo() {
        Tail tail = tail(Frequency.parse("1d"), null, new long[] {0, DAY, 2 * DAY, 5 * DAY}, 1, 2, 3, 4);
        assertTrue(tail.refused().startsWith("it has 1 rows since its last gap"), tail.refused());
    }

    @Test
    void plansOfTheRowsToComeAreRead() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        double nan = Double.NaN;
        double[] values = {1, 10, 2, 20, 3, 30, nan, 40, nan, 50, nan, 60};
        SeriesRows rows = SeriesForTests.rows(columns, "a", SeriesForTests.days(6), values);
        Scaler same = new Scaler(new double[2], new double[] {1, 1});
        Tail tail = pass(columns, Frequency.parse("1d")).tail(rows, same);
        assertNull(tail.refused());
        Batch batch = new Batch(new WindowSpec(3, 2, 1, Normalizers.NONE), columns);
        batch.start(1);
        batch.putInputs(0, tail.chunk(), tail.cutoff());
        assertArrayEquals(
                new float[] {1, 10, 30, 2, 20, 40, 3, 30, 50}, Arrays.copyOf(batch.x(), 9), "y, plan, plan 2 days on");
    }

    @Test
    void missingPlansAreTold() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        double[] values = {1, 10, 2, 20, 3, 30, Double.NaN, 40};
        Tail tail = pass(columns, Frequency.parse("1d"))
                .tail(SeriesForTests.rows(columns, "a", SeriesForTests.days(4), values), null);
        assertTrue(tail.refused().contains("from 1970-01-04 to 1970-01-05"), tail.refused());
    }

    @Test
    void numbersAreContinuedByTheirUsualStep() {
        SeriesPass numbers = new SeriesPass(
                SeriesForTests.oneTarget(),
                SeriesSpec.defaults(),
                SplitSpec.none(),
                new WindowSpec(3, 2, 1, Normalizers.NONE),
                new TimeAxis(TimeAxis.Kind.NUMBER, ZoneOffset.UTC),
                new Settled(Frequency.ROWS, null, null));
        long[] times = LongStream.of(10, 20, 30, 40, 55).toArray();
        Tail tail = numbers.tail(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, 1, 2, 3, 4, 5), null);
        assertArrayEquals(new long[] {65, 75}, tail.next());
    }
}
