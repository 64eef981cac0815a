package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.TrainingForTests;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Duplicates;
import io.seiche.series.Frequency;
import io.seiche.series.Gaps;
import io.seiche.series.Missing;
import io.seiche.series.Normalizers;
import io.seiche.series.Scale;
import io.seiche.series.ScaleBy;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.training.TrainingListener;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Counts, forecast by a Poisson or negative binomial regression: {@code training.loss = poisson}, {@code negative-binomial}. */
final class CountsTest {
    private static final int DAYS = 200;

    /** 0 to 20 a day, with a week's rhythm. */
    private static Dataset<Row> counts() {
        return TablesForTests.waves(DAYS, "shop")
                .withColumn("y", functions.greatest(functions.lit(0.0), functions.round(functions.expr("y - 90"))));
    }

    private static SeriesSpec series(Scale scale, Transform transform) {
        return new SeriesSpec(
                Frequency.AUTO,
                Gaps.BREAK,
                Duplicates.ERROR,
                Missing.ERROR,
                transform,
                scale,
                ScaleBy.SERIES,
                ZoneOffset.UTC);
    }

    private static TrainingJob job(SeriesSpec series, String normalize) {
        return job(series, normalize, "poisson", 2, 20);
    }

    private static TrainingJob job(SeriesSpec series, String normalize, String loss, int outputs, int epochs) {
        return new TrainingJob(
                "counts",
                InputSpec.tall(null, "unique_id", "ds", new Columns(List.of("y"), List.of(), List.of(), List.of())),
                series,
                SplitSpec.of(0.2, 0.2),
                new WindowSpec(14, 2, 1, Normalizers.parse(normalize)),
                new NetworkSpec("gru(8), dense(" + outputs + ")"),
                new TrainingForTests()
                        .loss(loss)
                        .optimizer("adam")
                        .learningRate(0.02)
                        .batchSize(4)
                        .epochs(epochs)
                        .shards(1)
                        .localSteps(30) // an epoch a round, the same parameters as with 1
                        .build(),
                new EvaluationSpec(7, List.of(), List.of(80)));
    }

    private static TrainingJob job() {
        return job(series(Scale.NONE, Transform.NONE), "none");
    }

    @Test
    void forecastsAndMetricsAreOfTheMeanNotItsLogarithm() throws Exception {
        Dataset<Row> table = counts();
        TrainingOutcome outcome = job().run(table, TrainingListener.NONE);
        Model model = ModelFormat.read(outcome.files());
        assertEquals("poisson", model.loss());
        JsonNode metrics = new ObjectMapper().readTree(outcome.files().get("metrics.json"));
        double mae = metrics.at("/test/mae").asDouble();
        assertTrue(mae > 0 && mae < 5, "mae " + mae); // 6.4 for a constant, 7.7 for the logarithm of the mean
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            List<Row> rows = forecasts.rows().collectAsList();
            assertEquals(2, rows.size());
            for (Row row : rows) {
                double forecast = row.getDouble(row.fieldIndex("y_hat"));
                assertTrue(forecast > 0 && forecast < 25, row::toString);
            }
        }
    }

    @Test
    void theForecastsOfANegativeBinomialAreWholeNumbersFromZero() throws Exception {
        Dataset<Row> table = counts();
        TrainingOutcome outcome = job(series(Scale.NONE, Transform.NONE), "none", "negative-binomial", 4, 60)
                .run(table, TrainingListener.NONE);
        Model model = ModelFormat.read(outcome.files());
        JsonNode metrics = new ObjectMapper().readTree(outcome.files().get("metrics.json"));
        double mae = metrics.at("/test/mae").asDouble();
        assertTrue(mae > 0 && mae < 5, "mae " + mae); // 6.4 for a constant
        assertTrue(metrics.at("/test/pinball").asDouble() < mae);
        try (Forecasts forecasts = Forecasts.of(model, table)) {
            for (Row row : forecasts.rows().collectAsList()) {
                double forecast = row.getDouble(row.fieldIndex("y_hat"));
                assertEquals(Math.rint(forecast), forecast);
                assertTrue(forecast >= 0 && forecast < 25, row::toString);
            }
        }
    }

    @Test
    void targetsThatAreScaledOrShiftedAreRefused() {
        assertEquals(
                "series.scale must be none with training.loss = poisson, was standard; this loss takes the targets of"
                        + " the table, 0 or more",
                assertThrows(IllegalArgumentException.class, () -> job(series(Scale.STANDARD, Transform.NONE), "none"))
                        .getMessage());
        assertTrue(assertThrows(
                        IllegalArgumentException.class, () -> job(series(Scale.NONE, Transform.DIFFERENCE), "none"))
                .getMessage()
                .startsWith("series.transform must be none"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> job(series(Scale.NONE, Transform.NONE), "last"))
                .getMessage()
                .startsWith("window.normalize must be none"));
    }

    @Test
    void aTargetBelowZeroIsRefusedWithItsPlace() {
        Dataset<Row> table = counts().withColumn(
                        "y",
                        functions
                                .when(functions.col("ds").equalTo("2024-03-01"), -2)
                                .otherwise(functions.col("y")));
        assertEquals(
                "column \"y\" must be 0 or more with training.loss = poisson, was -2.0 at 2024-03-01 in series"
                        + " \"shop\"; leave such rows out by input.where, or choose another loss",
                assertThrows(DataException.class, () -> job().run(table, TrainingListener.NONE))
                        .getMessage());
    }
}
