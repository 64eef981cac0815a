package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.Defaults;
import io.seiche.TrainingForTests;
import io.seiche.evaluation.EvaluationSpec;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.task.Scored;
import io.seiche.training.TrainingListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingJobTest {
    private static Dataset<Row> table;
    private static TrainingOutcome outcome;

    /** Two waves, forecast two days ahead. */
    static TrainingJob job(String loss, String layers, Columns columns) {
        return new TrainingJob(
                "waves",
                InputSpec.tall(null, "unique_id", "ds", columns),
                Defaults.series(),
                SplitSpec.of(0.2, 0.2),
                new WindowSpec(14, 2, 1, Normalizers.NONE),
                new NetworkSpec(layers),
                new TrainingForTests()
                        .loss(loss)
                        .optimizer("adam")
                        .learningRate(0.01)
                        .batchSize(16)
                        .epochs(3)
                        .shards(2)
                        .build(),
                new EvaluationSpec(7, Baselines.all(), List.of(80)));
    }

    static Columns columns() {
        return new Columns(List.of("y"), List.of("wind"), List.of(), List.of());
    }

    @BeforeAll
    static void train() throws InterruptedException {
        table = TablesForTests.waves(150, "north", "south");
        outcome = job("mse", "lstm(8), dense(2)", columns()).run(table, TrainingListener.NONE);
    }

    @Test
    void theModelDirectoryHoldsAllItShouldAndReadsBack() throws Exception {
        SortedMap<String, byte[]> files = outcome.files();
        assertEquals(
                List.of("history.csv", "metrics.json", "model.json", "model.safetensors", "rounds.csv"),
                List.copyOf(files.keySet()));
        Model read = ModelFormat.read(files);
        assertArrayEquals(outcome.trained().parameters(), read.members().get(0).parameters());
        assertEquals("1d", read.preparation().series().frequency().text());
        assertEquals(
                List.of("north", "south"),
                List.copyOf(read.preparation().fitted().bySeries().keySet()));
        assertEquals("42", read.lineage().get("training.seed"));
        assertEquals(2, read.intervals().get(80).low().length);
        JsonNode metrics = new ObjectMapper().readTree(files.get("metrics.json"));
        assertEquals(300, metrics.at("/data/rows").asInt());
        assertEquals(3, metrics.at("/training/loss").size());
        assertEquals(outcome.trained().sha256(), metrics.at("/training/sha256").asText());
        assertTrue(metrics.at("/validation/rmse").asDouble() > 0);
        assertTrue(metrics.at("/test/baselines/seasonal-naive/mae").asDouble() > 0);
        assertEquals(
                4,
                new String(files.get("history.csv"), StandardCharsets.UTF_8)
                        .lines()
                        .count());
    }

    @Test
    void everyRoundsDigestIsInTheHistory() {
        List<String> rounds = new String(outcome.files().get("rounds.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(1 + outcome.trained().history().rounds().size(), rounds.size());
        assertTrue(
                rounds.get(rounds.size() - 1).endsWith("," + outcome.trained().sha256()), rounds::toString);
    }

    @Test
    void theSameRowsInAnotherOrderAndPartitionsGiveTheSameModel() throws Exception {
        TrainingOutcome again =
                job("mse", "lstm(8), dense(2)", columns()).run(table.repartition(5), TrainingListener.NONE);
        assertEquals(outcome.model().sha256(), again.model().sha256());
    }

    @Test
    void aNetworkOfSegmentsIsFittedToItsTableAndTrainsToTheSameBytes() throws Exception {
        String layers = "segments(gru(4), length=7, normalize=mean, lags=[7], years=[21], dropout=0.1)";
        Columns targetOnly = new Columns(List.of("y"), List.of(), List.of(), List.of());
        TrainingOutcome one = job("quantile(0.1, 0.5, 0.9)", layers, targetOnly).run(table, TrainingListener.NONE);
        TrainingOutcome other =
                job("quantile(0.1, 0.5, 0.9)", layers, targetOnly).run(table.repartition(3), TrainingListener.NONE);
        assertEquals(one.model().sha256(), other.model().sha256());
        Model read = ModelFormat.read(one.files());
        assertEquals(
                "segments(gru(4), length=7, normalize=mean, lags=[7], years=[21], dropout=0.1,"
                        + " lookback=14, horizon=2, targets=1, levels=[0.1, 0.5, 0.9])",
                read.members().get(0).network().layers());
        assertEquals(21, read.windows().context());
        assertTrue(card(one.scored()).network().metrics().get(Metric.PINBALL) > 0);
    }

    private static ForecastScorecard card(Scored scored) {
        return (ForecastScorecard) scored.card().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"'quantile(0.9, 0.5, 0.1)', 6", "gaussian, 4", "student-t, 6"})
    void aModelOfQuantilesOrOfADistributionIsScoredByThem(String loss, int outputs) throws Exception {
        TrainingOutcome quantiles =
                job(loss, "lstm(4), dense(" + outputs + ")", columns()).run(table, TrainingListener.NONE);
        Metrics metrics = card(quantiles.scored()).network().metrics();
        assertTrue(metrics.get(Metric.PINBALL) > 0);
        assertTrue(metrics.get(Metric.PINBALL) < metrics.get(Metric.MAE));
    }

    @Test
    void aNetworkThatAnswersTooFewNumbersIsRefusedBeforeAnythingIsRead() {
        String told = assertThrows(IllegalArgumentException.class, () -> job("mse", "lstm(8), dense(1)", columns()))
                .getMessage();
        assertTrue(told.contains("must answer 2 numbers"), told);
    }

    /** The model's scalers equal those fitted to its table again, so the two paths differ in nothing else. */
    @Test
    void scoringTheModelOnItsOwnTableGivesTheScoresOfItsTraining() throws Exception {
        table.createOrReplaceTempView("waves");
        ScoringJob.ScoringOutcome again = new ScoringJob(
                        outcome.model(),
                        Forecasts.input(outcome.model(), Source.table("waves")),
                        SplitSpec.of(0.2, 0.2),
                        new EvaluationSpec(7, List.of(), List.of()))
                .run(table.sparkSession());
        double mse = card(outcome.scored()).network().metrics().get(Metric.MSE);
        assertEquals(mse, card(again.scored()).network().metrics().get(Metric.MSE), 1e-5 * mse);
    }
}
