package io.seiche.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.job.Forecasts;
import io.seiche.job.TablesForTests;
import io.seiche.model.FittedScalers;
import io.seiche.model.Goal;
import io.seiche.model.Member;
import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.model.Preparation;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Calendar;
import io.seiche.series.Category;
import io.seiche.series.Columns;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Label;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.SeriesSpec;
import io.seiche.series.TimeAxis;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Classifying;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over real files with real checkpoints give the same forecasts however the rows arrive. */
final class ForecastStreamTest {
    private static final int LOOKBACK = 10;
    private static final Columns COLUMNS = new Columns(List.of("y"), List.of("wind"), List.of(), List.of());

    @TempDir
    private Path folder;

    private static Model model(String layers, Transform transform, String frequency) {
        Model model = ModelsForTests.model(
                layers, new WindowSpec(LOOKBACK, 3, 1, Normalizers.NONE), COLUMNS, transform, frequency);
        return ModelsForTests.with(
                model, model.preparation().series(), new Scaler(new double[] {150, 0}, new double[] {50, 1}));
    }

    private static Model model(Gaps gaps, Missing missing) {
        Model model = model("lstm(16), dense(3)", Transform.NONE, "1d");
        SeriesSpec series = model.preparation().series();
        return ModelsForTests.with(
                model,
                new SeriesSpec(
                        series.frequency(),
                        gaps,
                        Duplicates.ERROR,
                        missing,
                        series.transform(),
                        series.scale(),
                        series.scaleBy(),
                        series.timeZone()),
                model.preparation().fitted().shared());
    }

    private Path in() {
        return folder.resolve("in");
    }

    /** Drops files into the folder, one for each part. */
    @SafeVarargs
    private void drop(Dataset<Row>... parts) {
        for (Dataset<Row> part : parts) {
            part.coalesce(1).write().mode("append").parquet(in().toString());
        }
    }

    private StreamingQuery start(Model model, String out, int files, Trigger trigger) throws Exception {
        Dataset<Row> rows = SparkForTests.session()
                .readStream()
                .schema(SparkForTests.session().read().parquet(in().toString()).schema())
                .option("maxFilesPerTrigger", files)
                .parquet(in().toString());
        return ForecastStream.of(model, rows)
                .writeStream()
                .format("parquet")
                .option(
                        "checkpointLocation",
                        folder.resolve(out + "/_checkpoint").toString())
                .trigger(trigger)
                .start(folder.resolve(out).toString());
    }

    private List<Row> answered(Model model, String out, int files) throws Exception {
        start(model, out, files, Trigger.AvailableNow()).awaitTermination();
        return answers(out);
    }

    private List<Row> answers(String out) {
        return SparkForTests.session()
                .read()
                .parquet(folder.resolve(out).toString())
                .orderBy("unique_id", "cutoff", "ds", "refused")
                .collectAsList();
    }

    private static List<Row> forecast(Model model, Dataset<Row> table) {
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            return forecasts.rows().orderBy("unique_id", "ds").collectAsList();
        }
    }

    /** Of the answers those to rows that this many had come before, itself counted, without the columns of streams. */
    private static List<Row> after(List<Row> answers, long steps) {
        return answers.stream()
                .filter(row -> row.getLong(row.fieldIndex("steps")) == steps)
                .map(row -> RowFactory.create(Stream.iterate(0, c -> c + 1)
                        .limit(row.length() - 2L)
                        .map(row::get)
                        .toArray()))
                .toList();
    }

    private static String refusals(List<Row> answers) {
        return String.join(
                "\n",
                answers.stream()
                        .filter(row -> row.getAs("refused") != null)
                        .map(row -> row.getAs("unique_id") + " " + row.getAs("cutoff") + " " + row.getAs("refused"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm(16), gru(16), dense(3)", "qrnn(16, window=3), sru(16), dense(3)"})
    void theAnswerToTheLastOfALookbacksRowsIsTheForecastOfTheTable(String layers) throws Exception {
        Model model = model(layers, Transform.NONE, "1d");
        Dataset<Row> table = TablesForTests.waves(LOOKBACK, "north", "east", "west");
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds >= date'2024-01-05'"));
        assertEquals(forecast(model, table), after(answered(model, "out", 1), LOOKBACK));
    }

    /** The times of the rows to come are known, so that calendar inputs need no rows still to come. */
    @Test
    void calendarInputsAreThoseOfAWholeTable() throws Exception {
        Transform transform = Transform.DIFFERENCE; // whose first row has no input
        Calendar calendar =
                Calendar.parse(List.of("weekday", "day")).of(Frequency.parse("1d"), TimeAxis.dates(), false);
        Model model = ModelsForTests.with(
                ModelsForTests.model(
                        "gru(16), dense(3)",
                        new WindowSpec(LOOKBACK, 3, 1, Normalizers.NONE),
                        COLUMNS.with(calendar),
                        transform,
                        "1d"),
                model("gru(16), dense(3)", transform, "1d").preparation().series(),
                new Scaler(new double[] {150, 0}, new double[] {50, 1}));
        Dataset<Row> table = TablesForTests.waves(LOOKBACK + 1, "north", "east", "west");
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds >= date'2024-01-05'"));
        assertEquals(forecast(model, table), after(answered(model, "out", 1), LOOKBACK));
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void transformsAreUndoneAsOfAWholeTable(Transform transform) throws Exception {
        Model model = model("gru(16), dense(3)", transform, "1d");
        int rows = LOOKBACK + (transform.needsLevel() ? 1 : 0);
        Dataset<Row> table = TablesForTests.waves(rows, "north", "east");
        drop(table.filter("ds < date'2024-01-03'"), table.filter("ds >= date'2024-01-03'"));
        List<Row> answers = answered(model, "out", 1);
        assertEquals(forecast(model, table), after(answers, LOOKBACK));
        assertEquals(
                transform.needsLevel() ? 2 : 0,
                refusals(answers).lines().filter(l -> l.contains("first:")).count());
    }

    @Test
    void rowsWithoutAClockAreContinuedOnWorkdaysAsInAWholeTable() throws Exception {
        Model model = model("lstm(16), dense(3)", Transform.NONE, "rows");
        Dataset<Row> table = TablesForTests.waves(14, "north").filter("dayofweek(ds) not in (1, 7)");
        drop(table.filter("ds < date'2024-01-08'"), table.filter("ds >= date'2024-01-08'"));
        assertEquals(10, table.count());
        assertEquals(forecast(model, table), after(answered(model, "out", 1), LOOKBACK));
    }

    /** Three files at once, one after the other, and one after the other by two streams on the same checkpoint. */
    @Test
    void howRowsAreCutIntoMicroBatchesLeavesNoTrace() throws Exception {
        Model model = model("lstm(16), dense(3)", Transform.NONE, "1d");
        Dataset<Row> table = TablesForTests.waves(30, "north", "east", "west");
        Dataset<Row> first = table.filter("ds < date'2024-01-10'");
        Dataset<Row> second = table.filter("ds >= date'2024-01-10' and (ds < date'2024-01-25' or unique_id = 'west')");
        Dataset<Row> third = table.filter("ds >= date'2024-01-25' and unique_id <> 'west'");
        drop(first);
        answered(model, "twice", 1);
        drop(second, third);
        List<Row> twice = answered(model, "twice", 1);
        assertEquals(3 * 3 * 30, twice.size());
        assertEquals("", refusals(twice));
        assertEquals(twice, answered(model, "one by one", 1));
        assertEquals(twice, answered(model, "at once", 100));
    }

    @Test
    void aStreamThatIsStoppedGoesOnAndAnswersNoRowTwice() throws Exception {
        Model model = model("lstm(16), dense(3)", Transform.NONE, "1d");
        Dataset<Row> table = TablesForTests.waves(24, "north", "east", "west");
        for (int day = 0; day < 24; day += 4) {
            drop(table.filter("datediff(ds, '2024-01-01') between " + day + " and " + (day + 3)));
        }
        for (int stop = 0; stop < 3; stop++) {
            StreamingQuery query = start(model, "stopped", 1, Trigger.ProcessingTime(0));
            while (query.lastProgress() == null || query.lastProgress().numInputRows() == 0) {
                assertTrue(query.isActive());
                Thread.sleep(5);
            }
            query.stop();
        }
        List<Row> stopped = answered(model, "stopped", 1);
        assertEquals(3 * 3 * 24, stopped.size());
        assertEquals(answered(model, "at once", 100), stopped);
    }

    @Test
    void rowsThatCannotBeReadComeOutWithTheReason() throws Exception {
        Model model = model(Gaps.BREAK, Missing.ERROR);
        Dataset<Row> table = TablesForTests.waves(12, "north");
        drop(table.filter("ds < date'2024-01-08'"));
        answered(model, "out", 1);
        drop(table.filter("ds in (date'2024-01-03', date'2024-01-07')") // late, duplicate
                .union(table.filter("ds = date'2024-01-08'").selectExpr("unique_id", "double('nan') y", "wind", "ds"))
                .union(table.filter("ds > date'2024-01-08'"))
                .union(table.filter("ds = date'2024-01-12'").selectExpr("unique_id", "y + 1 y", "wind", "ds"))
                .union(table.filter("ds = date'2024-01-12'").selectExpr("unique_id", "y", "wind", "date(null) ds"))
                .union(table.filter("ds = date'2024-01-12'").selectExpr("string(null) unique_id", "y", "wind", "ds")));
        List<Row> answers = answered(model, "out", 1);
        assertEquals(
                """
                 2024-01-12 id: id column "unique_id" has no value in a row
                north null time: time column "ds" has no value in a row
                north 2024-01-03 late: rows up to 2024-01-07 have been read already
                north 2024-01-07 duplicate: a row of 2024-01-07 has been read already
                north 2024-01-08 missing: column "y" has no value
                north 2024-01-12 duplicate: a row of 2024-01-12 has been read already""",
                refusals(answers));
        for (Row row : answers) {
            assertEquals(row.getAs("refused") == null, row.getAs("y_hat") != null);
        }
        // The row after the gap begins without carried state, like a table that begins there.
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                answers.stream()
                        .filter(row -> row.getAs("refused") == null
                                && row.getDate(2).toString().compareTo("2024-01-08") > 0)
                        .map(row -> row.<Long>getAs("steps"))
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"FORWARD_FILL,ERROR", "INTERPOLATE,ERROR", "ZERO,ERROR", "FORWARD_FILL,FORWARD_FILL"})
    void gapsAndMissingValuesAreFilledAsInAWholeTable(Gaps gaps, Missing missing) throws Exception {
        Model model = model(gaps, missing);
        Dataset<Row> table = TablesForTests.waves(LOOKBACK, "north").filter("dayofmonth(ds) not in (4, 5, 7)");
        if (missing == Missing.FORWARD_FILL) {
            table = table.selectExpr("unique_id", "if(dayofmonth(ds) = 8, null, y) y", "wind", "ds");
        }
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds > date'2024-01-05'"));
        assertEquals(forecast(model, table), after(answered(model, "out", 1), LOOKBACK));
    }

    @Test
    void aGapThatIsAnErrorIsReportedAndTheSeriesRestartsAfterIt() throws Exception {
        Model model = model(Gaps.ERROR, Missing.ERROR);
        drop(TablesForTests.waves(6, "north").filter("dayofmonth(ds) <> 3"));
        List<Row> answers = answered(model, "out", 1);
        assertEquals(
                "north 2024-01-04 gap: 1 steps since 2024-01-02 have no row, and series.gaps = error does not bridge"
                        + " them; the series restarts after it, without carried state",
                refusals(answers));
        assertEquals(
                List.of(1L, 2L, 0L, 1L, 2L),
                answers.stream()
                        .filter(row -> row.isNullAt(1)
                                || row.getDate(1)
                                        .toLocalDate()
                                        .minusDays(1)
                                        .equals(row.getDate(2).toLocalDate()))
                        .map(row -> row.<Long>getAs("steps"))
                        .toList());
    }

    /** As a whole table of so many rows: the scale is fitted to them. */
    @ParameterizedTest
    @EnumSource(names = {"LOG", "DIFFERENCE"})
    void aSeriesTheModelHasNoScaleForGetsOneFromItsFirstRows(Transform transform) throws Exception {
        Model model = ModelsForTests.model(
                "lstm(16), dense(3)", new WindowSpec(LOOKBACK, 3, 1, Normalizers.NONE), COLUMNS, transform);
        int rows = LOOKBACK + (transform.needsLevel() ? 1 : 0);
        Dataset<Row> table = TablesForTests.waves(rows + 2, "north", "east");
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds >= date'2024-01-05'"));
        List<Row> answers = answered(model, "out", 1);
        Dataset<Row> first = table.filter("datediff(ds, '2024-01-01') < " + rows);
        assertEquals(forecast(model, first), after(answers, LOOKBACK));
        List<String> unknown = refusals(answers)
                .lines()
                .filter(line -> line.contains("unknown"))
                .toList();
        assertEquals(LOOKBACK - 1, unknown.size());
        assertTrue(unknown.stream().allMatch(line -> line.startsWith("east ")), unknown.toString());
        assertEquals(2 * 3, after(answers, LOOKBACK + 2).size());
    }

    /** Another network, or the same parameters on another scale. */
    static List<Model> others() {
        Model same = model("lstm(16), dense(3)", Transform.NONE, "1d");
        Scaler scaler = new Scaler(new double[] {150, 0}, new double[] {51, 1});
        return List.of(
                model("gru(16), dense(3)", Transform.NONE, "1d"),
                ModelsForTests.with(same, same.preparation().series(), scaler));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherModelOnTheSameCheckpointBeginsAtRest(Model other) throws Exception {
        Dataset<Row> table = TablesForTests.waves(8, "north");
        drop(table.filter("ds < date'2024-01-05'"));
        answered(model("lstm(16), dense(3)", Transform.NONE, "1d"), "out", 1);
        drop(table.filter("ds >= date'2024-01-05'"));
        List<Row> answers = answered(other, "out", 1);
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 1L, 2L, 3L, 4L),
                answers.stream()
                        .filter(row -> row.getDate(1)
                                .toLocalDate()
                                .minusDays(1)
                                .equals(row.getDate(2).toLocalDate()))
                        .map(row -> row.<Long>getAs("steps"))
                        .toList());
    }

    @Test
    void severalTargetsAndStaticCovariatesAreReadAsInAWholeTable() throws Exception {
        Columns columns = new Columns(List.of("y", "wind"), List.of(), List.of(), List.of("height"))
                .with(List.of(
                        new Category("zone", List.of("cold", "warm")),
                        new Category("series", List.of("east", "west"))));
        Model model = ModelsForTests.model(
                "lstm(16), dense(6)", new WindowSpec(LOOKBACK, 3, 1, Normalizers.NONE), columns, Transform.DIFFERENCE);
        Dataset<Row> table = TablesForTests.waves(LOOKBACK + 1, "north").selectExpr("*", "7.5 height", "'warm' zone");
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds >= date'2024-01-05'"));
        List<Row> whole;
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            whole = forecasts.rows().orderBy("ds", "target").collectAsList();
        }
        answered(model, "out", 1);
        Dataset<Row> streamed =
                SparkForTests.session().read().parquet(folder.resolve("out").toString());
        assertEquals(
                whole,
                streamed.filter("steps = " + LOOKBACK)
                        .drop("steps", "refused")
                        .orderBy("ds", "target")
                        .collectAsList());
    }

    @Test
    void classesComeWithTheProbabilityOfEach() throws Exception {
        Columns columns = new Columns(List.of("y"), List.of(), List.of(), List.of()).with(Label.parse("rise()"));
        NetworkSpec network = new NetworkSpec("lstm(16), dense(1, sigmoid)");
        Preparation p = model("lstm(16), dense(3)", Transform.NONE, "1d").preparation();
        Scaler scaler = new Scaler(new double[] {150, 0}, new double[] {50, 1}); // the label is no input
        Model model = new Model(
                "rise",
                new Goal(
                        new Classifying(),
                        Vocabulary.NONE,
                        "binary-crossentropy",
                        new WindowSpec(LOOKBACK, 2, 1, Normalizers.NONE)),
                new Preparation(
                        "unique_id", "ds", null, columns, List.of(), p.series(), p.axis(), new FittedScalers(scaler)),
                List.of(new Member(network, network.build(1, LOOKBACK).initial(42))),
                new TreeMap<>(),
                new TreeMap<>());
        Dataset<Row> table = TablesForTests.waves(LOOKBACK, "north", "east");
        drop(table.filter("ds < date'2024-01-05'"), table.filter("ds >= date'2024-01-05'"));
        List<Row> answers = answered(model, "out", 1);
        assertEquals(2 * LOOKBACK, answers.size());
        assertEquals(forecast(model, table), after(answers, LOOKBACK));
    }

    @Test
    void aModelThatReadsWhatIsStillToComeIsRefused() {
        Model model = ModelsForTests.model(
                "lstm(16), dense(3)", new WindowSpec(LOOKBACK, 3, 1, Normalizers.LAST), COLUMNS, Transform.NONE);
        drop(TablesForTests.waves(3, "north"));
        String told = assertThrows(IllegalArgumentException.class, () -> start(model, "out", 1, Trigger.AvailableNow()))
                .getMessage();
        assertTrue(told.startsWith("window.normalize must be none"), told);
    }
}
