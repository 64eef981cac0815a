package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in places of any name and with the environment of cron, which has no locale and no home. */
class LauncherTest {
    /** A Java that prints the locale and its arguments, a line each. */
    private static final String JAVA = "#!/bin/sh\necho \"locale=$LC_ALL\"\nprintf '%s\\n' \"$@\"\n";

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("se \u00efche #1 50%"));
        Files.createDirectories(home.resolve("submit-scripts"));
        Files.copy(Path.of("submit-scripts/seiche"), home.resolve("submit-scripts/seiche"));
        Files.copy(Path.of("pom.xml"), home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/seiche.jar"), "");
        Files.writeString(home.resolve("target/classpath"), "spark.jar");
        for (String source : List.of("pom.xml", "src/main")) {
            Files.setLastModifiedTime(home.resolve(source), FileTime.fromMillis(0));
        }
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertTrue(java.toFile().setExecutable(true));
    }

    private List<String> run(Map<String, String> environment) throws Exception {
        return run(environment, "inspect", "a b \u00f6.csv", "--set", "a=*");
    }

    private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
        return told(0, environment, arguments);
    }

    private List<String> told(int code, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("submit-scripts/seiche").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().clear();
        process.environment().put("PATH", System.getenv("PATH"));
        process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        process.environment().putAll(environment);
        Process started = process.redirectErrorStream(true).start();
        String told = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, started.waitFor(), told);
        return told.lines().toList();
    }

    @Test
    void anywhereWithoutAnEnvironment() throws Exception {
        List<String> told = run(Map.of());
        assertEquals("locale=C.UTF-8", told.get(0));
        assertEquals(List.of("inspect", "a b \u00f6.csv", "--set", "a=*"), told.subList(told.size() - 4, told.size()));
        assertTrue(told.contains("-Dlog4j2.configurationFile=file:"
                + home.toRealPath()
                        .toString()
                        .replace("%", "%25")
                        .replace(" ", "%20")
                        .replace("#", "%23")
                + "/conf/log4j2.properties"));
        assertTrue(told.contains(home.toRealPath() + "/target/seiche.jar:spark.jar"));
    }

    @Test
    void temporaryFilesElsewhere() throws Exception {
        String place = Files.createDirectories(folder.resolve("my jobs \u00fc")).toString();
        assertTrue(run(Map.of("TMPDIR", place)).contains("-Djava.io.tmpdir=" + place));
    }

    /** Java and Spark would end with a stack trace. */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/at/all", "/proc"})
    void noPlaceForTemporaryFiles(String place) throws Exception {
        assertEquals(
                List.of("seiche: no file can be made in TMPDIR, which is " + place
                        + "; set it to a folder that exists and can be written"),
                told(2, Map.of("TMPDIR", place), "inspect", "a.csv"));
    }

    @Test
    void onlyShortCommandsDoWithoutTheSecondCompiler() throws Exception {
        String option = "-XX:TieredStopAtLevel=1";
        Path small = Files.writeString(folder.resolve("a table.csv"), "t,y\n");
        Path large = folder.resolve("large.csv");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(33L << 20);
        }
        assertTrue(run(Map.of(), "inspect", small.toString()).contains(option));
        assertTrue(run(Map.of(), "models", "list", "out/models").contains(option));
        assertFalse(run(Map.of(), "inspect", large.toString()).contains(option));
        assertFalse(run(Map.of(), "inspect", "hdfs:///a.csv").contains(option));
        assertFalse(run(Map.of(), "train", "--conf", small.toString()).contains(option));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15+6, true", "25.0.3+9-LTS, false"})
    void aPackageThatJavaLacksIsNotOpened(String version, boolean opened) throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
        List<String> told = run(Map.of());
        assertEquals(opened, told.contains("--add-opens=java.base/sun.security.action=ALL-UNNAMED"));
        assertTrue(told.contains("--add-opens=java.base/sun.util.calendar=ALL-UNNAMED"));
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, POSIX, C.UTF-8",
        "LC_ALL, C, C.UTF-8",
        "LANG, xx_YY.UTF-8, C.UTF-8",
        "LANG, C.UTF-8, ''",
        "LC_CTYPE, C.utf8, ''"
    })
    void aLocaleOfOtherNamesThanAsciiIsKept(String name, String value, String expected) throws Exception {
        assertEquals("locale=" + expected, run(Map.of(name, value)).get(0));
    }
}
