package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with its exit code and one message with place, cause and remedy, and leaves no partial output. */
class BadInputTest {
    private static final String HEADER = "day,y,note,empty\n";

    private static final String NO_TABLE = "none.csv";

    @TempDir
    private Path folder;

    @BeforeAll
    static void spark() {
        SparkForTests.session();
    }

    /**
     * A mistake.
     *
     * @param name the defect
     * @param table the CSV, or null for none
     * @param sets configuration beside the working one
     * @param code the exit code
     * @param message parts of the message
     */
    record Mistake(String name, String table, Map<String, String> sets, ExitCode code, List<String> message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String good(int rows) {
        return HEADER
                + IntStream.range(0, rows).mapToObj(BadInputTest::row).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(int day) {
        return LocalDate.of(2024, 1, 1).plusDays(day) + "," + (day % 7) + ",x,";
    }

    static Stream<Mistake> mistakes() {
        String good = good(60);
        List<String> backwards = new ArrayList<>(good.lines().skip(1).toList());
        backwards.add(backwards.get(5));
        return Stream.of(
                new Mistake("missing file", null, Map.of(), ExitCode.DATA, List.of("table.csv", "not")),
                new Mistake("empty file", "", Map.of(), ExitCode.DATA, List.of("no")),
                new Mistake("empty table", HEADER, Map.of(), ExitCode.DATA, List.of("no rows")),
                new Mistake(
                        "unknown column",
                        good,
                        Map.of("input.target", "load"),
                        ExitCode.DATA,
                        List.of("column \"load\" is not in the table; its columns are:", "day, y")),
                new Mistake(
                        "text where a number belongs",
                        good.replaceFirst(",3,x", ",three,x"),
                        Map.of(),
                        ExitCode.DATA,
                        List.of("\"y\"", "three", "number")),
                new Mistake(
                        "a number beyond all measurements",
                        good.replaceFirst(",3,x", ",3e38,x"),
                        Map.of(),
                        ExitCode.DATA,
                        List.of("column \"y\" is 3.0E38", "2024-01-04")),
                new Mistake(
                        "a row of more fields than the header",
                        good.replaceFirst(",3,x", ",3,5,x"),
                        Map.of(),
                        ExitCode.DATA,
                        List.of("table.csv, line 5, has 5 fields under 4 headings")),
                new Mistake(
                        "a column of texts as target",
                        good,
                        Map.of("input.target", "note"),
                        ExitCode.DATA,
                        List.of("\"note\"", "number")),
                new Mistake(
                        "all-null target", good, Map.of("input.target", "empty"), ExitCode.DATA, List.of("\"empty\"")),
                new Mistake(
                        "duplicated times",
                        HEADER + String.join("\n", backwards),
                        Map.of(),
                        ExitCode.DATA,
                        List.of("2024-01-06", "series.duplicates")),
                new Mistake(
                        "series shorter than lookback + horizon",
                        good(8),
                        Map.of(),
                        ExitCode.DATA,
                        List.of("window.lookback")),
                new Mistake(
                        "no such time column",
                        good,
                        Map.of("input.time", "ts"),
                        ExitCode.DATA,
                        List.of("column \"ts\" is not in the table")),
                new Mistake(
                        "a command where a query belongs",
                        good,
                        Map.of("input.path", "", "input.options", "", "input.sql", "drop table t"),
                        ExitCode.USAGE,
                        List.of("input.sql must be one query that reads")),
                new Mistake(
                        "a condition that calls any method",
                        good,
                        Map.of("input.where", "reflect('java.lang.System', 'getenv', 'HOME') = 'x'"),
                        ExitCode.USAGE,
                        List.of("input.where must not call reflect")),
                new Mistake(
                        "a secret in the configuration",
                        good,
                        Map.of("input.options", "{password = hunter2}"),
                        ExitCode.USAGE,
                        List.of("input.options.password looks like a secret", "credential provider")),
                new Mistake(
                        "a class as format",
                        good,
                        Map.of("input.format", "com.example.Source"),
                        ExitCode.USAGE,
                        List.of("input.format must be one of csv, parquet")),
                new Mistake(
                        "horizon 0",
                        good,
                        Map.of("window.horizon", "0"),
                        ExitCode.USAGE,
                        List.of("--set window.horizon: window.horizon must be 1 or more, was 0")),
                new Mistake(
                        "unknown layer",
                        good,
                        Map.of("network.layers", "lsmt(4), dense(1)"),
                        ExitCode.USAGE,
                        List.of("network.layers", "lsmt", "lstm")),
                new Mistake(
                        "units 0",
                        good,
                        Map.of("network.layers", "lstm(0), dense(1)"),
                        ExitCode.USAGE,
                        List.of("lstm", "0")),
                new Mistake(
                        "answers that are not the horizon",
                        good,
                        Map.of("network.layers", "lstm(4), dense(3)"),
                        ExitCode.USAGE,
                        List.of("3", "horizon")),
                new Mistake(
                        "unwritable report",
                        good,
                        Map.of("report.path", "/proc/none/report.html"),
                        ExitCode.STORAGE,
                        List.of("/proc/none/report.html")),
                new Mistake(
                        "unwritable store",
                        good,
                        Map.of("store.path", "/proc/none"),
                        ExitCode.STORAGE,
                        List.of("/proc/none")),
                new Mistake(
                        "diverging",
                        good,
                        Map.of(
                                "training.epochs", "3",
                                "training.learningRate", "1e30",
                                "training.optimizer", "sgd",
                                "training.clipNorm", "0"),
                        ExitCode.DIVERGED,
                        List.of("training.learningRate")),
                new Mistake(
                        "a name that escapes the store",
                        good,
                        Map.of("name", "../x"),
                        ExitCode.USAGE,
                        List.of("../x")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeEndsWithItsCodeAndOneMessage(Mistake mistake) throws IOException {
        Path table = folder.resolve("table.csv");
        if (mistake.table() != null) {
            Files.writeString(table, mistake.table());
        }
        Run run = Run.of(train(table, mistake.sets()));
        String said = run.err();
        assertEquals(mistake.code().number(), run.code(), said);
        mistake.message().forEach(part -> assertTrue(said.contains(part), () -> "no \"" + part + "\" in: " + said));
        assertEquals(1, said.lines().filter(line -> line.startsWith("seiche: ")).count(), said);
        assertFalse(said.contains("\tat "), said);
        assertFalse(said.contains("Exception"), said);
        assertEquals("", run.out());
        assertEquals(
                mistake.table() == null ? List.of() : List.of("table.csv"), left(mistake.code() == ExitCode.DIVERGED));
    }

    @ParameterizedTest
    @CsvSource({
        "train, store.path, /proc/none",
        "retrain, store.path, /proc/none",
        "train, report.path, /proc/none/page.html"
    })
    void anUnwritableStoreOrReportIsRefusedBeforeTheTableIsRead(String command, String key, String path) {
        Run run = onNoTable(command, "--set", key + "=" + path);
        assertEquals(ExitCode.STORAGE.number(), run.code(), run.err());
        assertTrue(run.err().contains(path), run.err());
        assertFalse(run.err().contains(NO_TABLE), run.err());
    }

    /** Runs a command whose settings are to be found on a table that does not exist. */
    private Run onNoTable(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        for (String set : List.of(
                "name=bad",
                "input.path=" + folder.resolve(NO_TABLE),
                "input.time=day",
                "input.target=y",
                "store.path=" + folder.resolve("models"))) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    /** Settings found on the table need a table that is there; the output is checked before. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "retrain", "plan", "backtest"})
    void anUnwritableOutputIsRefusedBeforeTheTableIsRead(String command) {
        Run run = onNoTable(command, "--json", "/proc/none/results.json");
        assertEquals(ExitCode.STORAGE.number(), run.code(), run.err());
        assertTrue(run.err().contains("/proc/none/results.json"), run.err());
        assertFalse(run.err().contains(NO_TABLE), run.err());
    }

    @Test
    void rowsInAnyOrderAreTheSameSeries() throws IOException {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, good(60));
        Run sorted = Run.of(train(table, Map.of()));
        List<String> rows = new ArrayList<>(good(60).lines().skip(1).toList());
        Collections.reverse(rows);
        Files.writeString(table, HEADER + String.join("\n", rows));
        Run reversed = Run.of(train(table, Map.of()));
        assertEquals(0, sorted.code(), sorted.err());
        assertEquals(0, reversed.code(), reversed.err());
        assertEquals(scores(sorted), scores(reversed));
    }

    private static String scores(Run run) {
        return run.out().lines().filter(line -> line.startsWith("  network")).collect(Collectors.joining());
    }

    @Test
    void verboseAddsTheTrace() {
        List<String> args = new ArrayList<>(List.of(train(folder.resolve("none.csv"), Map.of())));
        args.add("--verbose");
        try {
            Run run = Run.of(args.toArray(String[]::new));
            assertEquals(ExitCode.DATA.number(), run.code());
            assertTrue(run.err().contains("\tat io.seiche."), run.err());
        } finally { // the level is the JVM's: every later test of this JVM would log each task of Spark
            SparkForTests.session().sparkContext().setLogLevel("ERROR");
        }
    }

    private String[] train(Path table, Map<String, String> changes) {
        Map<String, String> sets = new LinkedHashMap<>(Map.of(
                "name", "bad",
                "input.path", table.toString(),
                "input.options", "{header = true}",
                "input.time", "day",
                "input.target", "y",
                "window.lookback", "10",
                "split.test", "0.3",
                "network.layers", "lstm(4), dense(1)",
                "training.epochs", "1",
                "store.path", folder.resolve("models").toString()));
        sets.put("evaluation.baselines", "[naive]");
        sets.putAll(changes);
        List<String> args = new ArrayList<>(List.of("train"));
        sets.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        return args.toArray(String[]::new);
    }

    /** Files of the folder, without the store's empty directories and the good rounds of a run that diverged. */
    private List<String> left(boolean diverged) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .filter(p -> !p.contains("/runs/") || !diverged)
                    .toList();
        }
    }

    @Test
    void kernelsThatDoNotExistAreRefusedInOneLine() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        options.add("-Dseiche.kernels=fastest");
        Process process = new ProcessBuilder(
                        ForkedJvm.command(Seiche.class, options, List.of("bench", "--seconds", "1")))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.USAGE.number(), process.waitFor(), told);
        assertTrue(
                told.contains(
                        "seiche: -Dseiche.kernels must be auto or one of vector, openblas, plain, native, was fastest"),
                told);
        assertFalse(told.contains("\tat "), told);
    }
}
