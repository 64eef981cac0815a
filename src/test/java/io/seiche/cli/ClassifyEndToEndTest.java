package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.seiche.report.Report;
import io.seiche.report.ReportData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classification end to end: the commands a user runs on the bundled data, with a small network. */
class ClassifyEndToEndTest {
    private static final String CONF = "conf/sp500-rise.conf";

    @TempDir
    private static Path folder;

    private static JsonNode training;

    @BeforeAll
    static void train() throws IOException {
        SparkForTests.session();
        Path out = folder.resolve("train.json");
        Run trained = Run.of(
                "train",
                "--conf",
                CONF,
                "--json",
                out.toString(),
                "--set",
                "network.layers=rnn(3), dense(1, sigmoid)",
                "--set",
                "training.epochs=2",
                "--set",
                "store.path=" + folder.resolve("models"),
                "--set",
                "report.path=" + folder.resolve("report.html"));
        assertEquals(0, trained.code(), trained.err());
        training = new ObjectMapper().readTree(Files.readAllBytes(out));
        for (String told :
                List.of("majority", "previous", "came \\ said", "log loss", "The network names the class of")) {
            assertTrue(trained.out().contains(told), trained.out());
        }
    }

    private static JsonNode json(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static String model() {
        return folder.resolve("models/sp500-rise").toString();
    }

    /** Counted here from the table itself, beside what the JSON says. */
    @Test
    void theAccuracyOfTheMajorityClassIsItsShareOfTheTable() throws IOException {
        double[] close;
        try (Stream<String> lines = Files.lines(Path.of("data/sp500.csv"))) {
            close = lines.skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[4]))
                    .toArray();
        }
        int windows = training.at("/test/windows").asInt();
        int risen = 0;
        for (int row = close.length - windows; row < close.length; row++) {
            risen += close[row] > close[row - 1] ? 1 : 0;
        }
        assertEquals(1021, windows);
        assertEquals(
                risen / 1021.0, training.at("/test/baselines/majority/accuracy").asDouble(), 1e-12);
        assertEquals("rise", training.at("/test/classes/1/name").asText());
        assertEquals(risen, training.at("/test/classes/1/windows").asInt());
        for (String figure : List.of("accuracy", "f1", "auc", "logLoss")) {
            assertTrue(training.at("/test/" + figure).isNumber(), figure);
            assertTrue(training.at("/validation/" + figure).isNumber(), figure);
        }
    }

    @Test
    void evaluateGivesTheSameConfusion() throws IOException {
        JsonNode again = json(Run.of("evaluate", model(), "--json", "-"));
        assertEquals(training.at("/test/confusion"), again.at("/test/confusion"));
        assertEquals(training.at("/test/baselines"), again.at("/test/baselines"));
    }

    @Test
    void forecastReturnsALabelAndItsProbabilities() throws IOException {
        JsonNode row = json(Run.of("forecast", model(), "--json", "-")).at("/forecasts/0");
        assertEquals("2020-04-17", row.at("/cutoff").asText());
        double rise = row.at("/p_rise").asDouble();
        assertEquals(1, rise + row.at("/p_no rise").asDouble(), 1e-6);
        assertEquals(rise > 0.5 ? "rise" : "no rise", row.at("/label").asText());
    }

    @Test
    void theReportHoldsTheConfusionAndCanBeMadeAgain() throws IOException {
        Path stored = Path.of(training.at("/model/path").asText());
        ReportData data = ReportData.fromJson(Files.readString(stored.resolve("report.json")));
        assertEquals("classify", data.section("scores").path("task").asText());
        assertFalse(data.section("scores").path("confusion").isEmpty());
        assertEquals(data, ReportData.fromJson(data.toJson()));
        assertTrue(Report.ofModel(data).contains("\"task\":\"classify\""));
        assertEquals(
                0,
                Run.of("report", model(), "--out", folder.resolve("again.html").toString())
                        .code());
    }

    @Test
    void theModelCardNamesTheLabel() {
        Run card = Run.of("inspect", model());
        assertEquals(0, card.code(), card.err());
        assertTrue(card.out().contains("no rise, rise"), card.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    network.layers=rnn(3), dense(1)    | network.layers must end in dense(1, sigmoid)
                    training.loss=mse                  | training.loss must be crossentropy or binary-crossentropy
                    training.classWeights=[1, 2, 3]    | training.classWeights must be one for each of the 2 classes, were 3
                    training.classWeights=even         | training.classWeights must be none, balanced or a list
                    evaluation.intervals=[90]          | evaluation.intervals has no meaning with training.task = classify
                    input.label=raise()                | input.label must be a column of the table, rise(), rise(0.01)
                    training.task=forecast             | input.label must not be given with training.task = forecast
                    training.forgetBias=0.5            | training.forgetBias must be a number from 1 to 100, was 0.5
                    """)
    void whatDoesNotFitIsRefusedWithItsReasonAndExitCode2(String set, String message) {
        Run run = Run.of("train", "--conf", CONF, "--set", set, "--set", "store.path=" + folder.resolve("none"));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }
}
