package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.seiche.model.Sha256;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code export} and {@code import}. */
class ExchangeCommandsTest {
    @TempDir
    private static Path folder;

    private static JsonNode trained;

    @BeforeAll
    static void train() throws IOException {
        SparkForTests.session();
        trained = json(run("train", "models", "gru(3), dense(1)", "--set", "training.epochs=1"));
    }

    /** A command on the bundled index with a small network, publishing to a store of this folder. */
    private static Run run(String command, String store, String layers, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "--conf", "conf/sp500.conf", "--json", "-"));
        for (String set : List.of(
                "store.path=" + folder.resolve(store),
                "report.path=" + folder.resolve(store + ".html"),
                "network.layers=" + layers,
                "evaluation.intervals=[90]")) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(Arrays.asList(more));
        return Run.of(all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static String exported(String format) throws IOException {
        String out = folder.resolve("exported." + format).toString();
        JsonNode told = json(Run.of(
                "export", folder.resolve("models/sp500").toString(), "--format", format, "--out", out, "--json", "-"));
        assertEquals(
                Sha256.of(Files.readAllBytes(Path.of(out))),
                told.at("/file/sha256").asText());
        assertEquals(trained.at("/model/sha256"), told.at("/model/sha256"));
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras", "pytorch"})
    void whatIsExportedAndImportedAgainIsTheSameModelWithTheSameScores(String framework) throws IOException {
        String weights = exported(framework);

        JsonNode told = json(run("import", framework, "gru(3), dense(1)", "--from", framework, "--weights", weights));

        assertEquals("import", told.at("/command").asText());
        assertEquals(trained.at("/model/sha256"), told.at("/model/sha256"));
        assertEquals(trained.at("/test"), told.at("/test"));
        Run card = Run.of("inspect", folder.resolve(framework + "/sp500").toString());
        assertTrue(card.out().contains("import.from"), card.out());
        assertTrue(card.out().contains(weights), card.out());
    }

    @Test
    void safetensorsIsTheFileOfTheModelDirectory() throws IOException {
        assertEquals(
                trained.at("/model/sha256").asText(), Sha256.of(Files.readAllBytes(Path.of(exported("safetensors")))));
    }

    @Test
    void onnxIsAFileOfItsOwn() throws IOException {
        assertTrue(Files.size(Path.of(exported("onnx"))) > 500);
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedBeforeTheTableIsRead() throws IOException {
        Run refused = run("import", "other", "gru(4), dense(1)", "--from", "pytorch", "--weights", exported("pytorch"));
        assertEquals(ExitCode.STORAGE.number(), refused.code(), refused.err());
        assertTrue(refused.err().contains("must hold the weights of layer0, gru(4)"), refused.err());
        assertTrue(refused.err().contains("weight_hh [9, 3]"), refused.err());
        assertTrue(Files.notExists(folder.resolve("other")));
    }

    @Test
    void aCellTheFrameworkDoesNotHaveIsAMistakeInTheConfiguration() throws IOException {
        Run refused = run("import", "other", "janet(3), dense(1)", "--from", "keras", "--weights", exported("keras"));
        assertEquals(ExitCode.USAGE.number(), refused.code(), refused.err());
        assertTrue(refused.err().contains("layer0, janet(3), has no counterpart in Keras"), refused.err());
    }
}
