package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.ml.RecurrentForecaster;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.series.Category;
import io.seiche.series.DataException;
import io.seiche.training.TrainingListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Static covariates of text, the identifier of the series among them. */
final class CategoriesTest {
    private static final int DAYS = 80;

    private static Dataset<Row> waves(String... ids) {
        return TablesForTests.waves(DAYS, ids)
                .select("unique_id", "ds", "y")
                .withColumn("zone", functions.expr("if(unique_id = 'south', 'warm', 'cold')"));
    }

    private static Configuration configuration(Map<String, Object> more) {
        Map<String, Object> settings = TablesForTests.wavesSettings();
        settings.putAll(Map.of(
                "input.covariates.category", List.of("zone", "series"),
                "split.test", 14,
                "window.lookback", 14,
                "window.horizon", 3));
        settings.putAll(Map.of(
                "network.layers",
                "gru(4), dense(3)",
                "training.epochs",
                1,
                "training.optimizer",
                "adam",
                "series.scaleBy",
                "global"));
        settings.putAll(more);
        return Configuration.of(settings);
    }

    private static TrainingOutcome trained(Dataset<Row> table, Map<String, Object> more) throws InterruptedException {
        return TrainingJob.of(configuration(more)).run(table, TrainingListener.NONE);
    }

    private static Map<String, List<Double>> forecasts(Model model, Dataset<Row> table) {
        Map<String, List<Double>> all = new TreeMap<>();
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            assertEquals(Map.of(), forecasts.refusals());
            for (Row row : forecasts.rows().orderBy("unique_id", "ds").collectAsList()) {
                all.merge(row.getAs("unique_id"), List.of(row.<Double>getAs("y_hat")), (a, b) -> {
                    List<Double> both = new ArrayList<>(a);
                    both.addAll(b);
                    return both;
                });
            }
        }
        return all;
    }

    @Test
    void theValuesAreThoseOfSeriesWithTrainingRows() throws Exception {
        Dataset<Row> table = waves("north", "south")
                .union(waves("north")
                        .filter("ds >= date'2024-03-10'")
                        .withColumn("unique_id", functions.lit("late"))
                        .withColumn("zone", functions.lit("new")))
                .union(waves("north")
                        .withColumn("unique_id", functions.lit("east"))
                        .withColumn("zone", functions.lit("")));
        TrainingOutcome outcome = trained(table, Map.of("split.test", "2024-03-08"));
        assertEquals(
                List.of(
                        new Category("zone", List.of("cold", "warm")),
                        new Category("series", List.of("east", "north", "south"))),
                outcome.model().preparation().columns().categories());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gru(4), dense(3)", "segments(gru(4), length=7)"})
    void aStoredModelKnowsItsValuesByName(String layers) throws Exception {
        TrainingOutcome outcome = trained(waves("north", "south", "west"), Map.of("network.layers", layers));
        Model model = ModelFormat.read(ModelFormat.write(outcome.model()));
        Map<String, List<Double>> all = forecasts(model, waves("north", "south", "west"));
        // another table, in which values have other places: the rows of one series alone
        Map<String, List<Double>> one =
                forecasts(model, waves("north", "south", "west").filter("unique_id = 'west'"));
        assertEquals(all.get("west"), one.get("west"));
        Map<String, List<Double>> moved =
                forecasts(model, waves("north", "south", "west").withColumn("zone", functions.lit("warm")));
        assertEquals(all.get("south"), moved.get("south"));
        if (!layers.startsWith("segments")) {
            assertNotEquals(all.get("north"), moved.get("north"));
        }
        Map<String, List<Double>> renamed = forecasts(
                model,
                waves("north", "south", "west")
                        .withColumn("unique_id", functions.concat(functions.lit("new "), functions.col("unique_id"))));
        assertEquals(List.of("new north", "new south", "new west"), List.copyOf(renamed.keySet()));
        renamed.values().forEach(values -> values.forEach(value -> assertTrue(Double.isFinite(value))));
    }

    @Test
    void rowsOfATransformAreForecastAsTheEndsOfSeriesAre() throws Exception {
        Dataset<Row> table = waves("north", "south");
        var model = new RecurrentForecaster()
                .setLayers("gru(4), dense(1)")
                .setMaxIter(1)
                .setConfig(Map.of(
                        "input.id", "unique_id",
                        "input.covariates.category", "[series, zone]",
                        "window.lookback", "14",
                        "series.scaleBy", "global"))
                .fit(table);
        for (Row row : model.transform(table.union(waves("north").withColumn("unique_id", functions.lit("new"))))
                .filter("ds = date'2024-03-20'")
                .collectAsList()) {
            Dataset<Row> before = table.union(waves("north").withColumn("unique_id", functions.lit("new")))
                    .filter("ds < date'2024-03-20'");
            Map<String, List<Double>> expected = forecasts(model.model(), before);
            assertEquals(expected.get(row.<String>getAs("unique_id")).get(0), row.<Double>getAs("prediction"), 1e-4);
        }
    }

    /** Of one series the next value is the same, of the other it is the opposite. */
    @Test
    void aNetworkLearnsWhatOnlyTheSeriesTells() throws Exception {
        Dataset<Row> table = SparkForTests.session()
                .range(400)
                .selectExpr(
                        "if(id < 200, 'stays', 'turns') unique_id",
                        "date_add(date'2024-01-01', cast(id % 200 as int)) ds",
                        "if(id < 200, if(id % 50 < 25, 1.0, -1.0), if(id % 2 = 0, 1.0, -1.0)) y");
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            List<String> categories = i == 0 ? List.of() : List.of("series");
            TrainingOutcome outcome = trained(
                    table,
                    Map.of(
                            "input.covariates.category",
                            categories,
                            "network.layers",
                            "dense(8, tanh), dense(1)",
                            "window.lookback",
                            1,
                            "window.horizon",
                            1,
                            "split.test",
                            60,
                            "training.epochs",
                            20,
                            "training.learningRate",
                            0.05,
                            "evaluation.baselines",
                            List.of("naive")));
            ForecastScorecard card = (ForecastScorecard) outcome.scored().card().orElseThrow();
            errors[i] = card.network().metrics().get(Metric.MSE);
        }
        assertTrue(errors[0] > 0.8, "without: " + errors[0]);
        assertTrue(errors[1] < 0.3, "with: " + errors[1]);
    }

    @Test
    void aSeriesWithTwoValuesIsRefused() {
        Dataset<Row> table =
                waves("north").withColumn("zone", functions.expr("if(ds = date'2024-02-01', 'warm', 'cold')"));
        DataException refused = assertThrows(DataException.class, () -> trained(table, Map.of()));
        assertTrue(
                refused.getMessage().contains("category \"zone\" is \"warm\" but was \"cold\" in an earlier row"),
                refused::getMessage);
    }

    @Test
    void tooManyValuesAreRefused() {
        Dataset<Row> table = SparkForTests.session()
                .range(Category.MOST + 1)
                .selectExpr("cast(id as string) unique_id", "date'2024-01-01' ds", "1.0 y");
        DataException refused = assertThrows(
                DataException.class, () -> trained(table, Map.of("input.covariates.category", List.of("series"))));
        assertTrue(refused.getMessage().contains("at most 5,000 series"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "unique_id, by the word series",
        "y, which input.target names too",
    })
    void refusalsNameTheRemedy(String column, String message) {
        Exception refused = assertThrows(
                Exception.class, () -> trained(waves("north"), Map.of("input.covariates.category", List.of(column))));
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }

    @Test
    void ofAWideTableTheColumnsAreTheSeries() throws Exception {
        Dataset<Row> wide =
                waves("north", "south").groupBy("ds").pivot("unique_id").agg(functions.first("y"));
        Map<String, Object> settings = new HashMap<>(Map.of(
                "name",
                "wide",
                "input.path",
                "unread.csv",
                "input.time",
                "ds",
                "input.wide",
                true,
                "input.covariates.category",
                List.of("series"),
                "window.lookback",
                14,
                "network.layers",
                "gru(4), dense(1)",
                "training.epochs",
                1));
        Model model = TrainingJob.of(Configuration.of(settings))
                .run(wide, TrainingListener.NONE)
                .model();
        assertEquals(
                List.of(new Category("series", List.of("north", "south"))),
                model.preparation().columns().categories());
        settings.put("input.covariates.category", List.of("zone"));
        Exception refused = assertThrows(Exception.class, () -> TrainingJob.of(Configuration.of(settings)));
        assertTrue(refused.getMessage().contains("[series] or empty with input.wide"), refused::getMessage);
    }
}
