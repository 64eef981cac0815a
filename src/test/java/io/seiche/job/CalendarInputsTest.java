package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Fallback;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.job.Backtest.Refit;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.series.DataException;
import io.seiche.table.InputSpec;
import io.seiche.table.TableData;
import io.seiche.table.TableReader;
import io.seiche.training.TrainingListener;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs made from the time are what columns of the table with the same numbers would be. */
final class CalendarInputsTest {
    private static final int HOURS = 24 * 14;
    private static final int HORIZON = 5;
    private static final String LAYERS = "gru(4), dense(5)";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2024-03-22T23:00:00Z"); // summer time begins on the ninth day
    private static final List<String> PARTS = List.of("hour", "weekday", "age");
    private static final List<String> COLUMNS =
            List.of("late", "h_sin", "h_cos", "mo", "tu", "we", "th", "fr", "sa", "su", "age");

    /** Hourly rows with the hour and the weekday in Berlin and the age as columns, and so many rows to come. */
    private static Dataset<Row> table(int ahead) {
        StructType schema = new StructType()
                .add("unique_id", DataTypes.StringType)
                .add("ds", DataTypes.TimestampType)
                .add("y", DataTypes.DoubleType);
        for (String column : COLUMNS) {
            schema = schema.add(column, DataTypes.DoubleType);
        }
        List<Row> rows = new ArrayList<>();
        for (String id : List.of("north", "south")) {
            for (int hour = 0; hour < HOURS + ahead; hour++) {
                Instant time = BEGIN.plus(hour, ChronoUnit.HOURS);
                LocalDateTime local = LocalDateTime.ofInstant(time, BERLIN);
                double angle = 2 * Math.PI * local.getHour() / 24;
                List<Object> cells = new ArrayList<>(List.of(id, Timestamp.from(time)));
                cells.add(
                        hour < HOURS
                                ? 3 * Math.sin(angle) + local.getDayOfWeek().getValue() + hour % 5
                                : null);
                cells.addAll(List.of(hour % 7 / 7.0, StrictMath.sin(angle), StrictMath.cos(angle)));
                for (int day = 1; day <= 7; day++) {
                    cells.add(local.getDayOfWeek().getValue() == day ? 1.0 : 0.0);
                }
                cells.add(StrictMath.log10(2.0 + hour));
                rows.add(RowFactory.create(cells.toArray()));
            }
        }
        return SparkForTests.session().createDataFrame(rows, schema);
    }

    private static Map<String, Object> values(Object... more) {
        Map<String, Object> values = new TreeMap<>(Map.of(
                "input.id",
                "unique_id",
                "input.time",
                "ds",
                "input.target",
                "y",
                "series.scale",
                "none",
                "series.timeZone",
                "Europe/Berlin",
                "window.lookback",
                24,
                "window.horizon",
                HORIZON,
                "network.layers",
                LAYERS,
                "training.epochs",
                1,
                "split.validation",
                24));
        values.putAll(Map.of(
                "split.test",
                48,
                "evaluation.baselines",
                List.of("naive"),
                "training.localSteps",
                100,
                "name",
                "hours"));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private static TrainingJob job(Map<String, Object> values) {
        Configuration configuration = Configuration.of(values);
        InputSpec input = configuration.input(null);
        return TrainingJob.of(configuration, "hours", input);
    }

    private static TrainingJob made(String layers) {
        return job(values("series.calendar", PARTS, "network.layers", layers));
    }

    private static TrainingJob given(String layers) {
        return job(values("input.covariates.future", COLUMNS.subList(1, COLUMNS.size()), "network.layers", layers));
    }

    private static List<Row> forecast(Model model, Dataset<Row> table) {
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            return forecasts.rows().orderBy("unique_id", "ds").collectAsList();
        }
    }

    private static float[] parameters(TrainingOutcome outcome) {
        return outcome.model().members().get(0).parameters();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAYERS, "segments(gru(4), length=6, lags=[24])"})
    void trainingAndForecastAreThoseOfTheSameColumns(String layers) throws Exception {
        TrainingOutcome made = made(layers).run(table(0), TrainingListener.NONE);
        TrainingOutcome given = given(layers).run(table(0), TrainingListener.NONE);
        assertArrayEquals(parameters(given), parameters(made));
        assertEquals(
                ((ForecastScorecard) given.scored().card().orElseThrow())
                        .network()
                        .metrics(),
                ((ForecastScorecard) made.scored().card().orElseThrow())
                        .network()
                        .metrics());
        Model read = ModelFormat.read(ModelFormat.write(made.model()));
        assertEquals(made.model().preparation().columns(), read.preparation().columns());
        assertEquals(forecast(given.model(), table(HORIZON)), forecast(read, table(0)));
        assertEquals(2 * HORIZON, forecast(read, table(0)).size());
    }

    /** The table's own covariates stand before the inputs made from the time, and rows to come must have them. */
    @Test
    void besideFutureCovariatesTheyComeAfter() throws Exception {
        TrainingOutcome made = job(values("series.calendar", PARTS, "input.covariates.future", List.of("late")))
                .run(table(0), TrainingListener.NONE);
        TrainingOutcome given = job(values("input.covariates.future", COLUMNS)).run(table(0), TrainingListener.NONE);
        assertArrayEquals(parameters(given), parameters(made));
        assertEquals(forecast(given.model(), table(HORIZON)), forecast(made.model(), table(HORIZON)));
        assertThrows(DataException.class, () -> forecast(made.model(), table(0)));
    }

    @Test
    void aBacktestForecastsAsWithTheSameColumns() throws Exception {
        List<Row> made = backtest(made(LAYERS));
        assertEquals(2 * 2 * HORIZON, made.size());
        assertEquals(backtest(given(LAYERS)), made);
    }

    private static List<Row> backtest(TrainingJob job) throws InterruptedException {
        Backtest backtest = new Backtest(new Backtest.Origins(2, 7), Refit.ONCE, job, Optional.empty(), Fallback.NONE);
        try (Backtest.BacktestOutcome outcome = backtest.run(table(0), origin -> TrainingListener.NONE)) {
            return outcome.rows()
                    .select("unique_id", "ds", "cutoff", "y", "y_hat", "reason")
                    .orderBy("unique_id", "cutoff", "ds")
                    .collectAsList();
        }
    }

    /** Two weeks of hours show no phase of the year; three years of days do, of at least half of the series. */
    @Test
    void autoIsChosenByTheTrainingRows() {
        assertEquals("hour, weekday", chosen(values("series.calendar", "auto"), table(0)));
        Dataset<Row> days = TablesForTests.waves(1150, "north", "south");
        Map<String, Object> daily = values("series.calendar", "auto");
        assertEquals("weekday, day", chosen(daily, days));
        daily.putAll(Map.of("split.validation", 10, "split.test", 10));
        assertEquals("weekday, day, year", chosen(daily, days));
        Dataset<Row> oneLong = days.filter("unique_id = 'north' or ds < date'2025-01-01'");
        assertEquals("weekday, day, year", chosen(daily, oneLong));
        Dataset<Row> twoShort = oneLong.union(days.filter("unique_id = 'south' and ds < date'2025-01-01'")
                .withColumn("unique_id", functions.lit("west")));
        assertEquals("weekday, day", chosen(daily, twoShort));
    }

    private static String chosen(Map<String, Object> values, Dataset<Row> table) {
        TrainingJob job = job(values);
        try (TableData read = TableReader.read(table, job.input(), job.series(), job.split(), job.windows())) {
            return read.pipeline().columns().calendar().text();
        }
    }

    @Test
    void rowsAtNoFixedDistanceAreRefused() {
        Dataset<Row> squares = TablesForTests.waves(80, "north")
                .withColumn(
                        "ds",
                        functions.expr(
                                "date_add(date'2024-01-01', cast(pow(datediff(ds, date'2024-01-01'), 2) as int))"));
        Map<String, Object> values = values("series.calendar", List.of("hour"));
        String refused =
                assertThrows(DataException.class, () -> chosen(values, squares)).getMessage();
        assertTrue(refused.startsWith("series.calendar must be none or age for rows"), refused);
        assertEquals("none", chosen(values("series.calendar", "auto"), squares));
    }
}
