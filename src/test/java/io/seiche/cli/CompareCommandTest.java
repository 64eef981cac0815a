package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.seiche.cell.Cells;
import io.seiche.network.Layout;
import io.seiche.network.NetworkSpec;
import io.seiche.network.NetworkVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code compare}. */
class CompareCommandTest {
    private static final String LAYERS = "lstm(4), dense(1)";

    @TempDir
    private static Path folder;

    private static JsonNode compared;

    @BeforeAll
    static void compare() throws IOException {
        SparkForTests.session();
        Run run = run("compare");
        assertEquals(0, run.code(), run.err());
        compared = new ObjectMapper().readTree(run.out());
    }

    /** A command on the last years of the bundled index. */
    private static Run run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--conf", "conf/sp500.conf", "--json", "-"));
        for (String set : List.of(
                "input.where=date >= '2016-01-01'",
                "store.path=" + folder.resolve("models"),
                "report.path=" + folder.resolve("page.html"),
                "training.epochs=2",
                "training.localSteps=3",
                "training.shards=2",
                "network.layers=" + LAYERS)) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(Arrays.asList(more));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void everyCellIsThereWithItsCostsAndScores() {
        List<String> cells = new ArrayList<>();
        for (JsonNode cell : compared.get("cells")) {
            String name = cell.get("cell").asText();
            cells.add(name);
            String layers = LAYERS.replace("lstm", name);
            assertEquals(layers, cell.get("layers").asText());
            int parameters = Layout.of(new NetworkSpec(layers), 1).size();
            assertEquals(parameters, cell.get("parameters").asInt());
            // 2 shards, there and back, parameters and RMSprop's one moment
            assertEquals(2L * 2 * 2 * 4 * parameters, cell.at("/bytes/round").asLong());
            assertEquals(2, cell.at("/training/validationLoss").size());
            assertTrue(cell.at("/training/seconds").asDouble() > 0);
            assertTrue(cell.at("/test/mse").asDouble() > 0, name);
        }
        assertEquals(Cells.names(), cells);
        assertTrue(compared.at("/baselines/naive/mse").asDouble() > 0);
    }

    @Test
    void theBestIsTheOneWithTheLeastValidationLoss() {
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (JsonNode cell : compared.get("cells")) {
            double loss = cell.at("/training/validationLoss/1").asDouble();
            best = loss < least ? cell.get("cell").asText() : best;
            least = Math.min(least, loss);
        }
        assertEquals(best, compared.get("best").asText());
    }

    @Test
    void aComparedCellHasTheBytesThatTrainingItAloneGives() throws IOException {
        Run alone = run("train", "--set", "network.layers=gru(4), dense(1)");
        JsonNode trained = new ObjectMapper().readTree(alone.out());
        for (JsonNode cell : compared.get("cells")) {
            boolean same = trained.at("/training/sha256").equals(cell.at("/training/sha256"));
            assertEquals(cell.get("cell").asText().equals("gru"), same);
        }
    }

    @Test
    void thePageIsBesideTheModelsAndNothingIsPublished() throws IOException {
        String page = Files.readString(folder.resolve("page-cells.html"));
        for (String cell : Cells.names()) {
            assertTrue(page.contains("\"cell\":\"" + cell + "\""), cell);
        }
        assertFalse(compared.has("model"));
    }

    @Test
    void equalParametersAreNearlyEqual() throws IOException {
        String page = folder.resolve("equal.html").toString();
        Run run = run("compare", "--cells", "lstm,mingru,lstm", "--equal", "parameters", "--report", page);
        assertTrue(Files.exists(Path.of(page)));
        JsonNode cells = new ObjectMapper().readTree(run.out()).get("cells");
        assertEquals(2, cells.size());
        assertEquals(LAYERS, cells.get(0).get("layers").asText());
        int wanted = cells.get(0).get("parameters").asInt();
        NetworkSpec nearest = NetworkVariants.ofSize(new NetworkSpec("mingru(4), dense(1)"), 1, wanted);
        assertEquals(nearest.layers(), cells.get(1).get("layers").asText());
    }

    @Test
    void theExitCodeIsThatOfDivergenceIfEveryCellDiverges() {
        List<String> wild = List.of("training.optimizer=sgd", "training.learningRate=1e30", "training.clipNorm=0");
        List<String> more = new ArrayList<>(List.of(
                "--cells", "rnn", "--report", folder.resolve("wild.html").toString()));
        wild.forEach(set -> more.addAll(List.of("--set", set)));
        Run run = run("compare", more.toArray(String[]::new));
        assertEquals(ExitCode.DIVERGED.number(), run.code(), run.err());
        assertTrue(run.out().contains("lower training.learningRate"), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "lstn, did you mean lstm?, '" + LAYERS + "'",
        "dense, cell dense is not known, '" + LAYERS + "'",
        "gru, must have a recurrent layer, dense(1)"
    })
    void whatCannotBeComparedIsRefused(String cells, String message, String layers) {
        Run run = run("compare", "--cells", cells, "--set", "network.layers=" + layers);
        assertEquals(ExitCode.USAGE.number(), run.code(), run.err());
        assertTrue(run.err().contains("--cells: ") && run.err().contains(message), run.err());
    }
}
