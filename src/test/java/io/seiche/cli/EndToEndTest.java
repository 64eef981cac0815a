package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the bundled data, in the order in which a user runs them, with a small network. */
class EndToEndTest {
    @TempDir
    private static Path folder;

    private static Run trained;
    private static JsonNode training;

    @BeforeAll
    static void train() throws IOException {
        SparkForTests.session();
        trained = Run.of(
                "train",
                "--conf",
                "conf/sp500.conf",
                "--json",
                "-",
                "--set",
                "network.layers=lstm(4), dense(1)",
                "--set",
                "training.epochs=2",
                "--set",
                "training.shards=3",
                "--set",
                "evaluation.intervals=[90]",
                "--set",
                "store.path=" + folder.resolve("models"),
                "--set",
                "report.path=" + folder.resolve("report.html"));
        assertEquals(0, trained.code(), trained.err());
        training = json(trained);
    }

    private static String model() {
        return folder.resolve("models/sp500").toString();
    }

    /** The one JSON document on standard output; anything else there is a failure. */
    private static JsonNode json(Run run) throws IOException {
        try (var parser = new ObjectMapper().createParser(run.out())) {
            JsonNode document = parser.readValueAsTree();
            assertEquals(null, parser.nextToken(), run.out());
            return document;
        }
    }

    @Test
    void trainReportsEveryDocumentedField() {
        assertEquals("train", training.at("/command").asText());
        assertEquals(1, training.at("/model/version").asInt());
        assertEquals("sp500", training.at("/model/name").asText());
        assertTrue(training.at("/model/sha256").asText().matches("[0-9a-f]{64}"));
        assertEquals(5105, training.at("/data/rows").asInt());
        assertEquals(1021, training.at("/data/windows/test").asInt());
        assertEquals(2, training.at("/training/loss").size());
        assertEquals(2, training.at("/training/validationLoss").size());
        for (String field :
                List.of("epochs", "rounds", "shards", "localSteps", "seconds", "samplesPerSecond", "sha256")) {
            assertFalse(training.at("/training/" + field).isMissingNode(), field);
        }
        for (String field : List.of("mse", "mae", "rmse")) {
            assertTrue(training.at("/validation/" + field).isNumber(), field);
        }
        for (String field : List.of("mse", "mae", "rmse", "mape", "smape", "mase", "scaled/mse", "scaled/mae")) {
            assertTrue(training.at("/test/" + field).isNumber(), field);
            assertTrue(training.at("/test/baselines/naive/" + field).isNumber(), field);
        }
    }

    @Test
    void repeatingTheLastCloseIsOffBy656ThousandthsOfAPerCent() {
        assertEquals(0.656, training.at("/test/baselines/naive/mape").asDouble(), 0.0005);
        assertEquals(32.05, training.at("/test/baselines/naive/rmse").asDouble(), 0.005);
    }

    @Test
    void progressIsALineAnEpochOnStandardError() {
        assertEquals(
                2,
                trained.err().lines().filter(line -> line.startsWith("epoch ")).count(),
                trained.err());
    }

    @Test
    void theReportIsWrittenAndCanBeMadeAgain() throws IOException {
        String page = Files.readString(folder.resolve("report.html"));
        Path again = folder.resolve("again.html");
        Run run = Run.of("report", model(), "--out", again.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals(page, Files.readString(again));
    }

    @Test
    void evaluatingOnTheSameTableGivesTheSameScores() throws IOException {
        Run run = Run.of("evaluate", model(), "--json", "-");
        assertEquals(0, run.code(), run.err());
        assertEquals(
                training.at("/test/rmse").asDouble(), json(run).at("/test/rmse").asDouble(), 1e-6);
        assertEquals(
                training.at("/model/sha256").asText(),
                json(run).at("/model/sha256").asText());
    }

    @Test
    void forecastContinuesTheSeries() throws IOException {
        Run run = Run.of("forecast", model(), "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode row = json(run).at("/forecasts/0");
        assertEquals("2020-04-17", row.at("/cutoff").asText());
        assertTrue(row.at("/y_hat_lo_90").asDouble() < row.at("/y_hat").asDouble(), row::toString);
        assertTrue(row.at("/y_hat").asDouble() < row.at("/y_hat_hi_90").asDouble(), row::toString);
        assertEquals(1, json(run).at("/forecasts").size());
    }

    @Test
    void forecastsAreWrittenOnceUnlessOverwriteIsSet() throws IOException {
        String out = folder.resolve("next").toString();
        assertEquals(
                0, Run.of("forecast", model(), "--out", out, "--format", "csv").code());
        Run again = Run.of("forecast", model(), "--out", out, "--format", "csv");
        assertEquals(ExitCode.STORAGE.number(), again.code());
        assertTrue(again.err().contains("--overwrite"), again.err());
        assertEquals(
                0,
                Run.of("forecast", model(), "--out", out, "--format", "csv", "--overwrite")
                        .code());
    }

    @Test
    void inspectShowsTheModelCardAndTheTable() {
        Run card = Run.of("inspect", model());
        assertTrue(card.out().contains("lstm(4), dense(1)"), card.out() + card.err());
        Run table = Run.of("inspect", "--conf", "conf/sp500.conf");
        assertTrue(table.out().contains("5,105 rows of 1 series, 2000-01-03 to 2020-04-17"), table.out() + table.err());
    }

    @Test
    void inspectOfABareTableShowsItsColumnsAndTheNextCommand() throws IOException {
        Run run = Run.of("inspect", "data/sp500.csv");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("5,105 rows of 7 columns"), run.out());
        assertTrue(run.out().contains("--set input.time=date --set input.target=open"), run.out());
        JsonNode columns =
                json(Run.of("inspect", "data/sp500.csv", "--json", "-")).at("/columns");
        assertEquals("times", columns.at("/0/holds").asText());
        assertEquals("2020-04-17", columns.at("/0/greatest").asText());
        assertEquals("numbers", columns.at("/4/holds").asText());
    }

    @Test
    void inspectOfAMissingTableReportsIt() {
        Run run = Run.of("inspect", folder.resolve("none.csv").toString());
        assertEquals(ExitCode.STORAGE.number(), run.code());
        assertTrue(run.err().contains("none.csv"), run.err());
    }

    @Test
    void planShowsWhatTrainDoes() throws IOException {
        Run run = Run.of("plan", "--conf", "conf/sp500.conf", "--json", "-");
        assertEquals(70_901, json(run).at("/model/parameters").asInt(), run.err());
        assertEquals(3779, json(run).at("/data/windows/train").asInt());
        Run same = Run.of(
                "plan",
                "--conf",
                "conf/sp500.conf",
                "--json",
                "-",
                "--measure",
                "--set",
                "network.layers=lstm(4), dense(1)",
                "--set",
                "training.epochs=2",
                "--set",
                "training.shards=3");
        assertTrue(json(same).at("/measured/localSteps").asInt() >= 1, same.out());
        for (String chosen : List.of("shards", "localSteps", "rounds")) {
            assertEquals(training.at("/training/" + chosen), json(same).at("/training/" + chosen), chosen);
        }
    }

    @Test
    void aModelThatIsNotThereIsAStorageError() {
        Run run = Run.of("evaluate", folder.resolve("models/none").toString());
        assertEquals(ExitCode.STORAGE.number(), run.code());
        assertTrue(run.err().contains("no model is published at"), run.err());
    }
}
