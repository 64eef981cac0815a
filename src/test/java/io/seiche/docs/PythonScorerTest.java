package io.seiche.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import io.seiche.cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Python scorer of {@code src/docs/model-format.md} beside {@code seiche forecast}, on models trained here. */
class PythonScorerTest {
    private static final int SERIES_ROWS = 90;
    private static final int HORIZON = 2;

    @TempDir
    private Path folder;

    @BeforeEach
    void python() throws InterruptedException {
        boolean there = true;
        try {
            new ProcessBuilder("python3", "--version").start().waitFor();
        } catch (IOException absent) {
            there = false;
        }
        assumeTrue(there, "python3 is not installed, so that the documented scorer is not run");
    }

    /** Every normaliser and every transform, each at least once; scales of each series and shared ones. */
    @ParameterizedTest
    @CsvSource({
        "none, none, series",
        "last, log, global",
        "mean-std, none, series",
        "mean-std, log1p, series",
        "none, return, series",
        "last, difference, global",
        "mean-std, difference, series"
    })
    void forecastsAsSeicheDoes(String normalize, String transform, String scaleBy) throws Exception {
        Path table = table();
        train(
                table,
                List.of("window.normalize=" + normalize, "series.transform=" + transform, "series.scaleBy=" + scaleBy));
        JsonNode forecasts = new ObjectMapper()
                .readTree(seiche("forecast", folder.resolve("models/scored").toString(), "--json", "-")
                        .out())
                .get("forecasts");
        for (String series : List.of("north", "south")) {
            List<Double> expected = Stream.iterate(0, i -> i + 1)
                    .limit(forecasts.size())
                    .map(forecasts::get)
                    .filter(row -> row.get("unique_id").asText().equals(series))
                    .map(row -> row.get("y_hat").asDouble())
                    .toList();
            assertEquals(HORIZON, expected.size(), forecasts::toString);
            Scored scored = score(series, lastRows(table, series));
            assertEquals(0, scored.code(), scored.out());
            List<Double> printed = scored.out().lines().map(Double::parseDouble).toList();
            for (int h = 0; h < HORIZON; h++) {
                assertEquals(expected.get(h), printed.get(h), 1e-5 * Math.abs(expected.get(h)), scored.out());
            }
        }
    }

    /** Each is a description that the script cannot follow: other layers, outputs, tasks, normalisers and transforms. */
    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        Path table = table();
        train(table, List.of());
        Path file = model().resolve("model.json");
        String description = Files.readString(file);
        Map<String, String> changes = Map.of(
                "seiche-model/1", "seiche-model/2",
                "lstm(3)", "gru(3)",
                "lstm(4)", "lstm(4, peephole=true)",
                "lstm(4), ", "bidirectional(lstm(2)), ",
                "dense(2)", "dense(2, softmax)",
                "\"loss\" : \"mse\"", "\"loss\" : \"quantile(0.1, 0.5, 0.9)\"",
                "\"task\" : \"forecast\"", "\"task\" : \"classify\"",
                "\"normalize\" : \"none\"", "\"normalize\" : \"first\"",
                "\"static\" : [ ]", "\"static\" : [ ], \"calendar\" : [ \"hour\" ]",
                "\"transform\" : \"none\"", "\"transform\" : \"logit\"");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            assertTrue(description.contains(change.getKey()), change.getKey() + " is not in " + description);
            Files.writeString(file, description.replace(change.getKey(), change.getValue()));
            Scored scored = score("north", lastRows(table, "north"));
            assertEquals(1, scored.code(), change + ": " + scored.out());
            assertTrue(scored.out().startsWith("score.py does not know "), change + ": " + scored.out());
        }
    }

    /** Two series with a past and a future covariate; the last rows have no target yet. */
    private Path table() throws IOException {
        StringBuilder rows = new StringBuilder("id,t,load,wind,holiday,zone\n");
        for (String series : List.of("north", "south")) {
            for (int t = 0; t < SERIES_ROWS + HORIZON; t++) {
                double load = 50 + (series.equals("north") ? 0 : 200) + 0.2 * t + 9 * Math.sin(t / 3.0);
                boolean known = t < SERIES_ROWS;
                rows.append(String.join(
                                ",",
                                series,
                                "" + t,
                                known ? "" + load : "",
                                known ? "" + Math.cos(t / 2.0) : "",
                                t % 7 == 0 ? "1" : "0",
                                series.equals("north") ? "cold" : "warm"))
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("table.csv"), rows);
    }

    private void train(Path table, List<String> changes) {
        SparkForTests.session();
        List<String> args = new ArrayList<>(List.of("train"));
        List<String> sets = new ArrayList<>(List.of(
                "name=scored",
                "input.path=" + table,
                "input.options={header = true}",
                "input.id=id",
                "input.time=t",
                "input.target=load",
                "input.covariates.past=[wind]",
                "input.covariates.future=[holiday]",
                "input.covariates.category=[series, zone]",
                "series.frequency=rows",
                "split.test=0.2",
                "window.lookback=6",
                "window.horizon=" + HORIZON,
                "network.layers=lstm(4), dropout(0.1), lstm(3), dense(3, tanh), dense(2)",
                "training.epochs=1",
                "training.batchSize=16",
                "training.shards=1",
                "evaluation.baselines=[naive]",
                "store.path=" + folder.resolve("models")));
        sets.addAll(changes);
        sets.forEach(set -> args.addAll(List.of("--set", set)));
        seiche(args.toArray(String[]::new));
    }

    private static Run seiche(String... args) {
        Run run = Run.of(args);
        assertEquals(0, run.code(), run.err());
        return run;
    }

    /** The header and the last rows of a series: one more than a window reads, and the forecast ones. */
    private static String lastRows(Path table, String series) throws IOException {
        List<String> lines = Files.readAllLines(table);
        List<String> rows =
                lines.stream().filter(line -> line.startsWith(series + ",")).toList();
        return lines.get(0) + "\n" + String.join("\n", rows.subList(rows.size() - HORIZON - 7, rows.size())) + "\n";
    }

    private record Scored(int code, String out) {}

    private Path model() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("models/scored/data"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private Scored score(String series, String rows) throws IOException, InterruptedException {
        Pages.Piece script = Pages.blocks(Path.of("src/docs/model-format.md")).stream()
                .filter(block -> block.kind().equals("python"))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("score.py"), script.text());
        Process process = new ProcessBuilder("python3", file.toString(), model().toString(), series)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(rows.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
        return new Scored(process.exitValue(), out);
    }
}
