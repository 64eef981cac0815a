package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar through the launcher: on the embedded Spark, by spark-submit on a standalone cluster, on every Java. */
class ClusterIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final String LOCAL = "local";

    @TempDir
    private static Path folder;

    /** Trained on one core by this Java. */
    private static JsonNode local;

    @BeforeAll
    static void trainLocally() throws IOException, InterruptedException {
        local = train(LOCAL, Map.of("JAVA_HOME", System.getProperty("java.home")), "local[1]");
    }

    @Test
    void aStandaloneClusterTrainsTheSameBytesAsLocalModeAndLeavesNoProcess() throws IOException, InterruptedException {
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

    @Test
    void everyJavaTrainsAndForecastsTheSameBytes() throws IOException, InterruptedException {
        List<Path> homes = ForkedJvm.homes();
        assumeTrue(homes.size() > 1, "there is no other Java beside " + System.getProperty("java.home"));
        Set<String> results = new TreeSet<>();
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        for (Path home : homes) {
            String name = home.equals(own) ? LOCAL : home.getFileName().toString();
            Map<String, String> java = Map.of("JAVA_HOME", home.toString());
            JsonNode trained = home.equals(own) ? local : train(name, java, "local[1]");
            String sha256 = trained.at("/training/sha256").asText();
            Path next = folder.resolve(name + "-next");
            List<String> forecast = List.of(
                    "forecast",
                    folder.resolve(name + "-models/sp500").toString(),
                    "--master",
                    "local[1]",
                    "--out",
                    next.toString(),
                    "--format",
                    "csv");
            run(name + "-forecast", java, forecast);
            results.add(sha256 + "\n" + rows(next));
        }
        assertEquals(1, results.size(), results::toString);
    }

    private static String rows(Path table) throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            StringBuilder rows = new StringBuilder();
            for (Path file : files.filter(one -> one.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                rows.append(Files.readString(file));
            }
            assertTrue(rows.length() > 0, "no rows in " + table);
            return rows.toString();
        }
    }

    private static JsonNode train(String name, Map<String, String> environment, String master)
            throws IOException, InterruptedException {
        Path json = folder.resolve(name + ".json");
        List<String> command = new ArrayList<>(List.of(
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
                "input.where",
                "date >= '2016-01-01'",
                "network.layers",
                "lstm(8), dropout(0.2), dense(1)",
                "training.epochs",
                "1",
                "evaluation.baselines",
                "[naive]",
                "training.shards",
                "3",
                "store.path",
                folder.resolve(name + "-models").toString(),
                "report.path",
                folder.resolve(name + ".html").toString());
        small.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        run(name, environment, command);
        return new ObjectMapper().readTree(Files.readString(json));
    }

    private static void run(String name, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        List<String> command =
                new ArrayList<>(List.of(PROJECT.resolve("submit-scripts/seiche").toString()));
        command.addAll(arguments);
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
    }
}
