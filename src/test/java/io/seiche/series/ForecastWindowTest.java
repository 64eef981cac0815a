package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The window from which a series is forecast: its last rows, the times to forecast and the future covariates. */
class ForecastWindowTest {
    private static final long DAY = 86_400_000_000L;
    private static final TimeAxis DATES = TimeAxis.dates();

    private static SeriesPipeline pipeline(Columns columns, Frequency frequency) {
        return new SeriesPipeline(
                columns,
                Defaults.series(),
                SplitSpec.none(),
                new WindowSpec(3, 2, 1, Normalizers.NONE),
                DATES,
                new SharedFit(frequency, null, null));
    }

    private static ForecastWindow window(Frequency frequency, Scaler known, long[] times, double... values) {
        return pipeline(SeriesForTests.oneTarget(), frequency)
                .forecastWindow(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, values), known);
    }

    @Test
    void theLastRowsAreScaledAsInTraining() {
        Scaler known = new Scaler(new double[] {1}, new double[] {2});
        ForecastWindow window = window(Frequency.parse("1d"), known, SeriesForTests.days(5), 1, 3, 5, 7, 9);
        assertNull(window.refused());
        assertArrayEquals(new float[] {2, 3, 4}, window.chunk().values());
        assertEquals(3, window.cutoff());
        assertArrayEquals(new long[] {5 * DAY, 6 * DAY}, window.next());
        assertEquals(4 * DAY, window.last());
    }

    @Test
    void aSeriesTheModelHasNotSeenIsScaledByItsOwnRows() {
        ForecastWindow window = window(Frequency.parse("1d"), null, SeriesForTests.days(4), 1, 3, 1, 3);
        assertArrayEquals(new float[] {1, -1, 1}, window.chunk().values());
    }

    @Test
    void workdaysAreContinuedByWorkdays() {
        long[] days = LocalDate.of(2020, 4, 6)
                .datesUntil(LocalDate.of(2020, 4, 18))
                .filter(d -> d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY)
                .mapToLong(d -> d.toEpochDay() * DAY)
                .toArray();
        ForecastWindow window = window(Frequency.ROWS, null, days, SeriesForTests.wave(days.length, 0));
        assertEquals("2020-04-17", DATES.text(window.last()));
        assertEquals("2020-04-20", DATES.text(window.next()[0]));
        assertEquals("2020-04-21", DATES.text(window.next()[1]));
    }

    private static long[] dates(String... dates) {
        return Arrays.stream(dates)
                .mapToLong(date -> LocalDate.parse(date).toEpochDay() * DAY)
                .toArray();
    }

    @Test
    void rowsPutIntoGapsAreOnTheDayOfTheMonthOfAllRows() {
        SeriesSpec filling = new SeriesSpec(
                Frequency.AUTO,
                Gaps.FORWARD_FILL,
                Duplicates.ERROR,
                Missing.ERROR,
                Transform.NONE,
                Scale.NONE,
                ScaleBy.SERIES,
                ZoneOffset.UTC);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                filling,
                SplitSpec.none(),
                new WindowSpec(4, 2, 1, Normalizers.NONE),
                DATES,
                new SharedFit(Frequency.parse("1mo"), null, null));
        long[] times = dates("2022-11-30", "2022-12-30", "2023-01-30", "2023-02-28", "2023-05-30");
        ForecastWindow window = pipeline.forecastWindow(
                SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, 1, 2, 3, 4, 5), null);
        List<String> days = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            days.add(DATES.text(window.chunk().times().at(row)));
        }
        assertEquals(List.of("2023-02-28", "2023-03-30", "2023-04-30", "2023-05-30"), days);
        assertArrayEquals(dates("2023-06-30", "2023-07-30"), window.next());
    }

    @Test
    void plansOfAMonthMovedByAHolidayAreRead() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        double nan = Double.NaN;
        long[] times = dates("2024-01-31", "2024-02-29", "2024-03-28", "2024-04-30", "2024-05-31", "2024-06-27");
        SeriesRows rows = SeriesForTests.rows(columns, "a", times, 1, 10, 2, 20, 3, 30, 4, 40, nan, 50, nan, 60);
        ForecastWindow window = pipeline(columns, Frequency.parse("1bmo-end"))
                .forecastWindow(rows, new Scaler(new double[2], new double[] {1, 1}));
        assertNull(window.refused());
        assertArrayEquals(dates("2024-05-31", "2024-06-27"), window.next());
    }

    /** March 29, 2024 was Good Friday; the last row is a day before the last weekday of June. */
    @Test
    void theOriginOfABacktestHasTheTimesOfMovedRows() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        long[] times = dates("2024-01-31", "2024-02-29", "2024-03-28", "2024-04-30", "2024-05-31", "2024-06-27");
        SeriesRows rows = SeriesForTests.rows(columns, "a", times, 1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);
        SplitSpec split = new SplitSpec(null, SplitSize.NONE, new SplitSize.Rows(2), 0);
        OriginWindow origin = pipeline(columns, Frequency.parse("1bmo-end"))
                .with(split)
                .originWindow(rows, 1, new Scaler(new double[2], new double[] {1, 1}));
        assertNull(origin.window().refused());
        assertArrayEquals(dates("2024-05-31", "2024-06-27"), origin.window().next());
        assertArrayEquals(new double[] {5, 6}, origin.actual());
    }

    @Test
    void aSeriesTooShortIsRefused() {
        ForecastWindow window = window(Frequency.parse("1d"), null, SeriesForTests.days(2), 1, 2);
        assertNull(window.chunk());
        assertEquals("it has 2 rows, the model reads 3", window.refused());
    }

    @Test
    void aSeriesTooShortSinceItsLastGapIsRefused() {
        ForecastWindow window = window(Frequency.parse("1d"), null, new long[] {0, DAY, 2 * DAY, 5 * DAY}, 1, 2, 3, 4);
        assertTrue(window.refused().startsWith("it has 1 rows since its last gap"), window.refused());
    }

    @Test
    void plansOfTheRowsToComeAreRead() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        double nan = Double.NaN;
        double[] values = {1, 10, 2, 20, 3, 30, nan, 40, nan, 50, nan, 60};
        SeriesRows rows = SeriesForTests.rows(columns, "a", SeriesForTests.days(6), values);
        Scaler same = new Scaler(new double[2], new double[] {1, 1});
        ForecastWindow window = pipeline(columns, Frequency.parse("1d")).forecastWindow(rows, same);
        assertNull(window.refused());
        Batch batch = new Batch(new WindowSpec(3, 2, 1, Normalizers.NONE), columns);
        batch.start(1);
        batch.putInputs(0, window.chunk(), window.cutoff());
        assertArrayEquals(
                new float[] {1, 10, 30, 2, 20, 40, 3, 30, 50}, Arrays.copyOf(batch.x(), 9), "y, plan, plan 2 days on");
    }

    @Test
    void missingFutureCovariatesAreRefused() {
        Columns columns = new Columns(List.of("y"), List.of(), List.of("plan"), List.of());
        double[] values = {1, 10, 2, 20, 3, 30, Double.NaN, 40};
        ForecastWindow window = pipeline(columns, Frequency.parse("1d"))
                .forecastWindow(SeriesForTests.rows(columns, "a", SeriesForTests.days(4), values), null);
        assertTrue(window.refused().contains("from 1970-01-04 to 1970-01-05"), window.refused());
    }

    @Test
    void numbersAreContinuedByTheirUsualStep() {
        SeriesPipeline numbers = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                Defaults.series(),
                SplitSpec.none(),
                new WindowSpec(3, 2, 1, Normalizers.NONE),
                new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC),
                new SharedFit(Frequency.ROWS, null, null));
        long[] times = LongStream.of(10, 20, 30, 40, 55).toArray();
        ForecastWindow window = numbers.forecastWindow(
                SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, 1, 2, 3, 4, 5), null);
        assertArrayEquals(new long[] {65, 75}, window.next());
    }
}
