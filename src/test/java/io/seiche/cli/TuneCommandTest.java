package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code tune}. */
class TuneCommandTest {
    private static final int ROWS = 320;
    private static final String RATES = "training.learningRate=[0.001, 0.01, 0.03]";

    @TempDir
    private static Path folder;

    private static Path chosen;
    private static JsonNode tuned;

    @BeforeAll
    static void tune() throws IOException {
        SparkForTests.session();
        List<String> rows = Files.readAllLines(Path.of("data", "sp500.csv"));
        List<String> last = new ArrayList<>(rows.subList(rows.size() - ROWS, rows.size()));
        last.add(0, rows.get(0));
        Files.write(folder.resolve("closes.csv"), last);
        chosen = folder.resolve("chosen.conf");
        Run run = run("closes.csv", "--grid", RATES, "--grid", "window.lookback=[8, 12]", "--out", chosen.toString());
        assertEquals(0, run.code(), run.err());
        tuned = new ObjectMapper().readTree(run.out());
    }

    private static Run run(String table, String... more) {
        return command("tune", table, more);
    }

    private static Run command(String command, String table, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--json", "-", "--quiet"));
        for (String set : List.of(
                "name=closes",
                "input.path=" + folder.resolve(table),
                "input.options.header=true",
                "input.time=date",
                "input.target=close",
                "series.frequency=rows",
                "split.validation=40",
                "split.test=60",
                "network.layers=gru(3), dense(1)",
                "window.lookback=8",
                "training.epochs=6",
                "training.batchSize=16",
                "training.shards=2",
                "store.path=" + folder.resolve("models"))) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(Arrays.asList(more));
        return Run.of(all.toArray(String[]::new));
    }

    private static Map<String, JsonNode> bySettings(JsonNode tuned) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (JsonNode each : tuned.get("candidates")) {
            ((ObjectNode) each).remove("candidate");
            Map<String, String> settings = new TreeMap<>();
            each.get("settings")
                    .properties()
                    .forEach(key -> settings.put(key.getKey(), key.getValue().asText()));
            ((ObjectNode) each).remove("settings");
            all.put(settings.toString(), each);
        }
        return all;
    }

    @Test
    void theBestOfARungGoOnAndTheLastIsTrainedInFull() {
        assertEquals(List.of(2, 6), epochs());
        assertEquals(6, tuned.at("/rungs/0/candidates").asInt());
        assertEquals(2, tuned.at("/rungs/1/candidates").asInt());
        assertEquals(40, tuned.at("/rungs/1/windows").asInt());
        double before = 0;
        for (JsonNode each : tuned.get("candidates")) {
            double excess = each.get("excess").asDouble();
            assertTrue(each.get("rung").asInt() == 2 || excess > 0, each.toString());
            assertTrue(each.get("rung").asInt() == 1 || excess >= before, each.toString());
            before = excess;
            assertTrue(each.at("/interval/0").asDouble() < each.get("error").asDouble());
            assertTrue(each.at("/interval/1").asDouble() > each.get("error").asDouble());
        }
        assertFalse(tuned.has("test"));
    }

    private static List<Integer> epochs() {
        List<Integer> epochs = new ArrayList<>();
        tuned.get("candidates").forEach(each -> epochs.add(each.get("epochs").asInt()));
        return epochs.stream().distinct().sorted().toList();
    }

    @Test
    void trainingWithTheChosenConfigurationGivesTheSameBytes() throws IOException {
        Run train = Run.of("train", "--conf", chosen.toString(), "--json", "-", "--quiet");
        assertEquals(0, train.code(), train.err());
        JsonNode trained = new ObjectMapper().readTree(train.out());
        assertEquals(tuned.at("/chosen/sha256"), trained.at("/training/sha256"));
        JsonNode lookback = tuned.at("/chosen/settings").get("window.lookback");
        assertTrue(Files.readString(chosen).contains("\"lookback\" : " + lookback), Files.readString(chosen));
    }

    @Test
    void theRowsOfTheTestSpanDecideNothing() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(folder.resolve("closes.csv")));
        for (int i = rows.size() - 60; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",");
            cells[cells.length - 1] = "" + 7 * i;
            rows.set(i, String.join(",", cells));
        }
        Files.write(folder.resolve("other.csv"), rows);
        Run run = run("other.csv", "--grid", RATES, "--grid", "window.lookback=[8, 12]");
        JsonNode other = new ObjectMapper().readTree(run.out());
        assertEquals(tuned.get("candidates"), other.get("candidates"));
    }

    @Test
    void theOrderOfTheGridChangesNoResult() throws IOException {
        Run run = run(
                "closes.csv",
                "--grid",
                "window.lookback=[12, 8]",
                "--grid",
                "training.learningRate=[0.03, 0.001, 0.01]");
        JsonNode other = new ObjectMapper().readTree(run.out());
        Map<String, JsonNode> a = bySettings(tuned.deepCopy());
        Map<String, JsonNode> b = bySettings(other);
        assertEquals(a.keySet(), b.keySet());
        a.forEach((settings, result) ->
                assertEquals(result.get("sha256"), b.get(settings).get("sha256"), settings));
        assertEquals(tuned.at("/chosen/sha256"), other.at("/chosen/sha256"));
    }

    @Test
    void wholeNetworksAndNaiveForecastsAreCompared() throws IOException {
        Run run = run(
                "closes.csv",
                "--measure",
                "mae",
                "--set",
                "training.loss=quantile(0.1, 0.5, 0.9)",
                "--set",
                "training.schedule=cosine",
                "--set",
                "training.warmup=1",
                "--grid",
                "network.layers=[\"naive()\", \"linear()\", \"segments(gru(3), length=4)\"]");
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("mae", json.get("measure").asText());
        JsonNode naive = null;
        for (JsonNode each : json.get("candidates")) {
            naive = each.at("/settings/network.layers").asText().equals("naive()") ? each : naive;
        }
        assertEquals(
                1, naive.get("error").asDouble(), 0.02, "repeating the last value, up to the median of its residuals");
    }

    @Test
    void classesAreChosenByTheirLoss() throws IOException {
        Run run = run(
                "closes.csv",
                "--set",
                "training.task=classify",
                "--set",
                "input.label=rise()",
                "--set",
                "network.layers=gru(3), dense(1, sigmoid)",
                "--grid",
                RATES);
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("loss", json.get("measure").asText());
        assertEquals(0, json.at("/candidates/0/excess").asDouble());
        assertFalse(json.at("/candidates/0").has("interval"));
    }

    @Test
    void aCandidateThatDivergesIsReportedAndTheOthersGoOn() throws IOException {
        Run run = run(
                "closes.csv",
                "--set",
                "training.optimizer=sgd",
                "--set",
                "training.clipNorm=0",
                "--grid",
                "training.learningRate=[0.01, 1e30]");
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(
                0.01, json.at("/chosen/settings").get("training.learningRate").asDouble());
        assertTrue(json.at("/candidates/1/diverged").asText().contains("training.learningRate"));
        Run all = run(
                "closes.csv",
                "--set",
                "training.optimizer=sgd",
                "--set",
                "training.clipNorm=0",
                "--grid",
                "training.learningRate=[2e30, 1e30]");
        assertEquals(ExitCode.DIVERGED.number(), all.code(), all.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store.path=[a, b]|--grid store.path is not possible: it does not change what is trained",
                "input.path=[a, b]|--grid input.path is not possible: candidates must be compared on the same rows",
                "split.validation=[0.1, 0.2]|candidates must be compared on the same windows",
                "window.horizon=[1, 2]|candidates must be compared on the same windows",
                "training.learningRat=[1]|did you mean \"training.learningRate\"",
                "training.learningRate=0.1|must be a list of values",
                "training.learningRate=[]|must be a list of values",
                "training.learningRate=[0.1, 0.1]|has 0.1 twice",
                "training.learningRate=[0.1, -1]|candidate training.learningRate = -1: training.learningRate must be more than 0",
                "network.layers=[\"gru(3), dense(2)\"]|candidate network.layers = \"gru(3), dense(2)\": ",
                "training.epochs|--grid must be key=[value, value]"
            })
    void whatIsNoGridIsRefused(String grid, String message) {
        Run run = run("closes.csv", "--grid", grid);
        assertEquals(ExitCode.USAGE.number(), run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void aGridNamesAKeyOnceAndHasAThousandCandidatesAtMost() {
        Run twice = run("closes.csv", "--grid", RATES, "--grid", RATES);
        assertTrue(twice.err().contains("must be given once"), twice.err());
        Run none = run("closes.csv");
        assertTrue(none.err().contains("--grid must be given"), none.err());
        String seeds = "training.seed="
                + java.util.stream.IntStream.range(0, 1001).boxed().toList();
        Run many = run("closes.csv", "--grid", seeds);
        assertTrue(many.err().contains("at most 1000 combinations, had 1001"), many.err());
        Run measure = run("closes.csv", "--measure", "pinball", "--grid", "training.loss=[\"mae\", \"quantile(0.5)\"]");
        assertEquals(
                ExitCode.USAGE.number(),
                run("closes.csv", "--factor", "1", "--grid", RATES).code());
        assertEquals(
                ExitCode.USAGE.number(),
                run("closes.csv", "--rungs", "0", "--grid", RATES).code());
        assertEquals(0, measure.code(), measure.err());
    }
}
