package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end-to-end tests pass on a machine of another time zone and language, one that writes other digits or other
 * capitals, and every command prints the same bytes there.
 */
class EndToEndSettingsTest {
    private static final List<Class<?>> CASES = List.of(EndToEndTest.class, ClassifyEndToEndTest.class);

    @TempDir
    private Path folder;

    /** A JVM that runs the end-to-end tests with the settings of a machine. */
    private Process start(String zone, String language) throws IOException {
        Path own = Files.createDirectory(folder.resolve(language));
        List<String> options = new ArrayList<>(List.of(
                "-Xmx2g",
                "-Duser.language=" + language,
                "-Djava.io.tmpdir=" + Files.createDirectory(own.resolve("tmp")),
                "-Dderby.system.home=" + own.resolve("tmp"),
                "-Dspark.sql.warehouse.dir=" + own.resolve("warehouse")));
        options.addAll(ForkedJvm.SHORT_LIVED);
        List<String> arguments = Stream.concat(
                        Stream.of(
                                own.resolve("told").toString(),
                                Files.createDirectory(own.resolve("tests")).toString()),
                        CASES.stream().map(Class::getName))
                .toList();
        ProcessBuilder process = new ProcessBuilder(ForkedJvm.command(EndToEndDriver.class, options, arguments))
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile());
        process.environment().put("TZ", zone);
        return process.start();
    }

    private String told(Process process, String language) throws IOException, InterruptedException {
        Path own = folder.resolve(language);
        assertEquals(0, process.waitFor(), () -> read(own.resolve("log")));
        return read(own.resolve("told"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("slow")
    void noByteOfTheEndToEndTestsDependsOnTheMachine() throws IOException, InterruptedException {
        Process kolkata = start("Asia/Kolkata", "tr");
        Process stJohns = start("America/St_Johns", "ar");
        String turkish = told(kolkata, "tr");
        assertTrue(turkish.contains("2020-04-17"), turkish);
        assertEquals(turkish, told(stJohns, "ar"));
    }
}
