package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each closed form by itself and in a mean: published, served, retrained as champion, backtested. */
class ClosedFormCommandsTest {
    private static final int DAYS = 150;
    private static final int HORIZON = 7;

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void table() throws IOException {
        SparkForTests.session();
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
        for (String series : List.of("north", "south", "new")) {
            for (int day = series.equals("new") ? DAYS - 25 : 0; day < DAYS; day++) {
                double y = 100 + 10 * Math.sin(2 * Math.PI * day / 7) + random.nextGaussian();
                rows.append(series + "," + LocalDate.of(2024, 1, 1).plusDays(day) + "," + y + "\n");
            }
        }
        table = Files.writeString(folder.resolve("table.csv"), rows);
    }

    private Run run(int code, Stream<String> args, String... sets) {
        List<String> all = new ArrayList<>(args.toList());
        Stream.of(sets).forEach(set -> all.add("--set=" + set));
        Run run = Run.of(all.toArray(String[]::new));
        assertEquals(code, run.code(), run.err());
        return run;
    }

    private String[] sets(String layers, String... more) {
        return Stream.concat(
                        Stream.of(
                                "name=closed",
                                "input.path=" + table,
                                "input.id=unique_id",
                                "input.time=ds",
                                "input.target=y",
                                "series.calendar=auto",
                                "split.validation=14",
                                "split.test=14",
                                "window.lookback=28",
                                "window.horizon=" + HORIZON,
                                "network.layers=\"" + layers + "\"",
                                "training.loss=\"quantile(0.1, 0.5, 0.9)\"",
                                "store.path=" + folder.resolve("models")),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear(normalize=mean)", "naive(season=7)", "smoothing(season=7)", "levelshape(season=7)"})
    void aClosedFormIsTrainedAndForecasts(String layers) throws IOException {
        run(0, Stream.of("train"), sets(layers));
        assertEquals(
                2 * HORIZON,
                forecasts(folder.resolve("models/closed").toString()).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean(linear(), naive(season=7), smoothing(season=7), levelshape(season=7))",
                "segments(gru(3), length=7, affine=true, spread=true, lags=[7])"
            })
    void aNetworkOfWholeWindowsIsAModelLikeAnyOther(String layers) throws IOException {
        String model = folder.resolve("models/closed").toString();
        run(0, Stream.of("train"), sets(layers));
        JsonNode first = forecasts(model);
        assertEquals(2 * HORIZON, first.size());
        run(0, Stream.of("evaluate", model), "input.path=" + table, "split.test=14");
        Run backtest = run(
                0,
                Stream.of("backtest", model, "--windows", "2", "--json", "-"),
                "input.path=" + table,
                "forecast.fallback=smoothing");
        JsonNode counts = new ObjectMapper().readTree(backtest.out()).get("forecasts");
        assertEquals(4, counts.get("model").asInt(), counts::toString);
        assertEquals(2, counts.get("fallback").asInt(), counts::toString);
        Run retrained = Run.of(Stream.concat(
                        Stream.of("retrain"),
                        Stream.of(sets(layers, "retrain.span=120")).map(set -> "--set=" + set))
                .toArray(String[]::new));
        assertTrue(retrained.code() == 0 || retrained.code() == 7, retrained.err());
        Run stream = run(
                2,
                Stream.of("stream", model, "--out", folder.resolve("out").toString(), "--once"),
                "input.path=" + folder);
        assertTrue(stream.err().contains("reads each window as a whole"), stream.err());
        Run export = run(
                2,
                Stream.of(
                        "export",
                        model,
                        "--format",
                        "onnx",
                        "--out",
                        folder.resolve("x.onnx").toString()));
        assertTrue(export.err().contains("has no form"), export.err());
    }

    @Test
    void aMeanSaysHowItDoesOnTheWindowsThatChoseItsShares() {
        Run run = run(0, Stream.of("train"), sets("mean(linear(), naive(season=7))", "evaluation.choose=validation"));
        assertTrue(
                run.out()
                        .matches(
                                "(?s).*validation windows that these shares were chosen on, its error \\(pinball loss\\) is"
                                        + " [0-9.]+ % lower than that of naive\\(season=7\\)\\..*"),
                run.out());
    }

    private static JsonNode forecasts(String model) throws IOException {
        Run run = Run.of("forecast", model, "--json", "-");
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out()).get("forecasts");
    }
}
