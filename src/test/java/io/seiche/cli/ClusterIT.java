package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar through the launcher: on the embedded Spark, and by spark-submit on a standalone cluster. */
class ClusterIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void aStandaloneClusterTrainsTheSameBytesAsLocalModeAndLeavesNoProcess() throws IOException, InterruptedException {
        JsonNode local = train("local", Map.of(), "local[1]");
        Path home = folder.resolve("spark");
        JsonNode embedded;
        JsonNode submitted;
        try (StandaloneCluster cluster = new StandaloneCluster(home, 2)) {
            embedded = train("embedded", Map.of(), cluster.url());
            submitted = train("submitted", cluster.environment(), cluster.url());
        }
        String sha256 = local.at("/training/sha256").asText();
        assertTrue(sha256.matches("[0-9a-f]{64}"), sha256);
        for (JsonNode run : List.of(embedded, submitted)) {
            assertEquals(sha256, run.at("/training/sha256").asText());
            assertEquals(
                    local.at("/model/sha256").asText(), run.at("/model/sha256").asText());
        }
        assertEquals(
                List.of(),
                ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(home.toString()))
                        .map(ProcessHandle::pid)
                        .toList());
    }

    private JsonNode train(String name, Map<String, String> environment, String master)
            throws IOException, InterruptedException {
        Path json = folder.resolve(name + ".json");
        List<String> command = new ArrayList<>(List.of(
                PROJECT.resolve("submit-scripts/seiche").toString(),
                "train",
                "--conf",
                PROJECT.resolve("conf/sp500.conf").toString(),
                "--master",
                master,
                "--json",
                json.toString()));
        Map<String, String> small = Map.of(
                "input.path",
                PROJECT.resolve("data/sp500.csv").toString(),
                "network.layers",
                "lstm(8), dropout(0.2), dense(1)",
                "training.epochs",
                "2",
                "evaluation.baselines",
                "[naive]",
                "training.shards",
                "3",
                "store.path",
                folder.resolve(name + "-models").toString(),
                "report.path",
                folder.resolve(name + ".html").toString());
        small.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().putAll(environment);
        Process run =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertTrue(run.waitFor(10, TimeUnit.MINUTES), "still running");
            assertEquals(0, run.exitValue(), Files.readString(log));
        } finally {
            run.destroy();
        }
        return new ObjectMapper().readTree(Files.readString(json));
    }
}
