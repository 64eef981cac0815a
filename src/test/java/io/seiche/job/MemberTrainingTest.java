package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.series.Span;
import io.seiche.store.StoreSpec;
import io.seiche.store.TrainingRuns;
import io.seiche.training.History;
import io.seiche.training.Shards;
import io.seiche.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that read whole windows: their closed forms, members, weights and the second training. */
final class MemberTrainingTest {
    private static final String MEAN =
            "mean(segments(gru(4), length=7, lags=[7]), linear(normalize=mean), naive(), naive(season=7))";
    private static Dataset<Row> table;

    @BeforeAll
    static void read() {
        table = TablesForTests.waves(200, "north", "south", "west");
    }

    private static TrainingOutcome train(String layers, Map<String, Object> others) throws InterruptedException {
        Configuration configuration = configuration(layers, others);
        return TrainingJob.of(configuration, "waves", configuration.input(null)).run(table, TrainingListener.NONE);
    }

    private static Configuration configuration(String layers, Map<String, Object> others) {
        Map<String, Object> values = new TreeMap<>(Map.of("input.sql", "select * from comparedWaves"));
        values.putAll(Map.of(
                "input.id",
                "unique_id",
                "input.time",
                "ds",
                "input.target",
                "y",
                "split.validation",
                40,
                "split.test",
                28,
                "window.lookback",
                28,
                "window.minimum",
                8,
                "window.horizon",
                4,
                "network.layers",
                layers,
                "training.loss",
                "quantile(0.1, 0.5, 0.9)"));
        values.putAll(Map.of("training.epochs", 2, "training.optimizer", "adamw", "training.batchSize", 32));
        values.putAll(others);
        return Configuration.of(values);
    }

    private static double mae(TrainingOutcome outcome) {
        return ((ForecastScorecard) outcome.scored().card().orElseThrow())
                .network()
                .metrics()
                .get(Metric.MAE);
    }

    @Test
    void aClosedFormIsAModelThatCanBeReadBackAndBeatsTheNaiveForecast() throws Exception {
        TrainingOutcome linear = train("linear", Map.of());
        assertEquals(0, linear.trained().history().epochs().size());
        Model read = ModelFormat.read(linear.files());
        assertEquals(linear.model().identity(), read.identity());
        assertTrue(read.layers().startsWith("linear(lookback=28, horizon=4, targets=1, levels="), read.layers());
        assertTrue(mae(linear) < 0.5 * mae(train("naive()", Map.of())));
    }

    @Test
    void theWeightsOfAMeanAreFoundOnValidationWindows() throws Exception {
        TrainingOutcome chosen = train(MEAN, Map.of("evaluation.choose", "validation"));
        double[] weights = chosen.model().members().get(0).network().weights();
        assertEquals(1, Arrays.stream(weights).sum(), 1e-9);
        double naive = weights[weights.length - 1];
        assertTrue(
                naive < 1.0 / 4,
                "a naive forecast loses weight: " + chosen.model().layers());
        TrainingOutcome equal = train(MEAN, Map.of());
        assertArrayEquals(
                new double[] {0.25, 0.25, 0.25, 0.25},
                equal.model().members().get(0).network().weights());
        assertTrue(mae(chosen) < mae(equal));
        Map<String, String> lineage = chosen.model().lineage();
        assertEquals("naive(season=7)", lineage.get("validation.naive"));
        assertEquals(Long.toString(chosen.data().windows(Span.VALIDATION)), lineage.get("validation.windows"));
        double relative = Double.parseDouble(lineage.get("validation.lossRelative"));
        assertTrue(relative > 0 && relative < 1, "of the naive forecast's: " + relative);
        assertFalse(equal.model().lineage().containsKey("validation.naive"), "nothing was chosen");
    }

    @Test
    void networksOfOneTextKeepTheirOwnWeights() throws Exception {
        TrainingOutcome twice = train("mean(linear, linear, naive, weights=[0.3, 0.5, 0.2])", Map.of());
        assertArrayEquals(
                new double[] {0.3, 0.5, 0.2},
                twice.model().members().get(0).network().weights());
    }

    /** Nothing is known where there is no validation window: the weights are those expected, and not equal ones. */
    @Test
    void withoutValidationWindowsTheWeightsAreTheExpectedOnes() throws Exception {
        TrainingOutcome chosen =
                train("mean(linear, naive)", Map.of("evaluation.choose", "validation", "split.validation", 1));
        assertEquals(0, chosen.data().windows(Span.VALIDATION));
        double[] weights = chosen.model().members().get(0).network().weights();
        assertTrue(weights[0] > 0.8 && weights[1] > 0, chosen.model().layers());
    }

    /** Every command trains such networks from their closed form: a comparison does too. */
    @Test
    void aComparisonTrainsThemAsTrainDoes() throws Exception {
        Configuration configuration = configuration("segments(gru(4), length=7)", Map.of());
        TrainingJob job = TrainingJob.of(configuration, "waves", configuration.input());
        table.createOrReplaceTempView("comparedWaves");
        Comparison.Result result = Comparison.of(job, List.of("gru"), Comparison.Equal.UNITS)
                .run(table.sparkSession(), cell -> TrainingListener.NONE);
        TrainingOutcome alone = job.run(table.sparkSession(), TrainingListener.NONE);
        assertEquals(
                alone.trained().sha256(),
                result.entries().get(0).outcome().orElseThrow().trained().sha256());
    }

    @Test
    void theSameConfigurationGivesTheSameBytes() throws Exception {
        Map<String, Object> all =
                Map.of("evaluation.choose", "validation", "training.refit", true, "training.members", 2);
        TrainingOutcome once = train(MEAN, all);
        assertEquals(once.model().sha256(), train(MEAN, all).model().sha256());
    }

    /** Without members there are closed forms alone, and their model is the same as if only they had been written. */
    @Test
    void withoutMembersTheClosedFormsAreLeft() throws Exception {
        Map<String, Object> all = Map.of("evaluation.choose", "validation", "training.refit", true);
        Map<String, Object> none = new TreeMap<>(all);
        none.put("training.members", 0);
        TrainingOutcome closed = train(MEAN, none);
        TrainingOutcome written = train("mean(linear(normalize=mean), naive(), naive(season=7))", all);
        assertEquals(written.trained().sha256(), closed.trained().sha256());
        assertTrue(assertThrows(
                        ConfigurationException.class,
                        () -> train("segments(gru(4), length=7)", Map.of("training.members", 0)))
                .getMessage()
                .startsWith("training.members must be 1 or more with network.layers = segments(gru(4), length=7)"));
    }

    /** Counts the rounds of all trainings, and ends the process after some of them. */
    private static final class EndingAfter implements TrainingListener {
        private final int most;
        private int rounds;

        EndingAfter(int most) {
            this.most = most;
        }

        @Override
        public void onRound(History.Round round) {
            if (rounds == most) {
                throw new IllegalStateException("ended");
            }
            rounds++;
        }
    }

    private static TrainingOutcome train(TrainingJob job, KeptRun kept, TrainingListener rounds)
            throws InterruptedException {
        try (JobData data = JobData.read(job, table.sparkSession())) {
            TrainingJob sized = job.sized(data);
            try (Shards shards = sized.shards(data)) {
                kept.begin(RunFacts.of(sized, shards, "any"));
                MemberTraining.NetworkTraining each =
                        (spec, its, start, heard) -> kept.train(spec, its, start, heard.and(rounds));
                return new MemberTraining(sized, Map.of(), TrainingListener.NONE, each).run(data, shards);
            }
        }
    }

    /**
     * Two networks from two seeds are trained twice: eight trainings. Processes that end in the first, in the middle and
     * in the last of them leave their checkpoints, from which the next one goes on, at last to the same bytes, and trains
     * no finished round again.
     */
    @Test
    void aRunThatEndedGoesOnToTheSameBytes(@TempDir Path store) throws Exception {
        String layers =
                "mean(segments(gru(4), length=7), segments(gru(4), length=7, normalize=mean, affine=true), linear())";
        Map<String, Object> others = new TreeMap<>(Map.of("name", "waves", "evaluation.choose", "validation"));
        others.putAll(Map.of("training.refit", true, "training.members", 2, "training.average", 0.5));
        others.putAll(Map.of("training.epochs", 1, "training.localSteps", 1, "training.signFlips", true));
        table.createOrReplaceTempView("comparedWaves");
        TrainingJob job = TrainingJob.of(configuration(layers, others));
        List<String> told = new ArrayList<>();
        StoreSpec spec = new StoreSpec(store.toString(), 10, false);
        TrainingRuns runs = TrainingRuns.open(spec, "waves", new org.apache.hadoop.conf.Configuration());
        EndingAfter never = new EndingAfter(Integer.MAX_VALUE);
        TrainingOutcome whole = train(job, new KeptRun(runs, 0, true, told::add), never);
        int finished = 0;
        for (double share : new double[] {0.01, 0.4, 0.5, 0.99}) {
            int end = Math.max(1, (int) (share * never.rounds));
            EndingAfter some = new EndingAfter(end - finished);
            told.clear();
            assertThrows(IllegalStateException.class, () -> train(job, new KeptRun(runs, 1, true, told::add), some));
            assertEquals(end - finished, some.rounds);
            assertGoesOnAfter(finished, told);
            finished = end;
        }
        told.clear();
        EndingAfter last = new EndingAfter(Integer.MAX_VALUE);
        KeptRun kept = new KeptRun(runs, 1, true, told::add);
        TrainingOutcome resumed = train(job, kept, last);
        assertEquals(whole.trained().sha256(), resumed.trained().sha256());
        assertEquals(never.rounds, finished + last.rounds);
        assertGoesOnAfter(finished, told);
        kept.finish();
        assertEquals(List.of(), List.of(new java.io.File(store.toFile(), "waves/runs").list()));
    }

    private static void assertGoesOnAfter(int round, List<String> told) {
        assertTrue(round == 0 || told.get(0).contains("after round " + round), told::toString);
    }

    @Test
    void membersDifferByTheirSeed() throws Exception {
        TrainingOutcome two = train("segments(gru(4), length=7)", Map.of("training.members", 2));
        Model model = two.model();
        assertEquals(2, model.members().get(0).network().members().size());
        float[] parameters = model.members().get(0).parameters();
        int half = parameters.length / 2;
        float[] first = Arrays.copyOf(parameters, half);
        float[] second = Arrays.copyOfRange(parameters, half, parameters.length);
        assertNotEquals(Arrays.hashCode(first), Arrays.hashCode(second));
        TrainingOutcome one = train("segments(gru(4), length=7)", Map.of());
        assertArrayEquals(first, one.trained().parameters());
    }

    /** The rows of validation count in the second fit as if they had been rows of training from the start. */
    @Test
    void aSecondTrainingIsOnTrainingAndValidationRows() throws Exception {
        TrainingOutcome once = train("linear", Map.of());
        TrainingOutcome twice = train("linear", Map.of("training.refit", true));
        TrainingOutcome direct = train("linear", Map.of("split.validation", 0));
        float[] second = twice.trained().parameters();
        assertNotEquals(Arrays.hashCode(once.trained().parameters()), Arrays.hashCode(second));
        assertEquals(direct.data().windows(Span.TRAIN), twice.data().windows(Span.TRAIN));
        // all but the scale of the series is the same
        assertArrayEquals(direct.trained().parameters(), second, 1e-3f);
    }

    /** After a second training no window is left to calibrate intervals on: forecasts have the network's own quantiles. */
    @Test
    void intervalsOfAModelWithoutValidationWindowsAreItsQuantiles() throws Exception {
        Map<String, Object> again = Map.of("training.refit", true, "evaluation.intervals", List.of(80));
        TrainingOutcome outcome = train("linear", again);
        assertEquals(Map.of(), outcome.model().intervals());
        assertTrue(
                outcome.scored().scorer().orElseThrow().notes().stream().noneMatch(note -> note.contains("interval")));
        try (Forecasts forecasts = Forecasts.of(outcome.model(), table)) {
            List<Row> rows = forecasts.rows().collectAsList();
            assertEquals(12, rows.size());
            for (Row row : rows) {
                double low = row.getAs("y_hat_lo_80");
                double high = row.getAs("y_hat_hi_80");
                double point = row.getAs("y_hat");
                assertTrue(low < point && point < high, row::toString);
            }
        }
    }
}
