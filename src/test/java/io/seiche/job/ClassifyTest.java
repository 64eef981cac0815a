package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.TrainingForTests;
import io.seiche.evaluation.ClassScorecard;
import io.seiche.evaluation.Verdict;
import io.seiche.model.Model;
import io.seiche.model.ModelFormat;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.DataException;
import io.seiche.series.Label;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import io.seiche.table.InputSpec;
import io.seiche.table.Source;
import io.seiche.task.Classifying;
import io.seiche.task.Scored;
import io.seiche.training.ClassWeights;
import io.seiche.training.TrainingListener;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Classification: from a table with a label to a model, and from the model to a table of classes. */
final class ClassifyTest {
    /** The state of a day of a wave of a week's length: by its position in the week. */
    private static final String STATE = "case when y % 100 > 55 then 'low' when y % 100 > 7 then 'high' else 'mid' end";

    private static Dataset<Row> table;
    private static TrainingOutcome outcome;

    private static TrainingJob job(String label, String layers, ClassWeights weights) {
        return new TrainingJob(
                "states",
                InputSpec.tall(
                        null,
                        "unique_id",
                        "ds",
                        new Columns(List.of("y"), List.of(), List.of(), List.of()).with(Label.parse(label))),
                Defaults.series(),
                SplitSpec.of(0.2, 0.2),
                new WindowSpec(10, 1, 1, Normalizers.NONE),
                new NetworkSpec(layers),
                new TrainingForTests()
                        .task(new Classifying())
                        .loss(new Classifying().usualLoss(new NetworkSpec(layers).outputs(1)))
                        .classWeights(weights)
                        .optimizer("adam")
                        .learningRate(0.03)
                        .batchSize(16)
                        .epochs(12)
                        .shards(2)
                        .build(),
                Defaults.evaluation());
    }

    @BeforeAll
    static void train() throws InterruptedException {
        table = TablesForTests.waves(200, "north", "south")
                .withColumn("state", functions.expr(STATE))
                .cache();
        outcome = job("state", "lstm(8), dense(3, softmax)", ClassWeights.NONE).run(table, TrainingListener.NONE);
    }

    private static ClassScorecard card(Scored scored) {
        return (ClassScorecard) scored.card().orElseThrow();
    }

    @Test
    void theClassesOfAColumnAreLearntAndScoredBesideTheMajority() {
        ClassScorecard card = card(outcome.scored());
        assertEquals(
                List.of("high", "low", "mid"),
                card.classes().stream().map(ClassScorecard.PerClass::name).toList());
        assertEquals(Verdict.Level.BEST, card.verdict().level(), card.verdict().sentence());
        assertEquals(
                card.windows(),
                card.confusion().stream()
                        .flatMap(List::stream)
                        .mapToLong(n -> n)
                        .sum());
        assertEquals(80, card.windows());
        assertTrue(outcome.json().at("/test/confusion/2/2").isNumber());
        assertTrue(outcome.json().at("/test/baselines/majority/accuracy").isNumber());
        assertTrue(outcome.json().at("/validation/accuracy").isNumber());
        assertTrue(outcome.json().at("/validation/scaled").isMissingNode());
        assertEquals("classify", outcome.json().at("/training/task").asText());
    }

    @Test
    void theModelDirectoryKeepsTaskAndClasses() {
        Model read = ModelFormat.read(outcome.files());
        assertEquals(new Classifying(), read.task());
        assertEquals(outcome.model().preparation().columns(), read.preparation().columns());
        assertEquals(3, read.preparation().columns().label().classes().size());
    }

    @Test
    void forecastingNeedsNoLabelAndReturnsOneWithItsProbabilities() {
        try (Forecasts forecasts = Forecasts.of(outcome.model(), table.drop("state"))) {
            List<Row> rows = forecasts.rows().orderBy("unique_id").collectAsList();
            assertArrayEquals(
                    new String[] {"unique_id", "ds", "cutoff", "label", "p_high", "p_low", "p_mid"},
                    forecasts.rows().columns());
            assertEquals(2, rows.size());
            for (Row row : rows) {
                double said = row.<Double>getAs("p_" + row.getAs("label"));
                double sum = 0;
                for (String name : List.of("high", "low", "mid")) {
                    double p = row.<Double>getAs("p_" + name);
                    assertTrue(p <= said, row::toString);
                    sum += p;
                }
                assertEquals(1, sum, 1e-5);
            }
        }
    }

    /** The parameters do not depend on the labels after the training rows. */
    /** With weights, which count the labels too. */
    @Test
    void noLabelOfValidationOrTestReachesTraining() throws InterruptedException {
        Dataset<Row> others = table.withColumn(
                "state",
                functions.expr(
                        "case when ds < date'2024-01-01' + 120 then state when state = 'low' then 'mid' else 'low'"
                                + " end"));
        Dataset<Row> earlier = table.withColumn(
                "state", functions.expr("case when ds = date'2024-01-01' + 57 then 'low' else state end"));
        TrainingJob job = job("state", "rnn(3), dense(3, softmax)", ClassWeights.BALANCED);
        String sha256 = job.run(table, TrainingListener.NONE).trained().sha256();
        assertEquals(sha256, job.run(others, TrainingListener.NONE).trained().sha256());
        assertNotEquals(
                sha256, job.run(earlier, TrainingListener.NONE).trained().sha256(), "training labels count");
    }

    @Test
    void balancingPredictsTheRareClassMoreOften() throws InterruptedException {
        Dataset<Row> rare = table.withColumn("state", functions.expr("y % 100 > 7 and y % 100 < 30 and wind > 0.4"));
        long[] said = new long[2];
        ClassWeights[] weights = {ClassWeights.NONE, ClassWeights.BALANCED};
        for (int i = 0; i < 2; i++) {
            ClassScorecard card = card(job("state", "lstm(4), dense(1, sigmoid)", weights[i])
                    .run(rare, TrainingListener.NONE)
                    .scored());
            assertEquals("true", card.classes().get(1).name());
            said[i] = card.confusion().get(0).get(1) + card.confusion().get(1).get(1);
        }
        assertTrue(said[1] > said[0], said[0] + " against " + said[1]);
    }

    @Test
    void scoringOnItsOwnTableGivesTheScoresOfTraining() throws InterruptedException {
        table.createOrReplaceTempView("states");
        ClassScorecard again = card(new ScoringJob(
                        outcome.model(),
                        Forecasts.input(outcome.model(), Source.table("states")),
                        SplitSpec.of(0.2, 0.2),
                        Defaults.evaluation())
                .run(table.sparkSession())
                .scored());
        assertEquals(card(outcome.scored()).confusion(), again.confusion());
    }

    @Test
    void aClassThatCameLaterCountsAsWrong() throws InterruptedException {
        table.withColumn("state", functions.expr("if(state = 'mid', 'new', state)"))
                .createOrReplaceTempView("later");
        ClassScorecard card = card(new ScoringJob(
                        outcome.model(),
                        Forecasts.input(outcome.model(), Source.table("later")),
                        SplitSpec.of(0.2, 0.2),
                        Defaults.evaluation())
                .run(table.sparkSession())
                .scored());
        assertEquals(4, card.confusion().size());
        assertTrue(card.notes().stream().anyMatch(note -> note.contains("classes the model does not know")));
    }

    @Test
    void aColumnThatIsNoLabelIsRefused() {
        String numbers = refusal("wind", "lstm(2), dense(3, softmax)");
        assertTrue(numbers.contains("holds more than 256 classes; to learn a number"), numbers);
        String missing = refusal("stat", "lstm(2), dense(3, softmax)");
        assertTrue(missing.startsWith("column \"stat\" is not in the table"), missing);
        assertTrue(missing.endsWith("did you mean \"state\"?"), missing);
    }

    private static String refusal(String label, String layers) {
        TrainingJob job = job(label, layers, ClassWeights.NONE);
        return assertThrows(DataException.class, () -> job.run(table, TrainingListener.NONE))
                .getMessage();
    }

    @Test
    void aNetworkOfAnotherNumberOfClassesIsRefusedOnceTheyAreCounted() {
        TrainingJob job = job("state", "lstm(2), dense(4, softmax)", ClassWeights.NONE);
        String said = assertThrows(IllegalArgumentException.class, () -> job.run(table, TrainingListener.NONE))
                .getMessage();
        assertTrue(said.contains("must end in dense(3, softmax) to tell the classes of state (high, low, mid)"), said);
    }
}
