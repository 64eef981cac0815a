package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No configuration, of a file or of a model, makes Seiche load a class, run a statement or read another file. */
class CodeByConfigurationTest {
    private static final String PROPERTY = "seiche.test.initialised";

    @TempDir
    private static Path folder;

    /** A class that says when it is initialised; nothing but a configuration names it. */
    static final class Boom {
        static {
            System.setProperty(PROPERTY, "true");
        }

        private Boom() {}
    }

    @BeforeAll
    static void aModel() {
        SparkForTests.session();
        Run trained = Run.of(
                "train",
                "--conf",
                "conf/sp500.conf",
                "--set",
                "network.layers=lstm(2), dense(1)",
                "--set",
                "training.epochs=1",
                "--set",
                "window.normalize=none",
                "--set",
                "store.path=" + folder.resolve("models"));
        assertEquals(0, trained.code(), trained.err());
    }

    @AfterEach
    void nothingWasInitialised() {
        assertNull(System.getProperty(PROPERTY));
    }

    private static String jdbc() {
        return "input { path = x, format = jdbc, time = ts, target = y, options { url = \"jdbc:none:x\", driver = \""
                + CodeByConfigurationTest.class.getName() + "$Boom\", dbtable = t } }\n";
    }

    private static void assertRefused(Run run, String message) {
        assertEquals(ExitCode.USAGE.number(), run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "train", "plan"})
    void aDriverThatAConfigurationNamesIsNotLoaded(String command) throws IOException {
        Path conf = Files.writeString(
                folder.resolve("driver.conf"), "seiche { name = evil\n" + jdbc() + "window { lookback = 2 } }");
        assertRefused(
                Run.of(command, "--conf", conf.toString()), conf + ":2: input.format must be one of csv, parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecast", "evaluate", "stream"})
    void aDriverThatTheConfigurationOfAModelNamesIsNotLoaded(String command) throws IOException {
        List<String> args = new ArrayList<>(List.of(command, stranger("seiche { " + jdbc() + " }")));
        if (command.equals("stream")) {
            args.add("--once");
        }
        assertRefused(Run.of(args.toArray(String[]::new)), "input.format must be one of csv, parquet");
    }

    /** A foreign model directory: no manifest, and any configuration. */
    private static String stranger(String configuration) throws IOException {
        Path stranger = Files.createDirectories(folder.resolve("stranger"));
        try (var versions = Files.walk(folder.resolve("models/sp500"))) {
            for (Path file : versions.filter(Files::isRegularFile).toList()) {
                if (List.of("model.json", "model.safetensors")
                        .contains(file.getFileName().toString())) {
                    Files.write(stranger.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
        Files.writeString(stranger.resolve("configuration.json"), configuration);
        return stranger.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"other.conf\"",
                "include file(\"/etc/hostname\")",
                "include url(\"file:///etc/hostname\")",
                "include classpath(\"reference.conf\")",
                "include required(url(\"http://127.0.0.1:9/\"))"
            })
    void neitherAModelNorASettingIncludesAFile(String include) throws IOException {
        assertRefused(
                Run.of("forecast", stranger(include + "\nseiche { name = x }")), "is refused: an include must be");
        String message = assertThrows(
                        ConfigurationException.class,
                        () -> Configuration.read(null, List.of("input.options={" + include + "}")))
                .getMessage();
        assertTrue(message.contains("is refused: an include must be"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "kafka", "rate", "org.example.Sink", "io.seiche.cli.CodeByConfigurationTest$Boom"})
    void noOutputNamesAClass(String format) {
        String model = folder.resolve("models/sp500").toString();
        String out = folder.resolve("out").toString();
        for (String command : List.of("forecast", "stream")) {
            assertRefused(Run.of(command, model, "--out", out, "--format", format), "--format must be one of csv");
        }
    }

    @Test
    void aFormatWhosePackageIsMissingIsSaid() {
        String model = folder.resolve("models/sp500").toString();
        for (String format : List.of("avro", "delta", "iceberg")) {
            String out = folder.resolve("out-" + format).toString();
            Run run = Run.of("forecast", model, "--out", out, "--format", format);
            assertRefused(run, "--format " + format + " needs a package that Spark does not have");
        }
    }
}
