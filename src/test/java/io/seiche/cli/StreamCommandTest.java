package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.ForkedJvm;
import io.seiche.SparkForTests;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code stream} over the bundled data, one folder at a time. */
class StreamCommandTest {
    private static final int ROWS = 5105;
    private static final int TERMINATED = 143;
    private static final int KILLED = 137;
    private static final long FIRST_FILE = 1_700_000_000_000L;

    @TempDir
    private static Path store;

    @TempDir
    private Path folder;

    private static Path model() {
        return store.resolve("models/sp500");
    }

    @BeforeAll
    static void train() {
        SparkForTests.session();
        Run run = Run.of(arguments(
                "train",
                "--conf",
                "conf/sp500.conf",
                "--set",
                "network.layers=lstm(16), dense(1)",
                "--set",
                "window.normalize=none",
                "--set",
                "series.transform=return",
                "--set",
                "training.epochs=1",
                "--set",
                "training.localSteps=30",
                "--set",
                "evaluation.intervals=[90]",
                "--set",
                "store.path=" + store.resolve("models"),
                "--set",
                "report.path=" + store.resolve("report.html")));
        assertEquals(0, run.code(), run.err());
    }

    private static String[] arguments(String... all) {
        return all;
    }

    private Run stream(String... more) {
        List<String> all = new ArrayList<>(List.of("stream", model().toString(), "--once"));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    /** Rows of the bundled table as a file of their own. */
    private void drop(String name, int from, int end) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data/sp500.csv"));
        List<String> some = new ArrayList<>(List.of(lines.get(0)));
        some.addAll(lines.subList(1 + from, 1 + end));
        Files.createDirectories(folder.resolve("in"));
        Path file = Files.write(folder.resolve("in").resolve(name), some);
        Files.setLastModifiedTime(file, FileTime.fromMillis(FIRST_FILE + from)); // the order they are read in
    }

    private String[] toLive(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--set",
                "input.path=" + folder.resolve("in"),
                "--set",
                "input.format=csv",
                "--out",
                live(),
                "--json",
                "-"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String live() {
        return folder.resolve("live").toString();
    }

    private static JsonNode json(Run run) throws IOException {
        assertEquals(0, run.code(), run.err());
        try (var parser = new ObjectMapper().createParser(run.out())) {
            JsonNode document = parser.readValueAsTree();
            assertEquals(null, parser.nextToken(), run.out());
            return document;
        }
    }

    @Test
    void theModelsOwnTableIsAnsweredOnStandardOutputALineARow() throws IOException {
        Run run = stream();
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(ROWS, lines.size());
        JsonNode last = lines.stream()
                .filter(line -> line.contains("\"cutoff\":\"2020-04-17\""))
                .map(StreamCommandTest::parsed)
                .findFirst()
                .orElseThrow();
        assertEquals("2020-04-20", last.at("/ds").asText());
        assertEquals(ROWS - 1, last.at("/steps").asInt());
        assertTrue(last.at("/y_hat_lo_90").asDouble() < last.at("/y_hat").asDouble(), last::toString);
        assertTrue(run.err().contains("micro-batch 1: 5,105 rows, 5,104 forecasts, 1 refused"), run.err());
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void filesAreAnsweredOnceEachAndTheStateGoesOn() throws IOException {
        drop("a.csv", 0, 3000);
        JsonNode first = json(stream(toLive()));
        assertEquals("stream", first.at("/command").asText());
        assertEquals(3000, first.at("/rows").asInt());
        assertEquals(2999, first.at("/forecasts").asInt());
        assertEquals(1, first.at("/refused").asInt());
        assertEquals(1, first.at("/batches").asInt());
        assertTrue(first.at("/rowsPerSecond").asDouble() > 0);
        assertTrue(first.at("/model/sha256").asText().matches("[0-9a-f]{64}"));
        drop("b.csv", 3000, 3010);
        assertEquals(10, json(stream(toLive())).at("/forecasts").asInt());
        assertEquals(0, json(stream(toLive())).at("/rows").asInt());
        Dataset<Row> live = SparkForTests.session().read().parquet(live());
        assertEquals(
                List.of("unique_id", "ds", "cutoff", "y_hat", "y_hat_lo_90", "y_hat_hi_90", "steps", "refused"),
                List.of(live.columns()));
        assertEquals(3010, live.count());
        assertEquals(3009, live.agg(Map.of("steps", "max")).first().getLong(0));
    }

    @Test
    void refusedRowsAreCountedAndReportedInTheOutput() throws IOException {
        drop("a.csv", 0, 100);
        json(stream(toLive("--format", "csv")));
        drop("b.csv", 50, 60);
        JsonNode again = json(stream(toLive("--format", "csv")));
        assertEquals(10, again.at("/refused").asInt());
        Dataset<Row> live =
                SparkForTests.session().read().option("header", true).csv(live());
        assertEquals(10, live.filter("refused like 'late: %' and y_hat is null").count());
        Run other = stream(toLive());
        assertEquals(ExitCode.STORAGE.number(), other.code());
        assertTrue(
                other.err()
                        .contains(live() + " holds forecasts as csv, and --format is parquet; go on with --format csv"),
                other.err());
    }

    /** A driver in a JVM of its own is killed in the midst of the files. */
    @Test
    void aStreamThatWasKilledGoesOnAndAnswersEveryRowOnce() throws Exception {
        goesOnAfter(KILLED, Process::destroyForcibly);
    }

    /** One that is asked to end stops its query first, as {@code ForecastStreamTest} does in each build. */
    @Test
    @Tag("slow")
    void aStreamThatWasTerminatedGoesOnAndAnswersEveryRowOnce() throws Exception {
        goesOnAfter(TERMINATED, Process::destroy);
    }

    private void goesOnAfter(int code, Consumer<Process> ending) throws IOException, InterruptedException {
        for (int file = 0; file < 12; file++) {
            drop("%02d.csv".formatted(file), 50 * file, 50 * (file + 1));
        }
        assertEquals(code, interrupted(ending));
        json(stream(toLive()));
        Dataset<Row> live = SparkForTests.session().read().parquet(live());
        assertEquals(600, live.count());
        assertEquals(600, live.select("cutoff").distinct().count());
        assertEquals(599, live.agg(Map.of("steps", "max")).first().getLong(0));
        assertEquals(1, live.filter("refused is not null").count());
    }

    /** Runs until some files are answered, then ends it; its exit code. */
    private int interrupted(Consumer<Process> ending) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "stream",
                model().toString(),
                "--master",
                "local[2]",
                "--every",
                "0 seconds",
                "--set",
                "input.options.maxFilesPerTrigger=1"));
        arguments.addAll(List.of(toLive()));
        Process process = new ProcessBuilder(ForkedJvm.command(Seiche.class, ForkedJvm.SHORT_LIVED, arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader told = process.errorReader()) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("micro-batch 3")) {
                    ending.accept(process);
                    break;
                }
            }
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aFolderOfSomethingElseIsNotWrittenTo() throws IOException {
        drop("a.csv", 0, 10);
        Files.createDirectories(folder.resolve("live"));
        Files.writeString(folder.resolve("live/mine.txt"), "mine");
        Run run = stream(toLive());
        assertEquals(ExitCode.STORAGE.number(), run.code());
        assertTrue(run.err().contains("choose another path"), run.err());
    }

    @Test
    void anotherFolderNeedsAnotherOut() throws IOException {
        drop("a.csv", 0, 10);
        assertEquals(10, json(stream(toLive())).at("/rows").asInt());
        Files.move(folder.resolve("in"), folder.resolve("moved"));
        Run run = stream(toLive("--set", "input.path=" + folder.resolve("moved")));
        assertEquals(ExitCode.USAGE.number(), run.code(), run.err());
        assertTrue(
                run.err()
                        .contains("input.path must be the folder that the stream was begun with, was \""
                                + folder.resolve("moved") + "\"; choose another --out"),
                run.err());
    }

    @Test
    void aFileOfOtherColumnsIsReportedAndNotForecast() throws IOException {
        drop("a.csv", 0, 10);
        Files.writeString(folder.resolve("in/b.csv"), "close,date\n3,2020-01-01\n");
        Run run = stream(toLive());
        assertEquals(ExitCode.DATA.number(), run.code(), run.err());
        assertTrue(run.err().contains("files with different columns"), run.err());
        Files.delete(folder.resolve("in/b.csv"));
        drop("b.csv", 10, 20);
        assertEquals(20, json(stream(toLive())).at("/rows").asInt());
    }

    @Test
    void whatCannotBeStreamedIsSaid() throws IOException {
        Run nothing = stream("--set", "input.path=" + folder.resolve("none"), "--out", live());
        assertEquals(ExitCode.DATA.number(), nothing.code());
        assertTrue(nothing.err().contains("does not exist"), nothing.err());
        Run query = stream("--set", "input.path=", "--set", "input.sql=select 1", "--out", live());
        assertEquals(ExitCode.USAGE.number(), query.code());
        assertTrue(query.err().contains("input.path must be given for a stream"), query.err());
        Run sink = stream("--format", "nonsense");
        assertEquals(ExitCode.USAGE.number(), sink.code(), sink.err());
        assertTrue(
                sink.err()
                        .contains(
                                "--format must be one of csv, parquet, orc, json, avro, delta, iceberg, console, noop, was"),
                sink.err());
        Run twice = stream("--json", "-");
        assertEquals(ExitCode.USAGE.number(), twice.code());
        assertTrue(twice.err().contains("cannot both go to standard output"), twice.err());
        Run never = Run.of("stream", model().toString(), "--every", "sometimes");
        assertEquals(ExitCode.USAGE.number(), never.code());
        assertTrue(never.err().contains("--every must be a time"), never.err());
    }

    @Test
    void aModelOfNormalisedWindowsIsRefusedWithTheWayOut() {
        Run run = Run.of(arguments(
                "train",
                "--conf",
                "conf/sp500.conf",
                "--set",
                "input.where=date >= '2015-01-01'",
                "--set",
                "network.layers=lstm(4), dense(1)",
                "--set",
                "training.epochs=1",
                "--set",
                "training.localSteps=30",
                "--set",
                "evaluation.baselines=[naive]",
                "--set",
                "store.path=" + folder.resolve("models"),
                "--set",
                "report.path="));
        assertEquals(0, run.code(), run.err());
        Run refused = Run.of("stream", folder.resolve("models/sp500").toString(), "--once");
        assertEquals(ExitCode.USAGE.number(), refused.code());
        assertTrue(refused.err().contains("window.normalize must be none"), refused.err());
    }
}
