package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training and forecasting by the launcher and the packaged jar, in the places where jobs run. */
class PlacesIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /** A folder that no one can write to, not even root. */
    private static final Path READ_ONLY = Path.of("/proc");

    @TempDir
    private Path folder;

    private Path home;
    private Path launcher = PROJECT.resolve("submit-scripts/seiche");

    @BeforeEach
    void writeATable() throws IOException {
        home = Files.createDirectories(folder.resolve("j\u00f6rg's h\u00f6me \u65e5\u672c"));
        StringBuilder rows = new StringBuilder("day,y\n");
        for (int t = 1; t <= 60; t++) {
            rows.append(t).append(',').append(100 + t % 7).append('\n');
        }
        Files.writeString(home.resolve("t\u00e4ble 1.csv"), rows);
    }

    private Process start(Path directory, Map<String, String> environment, List<String> arguments, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077 && exec \"$0\" \"$@\""));
        command.add(launcher.toString());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().clear();
        process.environment().put("PATH", System.getenv("PATH"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        return process.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Runs a command and returns what it printed after its exit code. */
    private String run(Path directory, Map<String, String> environment, String... arguments) throws Exception {
        Path log = folder.resolve("log");
        Process run = start(directory, environment, List.of(arguments), log);
        try {
            assertTrue(run.waitFor(5, TimeUnit.MINUTES), "still running");
            String told = Files.readString(log, StandardCharsets.UTF_8)
                    .replaceAll("(?m)^WARNING: Using incubator modules.*\n", "");
            return run.exitValue() + " " + told;
        } finally {
            run.destroyForcibly();
        }
    }

    private String train(Path directory, Map<String, String> environment, String input, String store) throws Exception {
        return run(
                directory,
                environment,
                "train",
                "--quiet",
                "--set=name=t",
                "--set=input.path=" + input,
                "--set=input.time=day",
                "--set=input.target=y",
                "--set=window.lookback=6",
                "--set=network.layers=gru(2), dense(1)",
                "--set=training.epochs=1",
                "--set=store.path=" + store);
    }

    /** Neither a home nor a locale nor a variable but the path, as cron starts a job, and files for their owner alone. */
    @ParameterizedTest
    @CsvSource({"/nowhere, LANG=xx_XX, temporary \u00fc", "'', LC_ALL=C, ''"})
    void namesOfAnyLettersAndAlmostNoEnvironment(String user, String language, String temporary) throws Exception {
        Map<String, String> environment = new HashMap<>();
        String[] locale = language.split("=", -1);
        environment.put(locale[0], locale[1]);
        if (!user.isEmpty()) {
            environment.put("HOME", user);
        }
        if (!temporary.isEmpty()) {
            environment.put(
                    "TMPDIR", Files.createDirectories(home.resolve(temporary)).toString());
        }
        assertEquals("0 ", train(home, environment, "t\u00e4ble 1.csv", "st\u00f6re 1"));
        String forecast = run(home, environment, "forecast", "st\u00f6re 1/t");
        assertTrue(forecast.startsWith("0 ") && forecast.contains("61      60"), forecast);
    }

    @Test
    void aWorkingDirectoryThatCannotBeWritten() throws Exception {
        assumeTrue(Files.isDirectory(READ_ONLY));
        Path store = home.resolve("models");
        String input = home.resolve("t\u00e4ble 1.csv").toString();
        assertEquals("0 ", train(READ_ONLY, Map.of(), input, store.toString()));
        assertTrue(archived(PROJECT), "no archive of classes for later commands");
        String forecast = run(READ_ONLY, Map.of(), "forecast", store + "/t");
        assertTrue(forecast.startsWith("0 "), forecast);
        assertOneLine("5 seiche: ", train(READ_ONLY, Map.of(), input, "models"));
    }

    /** An archive of a command that has not used Spark would be of no use to later ones, and stay. */
    @Test
    void aRefusedFirstCommandLeavesNoArchive() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createDirectories(other.resolve("src/main"));
        Files.createDirectories(other.resolve("target"));
        for (String file : List.of("pom.xml", "conf", "target/seiche.jar", "target/classpath")) {
            Files.createSymbolicLink(other.resolve(file), PROJECT.resolve(file));
        }
        Files.setLastModifiedTime(other.resolve("src/main"), FileTime.fromMillis(0));
        launcher = Files.createDirectories(other.resolve("submit-scripts")).resolve("seiche");
        Files.copy(PROJECT.resolve("submit-scripts/seiche"), launcher);
        String told = run(home, Map.of(), "train", "--set=input.file=rows.csv");
        assertTrue(told.startsWith("2 seiche: ") && told.contains("input.file"), told);
        assertFalse(archived(other));
    }

    private static boolean archived(Path project) throws IOException {
        try (Stream<Path> built = Files.list(project.resolve("target"))) {
            return built.anyMatch(file -> file.getFileName().toString().matches("classes-.*\\.jsa"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/proc", "/nowhere/at/all"})
    void noPlaceForTemporaryFiles(String place) throws Exception {
        assumeTrue(Files.isDirectory(READ_ONLY));
        String told = train(home, Map.of("TMPDIR", place), "t\u00e4ble 1.csv", "store");
        assertOneLine("2 seiche: ", told);
        assertTrue(told.contains("TMPDIR"), told);
    }

    private static void assertOneLine(String start, String told) {
        assertTrue(told.startsWith(start), told);
        assertEquals(1, told.lines().count(), told);
    }
}
