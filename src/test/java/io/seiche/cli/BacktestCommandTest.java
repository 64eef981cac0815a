package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code backtest}. */
class BacktestCommandTest {
    @TempDir
    private static Path folder;

    /** A command on two stations of the bundled table and their last year. */
    private static List<String> command(String... more) {
        List<String> all = new ArrayList<>(List.of("backtest", "--conf", "conf/chicago.conf"));
        for (String set : List.of(
                "input.where=date >= '2015-08-01'",
                "input.wide=[austin, polk]",
                "network.layers=gru(3), dense(7)",
                "training.epochs=1",
                "split.validation=60",
                "evaluation.intervals=[80]")) {
            all.addAll(List.of("--set", set));
        }
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static Run run(String... more) {
        return Run.of(command(more).toArray(String[]::new));
    }

    @Test
    void theJsonHasOriginsScoresSkillsStepsAndIntervals() throws IOException {
        Run run = run("--windows", "3", "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(3, json.get("origins").size());
        assertEquals(6, json.at("/forecasts/model").asInt());
        assertEquals("once", json.get("refit").asText());
        assertEquals(7, json.get("step").asInt());
        for (String metric :
                List.of("mse", "mae", "rmse", "mase", "rmsse", "smape", "wape", "pinball", "wql", "bias")) {
            assertTrue(json.at("/test/" + metric).isNumber(), metric);
            assertTrue(json.at("/origins/2/test/" + metric).isNumber(), metric);
        }
        assertEquals(7, json.at("/test/steps").size());
        assertEquals(7, json.at("/test/intervals/0/steps").size());
        for (String baseline : List.of("naive", "seasonal-naive", "drift", "ridge")) {
            JsonNode skill = json.at("/test/baselines/" + baseline + "/skill");
            assertTrue(skill.get("mae").isNumber(), baseline);
            assertEquals(2, skill.get("maeInterval").size(), baseline);
        }
    }

    @Test
    void groupsOfSeriesHaveScoresAtEveryOriginAndThePageShowsThem() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = run("--windows", "2", "--set", "evaluation.groups=(.).*", "--report", page.toString(), "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(2, json.at("/groups/a/windows").asInt());
        assertEquals(1, json.at("/origins/1/groups/p/windows").asInt());
        double both = json.at("/groups/a/test/mae").asDouble()
                + json.at("/groups/p/test/mae").asDouble();
        assertEquals(json.at("/test/mae").asDouble(), both / 2, 1e-9);
        assertTrue(json.at("/groups/a/test/mase").isNumber());
        String html = Files.readString(page);
        assertTrue(html.contains("<title>chicago, backtest"), html.substring(0, 1000));
        assertTrue(html.contains("\"worst\":[{\"series\""));
        assertTrue(html.contains("\"pit\":[{\"from\":0.0"));
    }

    @Test
    void theTerminalHasALineAnOrigin() {
        Run run = run("--windows", "2", "--step", "14", "--refit", "every");
        assertEquals(0, run.code(), run.err());
        assertEquals(
                1,
                run.out()
                        .lines()
                        .filter(line -> line.matches(" +1  20\\d\\d-.*"))
                        .count(),
                run.out());
        assertEquals(
                1,
                run.out()
                        .lines()
                        .filter(line -> line.matches(" +2  20\\d\\d-.*"))
                        .count(),
                run.out());
        assertTrue(run.err().contains("origin 2 of 2"), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--windows=0                               | 2 | --windows must be 1 or more, was 0",
                "--step=0                                  | 2 | --step must be 1 row or more, was 0",
                "--refit=none                              | 2 | --refit none must be given a MODEL",
                "--windows=5000                            | 3 | set --windows or --step lower",
                "--set=split.train=100                     | 2 | split.train must not be a size in a backtest",
                "--set=forecast.fallback=drift             | 2 | forecast.fallback",
                "--set=evaluation.groups=a.*               | 2 | evaluation.groups must be none, series, or a regular",
                "--set=evaluation.quantiles=[0.1]          | 2 | evaluation.quantiles must be levels above 0",
                "out/no/such/model                         | 5 | out/no/such/model",
            })
    void refusalsNameTheRemedy(String argument, int code, String message) {
        Run run = run(argument);
        assertEquals(code, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void modelsOfClassesAreRefused() {
        Run run = Run.of("backtest", "--conf", "conf/sp500-rise.conf");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("training.task must be forecast for a backtest, was classify"), run.err());
    }

    /**
     * One core in a JVM of its own beside the two of this one. Slow, since a training on one core has the bytes of two in
     * {@code SparkShardsTest}, and a backtest those of other partitions in {@code BacktestTest}.
     */
    @Test
    @Tag("slow")
    void anyNumberOfCoresGivesTheSameBytes() throws Exception {
        Process process = new ProcessBuilder(ForkedJvm.command(
                        Seiche.class, List.of("-XX:+UseSerialGC"), refitted("one", "--master", "local[1]")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Run two = Run.of(refitted("two").toArray(String[]::new));
        assertEquals(0, two.code(), two.err());
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
        List<String> rows = lines(folder.resolve("one"));
        assertEquals(2 * 2 * 7, rows.size());
        assertEquals(rows, lines(folder.resolve("two")));
        assertEquals(scores("one"), scores("two"));
    }

    private List<String> refitted(String name, String... more) {
        List<String> all = command("--windows", "2", "--refit", "every", "--format", "csv", "--quiet");
        all.addAll(List.of("--out", folder.resolve(name).toString()));
        all.addAll(List.of("--json", folder.resolve(name + ".json").toString()));
        all.addAll(Arrays.asList(more));
        return all;
    }

    private JsonNode scores(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(name + ".json").toFile())
                .get("test");
    }

    private static List<String> lines(Path table) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(table)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                lines.addAll(Files.readAllLines(file).stream().skip(1).toList());
            }
        }
        lines.sort(null);
        return lines;
    }
}
