package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Counter;
import io.seiche.series.Duplicates;
import io.seiche.series.ForecastWindow;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesPipeline;
import io.seiche.series.SeriesPipeline.SharedFit;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading of tables: columns, times, shared scalers and forecast windows. */
class TableReaderTest {
    @TempDir
    Path folder;

    private static SeriesSpec spec(String frequency, ScaleBy scaleBy, ZoneId zone) {
        return new SeriesSpec(
                Frequency.parse(frequency),
                Gaps.BREAK,
                Duplicates.ERROR,
                Missing.ERROR,
                Transform.NONE,
                Scale.STANDARD,
                scaleBy,
                zone);
    }

    @Test
    void onlyNamedColumnsAndMatchingRowsAreReadFromTheSource() {
        String path = folder.resolve("t").toString();
        Tables.of(
                        "id string, ts string, y double, temp double",
                        Tables.fourSeries().toArray(new Object[0][]))
                .write()
                .parquet(path);
        InputSpec input = InputSpec.tall(Source.path(path, "parquet", Map.of()), "id", "ts", Tables.target())
                .where("id = 's2'");
        String plan = SeriesTable.open(Tables.spark(), null, input, Defaults.series(), false)
                .rows()
                .queryExecution()
                .executedPlan()
                .toString();
        assertTrue(plan.contains("PushedFilters: [IsNotNull(id), EqualTo(id,s2)]"), plan);
        assertTrue(plan.contains("ReadSchema: struct<id:string,ts:string,y:double>"), plan);
        try (TableData data =
                TableReader.read(Tables.spark(), input, Defaults.series(), Tables.SPLIT, Tables.WINDOWS)) {
            assertEquals(1, data.facts().series());
            assertEquals(640, data.facts().rows());
        }
    }

    @Test
    void severalTargetsAndCovariatesArePackedInTheirOrder() {
        List<Object[]> rows = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            rows.add(Tables.row("a", t, (double) t, 2L * t, 3f * t, t % 2 == 0));
        }
        Columns columns = new Columns(List.of("q", "p"), List.of("r"), List.of("b"), List.of());
        Dataset<Row> table =
                Tables.of("id string, ts int, p double, q bigint, r float, b boolean", rows.toArray(new Object[0][]));
        try (TableData data = Tables.read(table, Tables.input(columns))) {
            Chunk chunk = data.chunks().first();
            for (int t = 0; t < chunk.rows(); t++) {
                double[] raw = new double[4];
                for (int c = 0; c < 4; c++) {
                    raw[c] = chunk.scaler().raw(c, chunk.values()[4 * t + c]);
                }
                assertArrayEquals(new double[] {2 * t, t, 3 * t, t % 2 == 0 ? 1 : 0}, raw, 1e-4);
            }
            assertEquals("1step", data.facts().frequency().text());
        }
    }

    @Test
    void aFrequencyMostRowsHaveIsThatOfAll() {
        List<Object[]> rows = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            rows.add(Tables.row("many", t, (double) t));
        }
        for (int t = 0; t < 10; t++) {
            rows.add(Tables.row("few", 3 * t, (double) t));
        }
        try (TableData data = Tables.read(
                Tables.of("id string, ts int, y double", rows.toArray(new Object[0][])),
                Tables.input(Tables.target()))) {
            assertEquals("1step", data.facts().frequency().text());
            assertEquals(9, data.facts().count(Counter.GAPS));
            assertEquals("1step", data.pipeline().shared().frequency().text());
        }
    }

    @Test
    void allSeriesCanShareOneScaler() {
        Dataset<Row> table = Tables.of(
                "id string, ts string, y double, temp double",
                Tables.fourSeries().toArray(new Object[0][]));
        try (TableData data = TableReader.read(
                table,
                Tables.input(Tables.target()),
                spec("auto", ScaleBy.GLOBAL, ZoneOffset.UTC),
                Tables.SPLIT,
                Tables.WINDOWS)) {
            assertEquals(4, data.scalers().size());
            data.scalers()
                    .values()
                    .forEach(scaler ->
                            assertArrayEquals(data.pipeline().shared().scaler().center(), scaler.center()));
        }
    }

    @Test
    void staticCovariatesAreScaledOverSeries() {
        List<Object[]> rows = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 20; t++) {
                rows.add(Tables.row("s" + s, t, (double) t, 10.0 * s));
            }
        }
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of("size"));
        try (TableData data = Tables.read(
                Tables.of("id string, ts int, y double, size double", rows.toArray(new Object[0][])),
                Tables.input(columns))) {
            List<Chunk> chunks = new ArrayList<>(data.chunks().collect());
            chunks.sort(Comparator.comparing(Chunk::series));
            assertEquals(-Math.sqrt(1.5), chunks.get(0).statics()[0], 1e-6);
            assertEquals(0, chunks.get(1).statics()[0], 1e-6);
            assertEquals(Math.sqrt(1.5), chunks.get(2).statics()[0], 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2020-03-29 03:30:00, Europe/Berlin, 2020-03-29T01:30:00Z",
        "2020-10-25 12:00, Europe/Berlin, 2020-10-25T11:00:00Z",
        "2020-07-01, America/Chicago, 2020-07-01T05:00:00Z",
        "2020-07-01T12:00:00+02:00, America/Chicago, 2020-07-01T10:00:00Z",
        "2020-07-01 12:00:00.250Z, UTC, 2020-07-01T12:00:00.250Z",
        "2020-07-01, UTC, 2020-07-01T00:00:00Z",
    })
    void timesAreReadInTheZoneUnlessTheyBringTheirOwn(String text, String zone, String instant) {
        SeriesTable table = SeriesTable.open(
                Tables.spark(),
                Tables.of("id string, ts string, y double", Tables.row("a", text, 1.0)),
                Tables.input(Tables.target()),
                spec("auto", ScaleBy.SERIES, SeriesSpec.zone(zone)),
                false);
        Row row = table.rows().first();
        assertNull(row.getAs("bad"));
        assertEquals(instant, table.axis().instant(row.<Long>getAs("time")).toString());
    }

    @Test
    void timesWrittenAnotherWayAreReadByTheirFormat() {
        InputSpec input = InputSpec.tall(
                Source.path("not/read", "csv", Map.of("timestampFormat", "yyyy/M/d H:mm")),
                "id",
                "ts",
                Tables.target());
        SeriesTable table = SeriesTable.open(
                Tables.spark(),
                Tables.of("id string, ts string, y double", Tables.row("a", "1990/1/2 3:04", 1.0)),
                input,
                spec("auto", ScaleBy.SERIES, ZoneId.of("Europe/Berlin")),
                false);
        assertEquals(
                "1990-01-02T02:04:00Z",
                table.axis().instant(table.rows().first().<Long>getAs("time")).toString());
    }

    @Test
    void localDaysThroughBothChangesOfTheClockAreOneRun() {
        ZoneId chicago = ZoneId.of("America/Chicago");
        Dataset<Row> days = Tables.spark()
                .range(366)
                .selectExpr(
                        "cast(date_add(date'2020-01-01', cast(id as int)) as timestamp_ntz) as ts", "id * 1.0 as y");
        InputSpec input = InputSpec.tall(null, "", "ts", Tables.target());
        try (TableData data =
                TableReader.read(days, input, spec("auto", ScaleBy.SERIES, chicago), Tables.SPLIT, Tables.WINDOWS)) {
            assertEquals("1d", data.facts().frequency().text());
            assertEquals(0, data.facts().count(Counter.GAPS));
            assertEquals("2020-12-31 00:00:00", data.facts().lastText());
        }
    }

    @Test
    void endsOfSeriesComeWithTheirTimesAndScalers() {
        Dataset<Row> table = Tables.of(
                "id string, ts string, y double, temp double",
                Tables.fourSeries().toArray(new Object[0][]));
        InputSpec input = Tables.input(Tables.target());
        try (TableData data = Tables.read(table, input)) {
            ForecastWindows windows =
                    ForecastWindows.read(Tables.spark(), table, input, null, data.pipeline(), data.scalers());
            assertEquals(TimeAxis.TimeKind.DATE, windows.axis().kind());
            List<ForecastWindow> all = windows.windows().collect();
            assertEquals(4, all.size());
            for (ForecastWindow window : all) {
                assertNull(window.refused());
                assertEquals(5, window.chunk().rows());
                assertArrayEquals(
                        data.scalers().get(window.series()).center(),
                        window.chunk().scaler().center());
                int days = 40 + 300 * Integer.parseInt(window.series().substring(1));
                assertEquals(
                        LocalDate.of(2020, 1, 1).plusDays(days).toString(),
                        windows.axis().text(window.next()[0]));
            }
        }
    }

    @Test
    void plansMayStandInATableOfTheirOwn() {
        List<Object[]> past = new ArrayList<>();
        List<Object[]> plan = new ArrayList<>();
        for (int t = 0; t < 30; t++) {
            past.add(Tables.row(t, 1.0 * t, 2.0 * t, (double) (t % 7)));
        }
        for (int t = 25; t < 33; t++) {
            plan.add(Tables.row(t, (double) (t % 7)));
        }
        String path = folder.resolve("plan").toString();
        Tables.of("ts int, weekday double", plan.toArray(new Object[0][]))
                .write()
                .parquet(path);
        InputSpec input = InputSpec.wide(null, "ts", List.of(), List.of(), List.of("weekday"));
        ForecastWindows windows = ForecastWindows.read(
                Tables.spark(),
                Tables.of("ts int, north double, south double, weekday double", past.toArray(new Object[0][])),
                input,
                Source.path(path, "parquet", Map.of()),
                new SeriesPipeline(
                        input.columns(),
                        Defaults.series(),
                        SplitSpec.none(),
                        Tables.WINDOWS,
                        new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC),
                        new SharedFit(Frequency.parse("1step"), null, null)),
                Map.of());
        List<ForecastWindow> all = windows.windows().collect();
        assertEquals(2, all.size());
        for (ForecastWindow window : all) {
            assertNull(window.refused());
            assertEquals(7, window.chunk().rows());
            assertEquals(2.0, window.chunk().scaler().raw(1, window.chunk().values()[2 * 5 + 1]), 1e-5, "30 mod 7");
            assertArrayEquals(new long[] {30, 31}, window.next());
        }
        assertFalse(all.get(0).series().equals(all.get(1).series()));
    }
}
