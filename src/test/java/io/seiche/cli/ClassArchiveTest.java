package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher keeps an archive of classes: the first command that reads a table writes it, later ones use it. */
class ClassArchiveTest {
    private static final String WRITTEN = "-D" + ClassArchive.FILE + "=";
    private static final String USED = "-XX:SharedArchiveFile=";

    /** A Java that prints its arguments, a line each, and writes the archive that it is asked for. */
    private static final String JAVA = "#!/bin/sh\nfor a in \"$@\"; do\n  printf '%s\\n' \"$a\"\n" + "  case $a in "
            + WRITTEN + "*) echo archive > \"${a#*=}\" ;; esac\ndone\n";

    @TempDir
    private Path home;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(home.resolve("submit-scripts"));
        Files.copy(Path.of("submit-scripts/seiche"), home.resolve("submit-scripts/seiche"));
        Files.copy(Path.of("pom.xml"), home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/classpath"), "spark.jar");
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"17.0.15+6\"\n");
        build(1_000);
    }

    private void build(long second) throws IOException {
        Path jar = Files.writeString(home.resolve("target/seiche.jar"), "");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1000 * second));
        for (String source : List.of("pom.xml", "src/main")) {
            Files.setLastModifiedTime(home.resolve(source), FileTime.fromMillis(0));
        }
    }

    private String option(String command, String name) throws IOException, InterruptedException {
        ProcessBuilder process =
                new ProcessBuilder(home.resolve("submit-scripts/seiche").toString(), command);
        process.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        List.of("SPARK_HOME", "HADOOP_CONF_DIR").forEach(process.environment()::remove);
        Process started = process.redirectErrorStream(true).start();
        String told = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, started.waitFor(), told);
        return told.lines().filter(line -> line.startsWith(name)).findFirst().orElse("");
    }

    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".jsa"))
                    .toList();
        }
    }

    @Test
    void theFirstCommandThatReadsATableWritesItAndLaterOnesUseIt() throws Exception {
        assertEquals("", option("models", WRITTEN));
        assertTrue(option("inspect", WRITTEN).endsWith("/target/classes-17.0.15+6-1000.jsa"));
        assertTrue(option("models", USED).endsWith("/target/classes-17.0.15+6-1000.jsa"));
        assertEquals("", option("train", WRITTEN));
        assertEquals(List.of("classes-17.0.15+6-1000.jsa"), archives());
    }

    /** Writing takes seconds of all cores: of commands that start together, one does it. */
    @Test
    void oneOfSeveralCommandsWritesIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "the launcher uses flock where there is one");
        Path lock = home.resolve("target/classes.lock");
        Process other = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; read end").start();
        assertEquals("held", other.inputReader().readLine());
        assertEquals("", option("train", WRITTEN));
        other.outputWriter().append("\n").close();
        other.waitFor();
        assertTrue(option("train", WRITTEN).contains("/target/classes-"));
    }

    /** The lock is there already, and not for this user; a directory in its place refuses root as well. */
    @Test
    void aLockThatCannotBeOpenedStopsNoCommand() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "the launcher uses flock where there is one");
        Files.createDirectory(home.resolve("target/classes.lock"));
        assertEquals("", option("train", WRITTEN));
        assertEquals("train", option("train", "train"));
    }

    @Test
    void anotherJarGetsAnotherArchive() throws Exception {
        option("train", WRITTEN);
        option("train", USED);
        build(System.currentTimeMillis() / 1000 + 10);
        assertEquals("", option("models", USED));
        assertTrue(option("train", WRITTEN).contains("/target/classes-"));
        assertEquals(1, archives().size());
    }
}
