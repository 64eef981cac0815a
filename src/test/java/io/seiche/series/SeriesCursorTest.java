package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.SharedFit;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows prepared one by one equal rows of a whole series, with the cursor written and restored between rows. */
final class SeriesCursorTest {
    private static final long DAY = 86_400_000_000L;
    private static final int LOOKBACK = 8;
    private static final Scaler SCALER = new Scaler(new double[] {3, 1}, new double[] {2, 0.7});

    static Stream<Arguments> policies() {
        return Stream.of(Transform.values()).flatMap(transform -> Stream.of(Gaps.values())
                .filter(gaps -> gaps != Gaps.MASK) // refused where rows are read one by one
                .filter(gaps -> gaps != Gaps.ERROR && !(gaps == Gaps.ZERO && transform == Transform.LOG))
                .filter(gaps -> !(gaps == Gaps.ZERO && transform == Transform.RETURN))
                .flatMap(gaps -> Stream.of("1d", "rows").map(f -> Arguments.of(transform, gaps, f))));
    }

    private static SeriesPipeline pipeline(Transform transform, Gaps gaps, Missing missing, String frequency) {
        Frequency of = Frequency.parse(frequency);
        return new SeriesPipeline(
                new Columns(List.of("y"), List.of("wind"), List.of(), List.of("height")),
                new SeriesSpec(
                        of, gaps, Duplicates.ERROR, missing, transform, Scale.STANDARD, ScaleBy.SERIES, ZoneOffset.UTC),
                SplitSpec.none(),
                new WindowSpec(LOOKBACK, 2, 1, Normalizers.NONE),
                TimeAxis.dates(),
                new SharedFit(of, null, new Scaler(new double[] {5}, new double[] {2})));
    }

    /** The rows handed out since rest equal the end of the whole series, wherever it ends. */
    @ParameterizedTest
    @MethodSource("policies")
    void rowsHandedOutSinceRestEndAsTheWholeSeriesDoes(Transform transform, Gaps gaps, String frequency) {
        for (Scaler scaler : new Scaler[] {SCALER, null}) {
            endsAsAWhole(pipeline(transform, gaps, Missing.FORWARD_FILL, frequency), scaler);
        }
    }

    /** Without a scaler one is fitted to the rows so far: looked at where they are the first lookback's, without a break. */
    private static void endsAsAWhole(SeriesPipeline pipeline, Scaler scaler) {
        Random random = new Random(7);
        SeriesCursor cursor = new SeriesCursor(pipeline, "north", scaler);
        SeriesRows rows = new SeriesRows(pipeline.columns());
        List<double[]> all = new ArrayList<>();
        float[] since = {};
        int beginnings = 0;
        int compared = 0;
        for (int n = 0, day = 0; n < 60; n++, day += random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 1) {
            boolean hole = n > 0 && random.nextInt(8) == 0;
            all.add(new double[] {5 + random.nextDouble(), hole ? Double.NaN : random.nextGaussian(), 9, day * DAY});
            cursor = goneOn(cursor, pipeline, scaler);
            Chunk chunk = cursor.take(day * DAY, all.get(n));
            if (chunk == null) {
                since = cursor.resting() ? new float[0] : since;
                continue;
            }
            beginnings += cursor.rests() ? 1 : 0;
            since = cursor.rests() ? chunk.values() : joined(since, chunk.values());
            if (since.length < 2 * LOOKBACK || (scaler == null && (beginnings > 1 || since.length > 2 * LOOKBACK))) {
                continue;
            }
            rows.start("north");
            all.forEach(row -> rows.add((long) row[3], Arrays.copyOf(row, 3)));
            ForecastWindow window = pipeline.forecastWindow(rows, scaler);
            assertNull(window.refused());
            assertArrayEquals(
                    window.chunk().values(), Arrays.copyOfRange(since, since.length - 2 * LOOKBACK, since.length));
            assertArrayEquals(window.chunk().statics(), chunk.statics());
            assertArrayEquals(window.next(), cursor.next());
            compared++;
        }
        assertTrue(compared > (scaler == null ? 0 : 10), "only " + compared + " windows were compared");
    }

    private static SeriesCursor goneOn(SeriesCursor cursor, SeriesPipeline pipeline, Scaler scaler) {
        ByteBuffer bytes = ByteBuffer.allocate(cursor.bytes());
        cursor.write(bytes);
        assertEquals(0, bytes.remaining());
        SeriesCursor other = new SeriesCursor(pipeline, "north", scaler);
        other.read(bytes.flip());
        return other;
    }

    private static float[] joined(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Rows one by one are continued as the whole series is, by the days of the month of all rows so far. */
    @ParameterizedTest
    @CsvSource({
        "1mo, 2022-10-30 2022-11-30 2022-12-30 2023-01-30 2023-02-28 2023-03-30",
        "1mo-end, 2022-10-31 2022-11-30 2022-12-31 2023-01-31 2023-02-28 2023-03-31",
        "2x-month, 2022-12-15 2022-12-31 2023-01-15 2023-01-31 2023-02-15 2023-02-28",
        "1bmo-end, 2024-01-31 2024-02-29 2024-03-28 2024-04-30 2024-05-31 2024-06-28",
        "1b, 2024-03-28 2024-03-29 2024-04-01 2024-04-02 2024-04-03 2024-04-04"
    })
    void calendarStepsAreContinuedRowByRow(String frequency, String dates) {
        SeriesPipeline pipeline = pipeline(Transform.NONE, Gaps.ERROR, Missing.ERROR, frequency);
        SeriesCursor cursor = new SeriesCursor(pipeline, "north", SCALER);
        SeriesRows rows = new SeriesRows(pipeline.columns());
        rows.start("north");
        for (String date : dates.split(" ", -1)) {
            long time = LocalDate.parse(date).toEpochDay() * DAY;
            cursor = goneOn(cursor, pipeline, SCALER);
            cursor.take(time, new double[] {1, 1, 9});
            assertNull(cursor.refused());
            rows.add(time, new double[] {1, 1, 9});
            StepGrid grid = StepGrid.of(Frequency.parse(frequency), TimeAxis.dates(), rows.times, rows.rows);
            assertArrayEquals(grid.next(time, 2), cursor.next(), date);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,3,1,'duplicate: a row of 1970-01-04'",
        "NONE,2,1,'late: rows up to 1970-01-04'",
        "NONE,20000,1,'gap: 19996 steps since 1970-01-04 have no row'",
        "LOG,4,0,'transform: target \"y\" is 0.0, log is not defined'",
        "NONE,4,NaN,'missing: column \"y\" has no value'"
    })
    void whatCannotBeReadIsRefusedWithTheReason(Transform transform, int day, double y, String why) {
        SeriesCursor cursor =
                new SeriesCursor(pipeline(transform, Gaps.FORWARD_FILL, Missing.ERROR, "1d"), "north", SCALER);
        cursor.take(2 * DAY, new double[] {1, 1, 9});
        cursor.take(3 * DAY, new double[] {1, 1, 9});
        assertNull(cursor.take(day * DAY, new double[] {y, 1, 9}));
        assertTrue(cursor.refused().startsWith(why), cursor.refused());
        boolean begins = why.contains("gap") || why.contains("transform");
        assertEquals(begins, cursor.resting());
    }

    @Test
    void timesOffTheGridAndOtherStaticsAreRefused() {
        SeriesCursor cursor =
                new SeriesCursor(pipeline(Transform.NONE, Gaps.BREAK, Missing.ERROR, "1d"), "north", SCALER);
        cursor.take(DAY, new double[] {1, 1, 9});
        assertNull(cursor.take(2 * DAY + 1, new double[] {1, 1, 9}));
        assertTrue(cursor.refused().startsWith("irregular: it is not a whole number of steps of 1d"));
        assertNull(cursor.take(2 * DAY, new double[] {1, 1, 8}));
        assertEquals("static: covariate \"height\" is 8.0 but was 9.0", cursor.refused());
    }
}
