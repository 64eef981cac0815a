package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret passed to Spark, Hadoop or the environment appears in no output, log or file of a run. */
class SecretsIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    /** No file holds this by chance. */
    private static final String CANARY = "c4n4ry0f7heM1ne";
    /** Spark settings; the last four are not hidden by Spark's own pattern. */
    private static final List<String> NAMES = List.of(
            "spark.hadoop.fs.s3a.secret.key",
            "spark.hadoop.fs.s3a.access.key",
            "spark.ssl.historyServer.keyPassword",
            "spark.executorEnv.API_TOKEN",
            "spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net",
            "spark.hadoop.fs.azure.sas.fixed.lake",
            "spark.hadoop.store.credential",
            "spark.executorEnv.PRIVATE_KEY");

    @TempDir
    private Path folder;

    @Test
    void aSecretGivenAtSubmissionIsInNoOutputOrFile() throws IOException, InterruptedException {
        Path events = Files.createDirectory(folder.resolve("events"));
        StringBuilder settings = new StringBuilder("spark.eventLog.enabled true\nspark.eventLog.dir " + events.toUri()
                + "\nspark.eventLog.compress false\n");
        NAMES.forEach(name -> settings.append(name)
                .append(' ')
                .append(CANARY)
                .append(name.length())
                .append('\n'));
        Path properties = Files.createFile(
                folder.resolve("secrets.conf"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(properties, settings);
        StringBuilder rows = new StringBuilder("t,y\n");
        for (int t = 0; t < 120; t++) {
            rows.append(t).append(',').append(t % 7).append('\n');
        }
        Files.writeString(folder.resolve("t.csv"), rows);
        Files.writeString(
                folder.resolve("a.conf"),
                """
                seiche {
                  name = canary
                  input { path = t.csv, format = csv, options { header = true }, time = t, target = y }
                  series.frequency = rows
                  split.test = 0.2
                  window.lookback = 7
                  network.layers = "gru(4), dense(1)"
                  training { epochs = 2, shards = 2 }
                  store.path = models
                  report.path = report.html
                }
                """);
        ProcessBuilder builder = new ProcessBuilder(
                        PROJECT.resolve("submit-scripts/seiche").toString(),
                        "train",
                        "--conf",
                        "a.conf",
                        "--json",
                        "out.json",
                        "--verbose",
                        "--spark",
                        "--properties-file",
                        properties.toString())
                .directory(folder.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SEICHE_CANARY", CANARY);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", CANARY);
        Path log = folder.resolve("log");
        Process run =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(run.waitFor(10, TimeUnit.MINUTES), "still running");
        assertEquals(0, run.exitValue(), Files.readString(log));

        Files.delete(properties);
        try (Stream<Path> left = Files.walk(folder)) {
            List<Path> files = left.filter(Files::isRegularFile).toList();
            for (String needed : List.of("model.safetensors", "metrics.json", "report.html", "out.json")) {
                assertTrue(files.stream().anyMatch(file -> file.endsWith(needed)), needed + " is not among " + files);
            }
            assertEquals(
                    List.of(), files.stream().filter(SecretsIT::holdsTheCanary).toList());
        }
        String environment = read(events)
                .lines()
                .filter(line -> line.contains("SparkListenerEnvironmentUpdate"))
                .findFirst()
                .orElseThrow();
        for (String name : NAMES) {
            assertTrue(environment.contains("\"" + name + "\":\"*********(redacted)\""), name + " is hidden by name");
        }
    }

    private static boolean holdsTheCanary(Path file) {
        return read(file).contains(CANARY);
    }

    /** A file, or all files of a folder; bytes as they are. */
    private static String read(Path path) {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }
}
