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

/** The finished jar through the launcher: on the embedded Spark, and by spark-submit on a standalone cluster. */
class ClusterIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void aStandaloneClusterTrainsTheSameBytesAsLocalMode() throws IOException, InterruptedException {
        JsonNode local = train("local", Map.of(), "local[1]");
        try (StandaloneCluster cluster = new StandaloneCluster(
                folder.resolve("spark"), StandaloneCluster.platform(PROJECT.resolve("target/classpath")))) {
            JsonNode submitted = train("cluster", cluster.environment(), cluster.url());
            String sha256 = local.at("/training/sha256").asText();
            assertTrue(sha256.matches("[0-9a-f]{64}"), sha256);
            assertEquals(sha256, submitted.at("/training/sha256").asText());
            assertEquals(
                    local.at("/model/sha256").asText(),
                    submitted.at("/model/sha256").asText());
        }
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
                "training.shards",
                "3",
                "store.path",
                folder.resolve(name + "-models").toString(),
                "report.path",
                folder.resolve(name + ".html").toString());
        small.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        if (!environment.isEmpty()) {
            command.addAll(List.of(
                    "--spark",
                    "--conf",
                    "spark.driver.host=127.0.0.1",
                    "--conf",
                    "spark.driver.bindAddress=127.0.0.1",
                    "--conf",
                    "spark.ui.enabled=false",
                    "--conf",
                    "spark.executor.memory=1g"));
        }
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().putAll(environment);
        Process run =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertTrue(run.waitFor(3, TimeUnit.MINUTES), "still running");
            assertEquals(0, run.exitValue(), Files.readString(log));
        } finally {
            run.destroy();
        }
        return new ObjectMapper().readTree(Files.readString(json));
    }
}
