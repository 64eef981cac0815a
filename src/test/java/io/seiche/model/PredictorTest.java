package io.seiche.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Draws;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizer;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.Vocabulary;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PredictorTest {
    @TempDir
    Path directory;

    private static Model model(Normalizer normalize, Transform transform) {
        return ModelsForTests.model(
                "lstm(5), dropout(0.5), lstm(4), dense(3, tanh), dense(2)", 6, 2, normalize, transform);
    }

    @ParameterizedTest
    @EnumSource
    void manyWindowsAtOnceAreAnsweredLikeOneByOne(Transform transform) {
        Model model = model(Normalizers.MEAN_STD, transform);
        Chunk chunk = ModelsForTests.chunk(model, 400, 3);
        Predictor predictor = new Predictor(model);
        List<Integer> cutoffs = IntStream.rangeClosed(6, 398).boxed().toList();
        double[][][] all = predictor.forecast(chunk, cutoffs);
        for (int i = 0; i < cutoffs.size(); i++) {
            double[] alone = predictor.forecast(chunk, cutoffs.get(i))[0];
            for (int h = 0; h < 2; h++) {
                assertEquals(alone[h], all[i][0][h], 1e-5 * Math.abs(alone[h]) + 1e-5);
            }
        }
    }

    /** A network of zeros answers 0, which is the window's own last value, scaled and transformed back. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "LOG", "LOG1P"})
    void whatWasTakenOutOfAWindowIsPutBackInTheTablesUnits(Transform transform) {
        Model trained = model(Normalizers.LAST, transform);
        Model zero = new Model(
                trained.name(),
                new Goal(trained.task(), trained.vocabulary(), trained.loss(), trained.windows()),
                trained.preparation(),
                List.of(new Member(
                        trained.members().get(0).network(),
                        new float[trained.members().get(0).parameters().length])),
                trained.intervals(),
                trained.lineage());
        Chunk chunk = ModelsForTests.chunk(zero, 20, 3);
        double[] forecast = new Predictor(zero).forecast(chunk, 10)[0];
        double last = transform.actual(chunk, 9, 0);
        assertArrayEquals(new double[] {last, last}, forecast, 1e-6 * Math.abs(last));
    }

    @Test
    void aModelOfSeveralAnswersATargetForecastsItsPoint() {
        Columns columns = new Columns(List.of("a", "b"), List.of(), List.of(), List.of());
        WindowSpec windows = new WindowSpec(5, 3, 1, Normalizers.NONE);
        Model base = ModelsForTests.model("lstm(4), dense(6)", windows, columns, Transform.NONE);
        NetworkSpec network = new NetworkSpec("lstm(4), dense(18)");
        Model model = new Model(
                "q",
                new Goal(new Forecasting(), Vocabulary.NONE, "quantile(0.1, 0.5, 0.9)", windows),
                base.preparation(),
                List.of(new Member(network, network.build(2, 5).initial(1))),
                base.intervals(),
                base.lineage());
        Chunk chunk = ModelsForTests.chunk(model, 9, 5);
        Predictor predictor = new Predictor(model);
        Batch batch = new Batch(windows, columns);
        batch.start(1);
        batch.putInputs(0, chunk, 6);
        float[] output = Draws.copy(predictor.output(batch));
        double[][] forecast = predictor.forecast(chunk, 6);
        assertEquals(1, model.answers().blocks().point());
        for (int h = 0; h < 3; h++) {
            for (int k = 0; k < 2; k++) {
                assertEquals(chunk.scaler().raw(k, output[6 + h * 2 + k]), forecast[k][h], 1e-6);
            }
        }
    }

    @Test
    void noForecastIsBelowTheMinimumOfTheLoss() {
        WindowSpec windows = new WindowSpec(5, 4, 1, Normalizers.NONE);
        Columns one = new Columns(List.of("y"), List.of(), List.of(), List.of());
        Model base = ModelsForTests.model("lstm(4), dense(4)", windows, one, Transform.NONE);
        NetworkSpec network = new NetworkSpec("lstm(4), dense(12)");
        Member member =
                new Member(network, new Draws(3).floats(network.build(1, 5).initial(1).length, 0.5));
        List<List<double[][][]>> quantiles = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        double minimum = 0;
        for (boolean isBounded : new boolean[] {false, true}) {
            String loss = "quantile(0.1, 0.5, 0.9" + (isBounded ? ", minimum=" + minimum + ")" : ")");
            Model model = new Model(
                    "q",
                    new Goal(new Forecasting(), Vocabulary.NONE, loss, windows),
                    base.preparation(),
                    List.of(member),
                    base.intervals(),
                    base.lineage());
            Chunk chunk = ModelsForTests.chunk(model, 9, 5);
            points.add(new Predictor(model).forecast(chunk, 6)[0]);
            quantiles.add(new Predictor(model).quantiles(List.of(chunk), List.of(6)));
            double[] free = quantiles.get(0).get(0)[1][0];
            minimum = (free[0] + free[1]) / 2;
        }
        int raised = 0;
        for (int h = 0; h < 4; h++) {
            assertEquals(Math.max(minimum, points.get(0)[h]), points.get(1)[h]);
            for (int level = 0; level < 3; level++) {
                double free = quantiles.get(0).get(0)[level][0][h];
                assertEquals(Math.max(minimum, free), quantiles.get(1).get(0)[level][0][h]);
                raised += free < minimum ? 1 : 0;
            }
        }
        assertTrue(raised > 0 && raised < 12, "some of the forecasts are below the minimum");
    }

    /** Runs {@link ForecastAlone} in a JVM whose class path holds no jar of Spark's, Hadoop's or Scala's. */
    @Test
    void aModelForecastsWhereThereIsNoSparkAndNoHadoop() throws Exception {
        Model model = model(Normalizers.LAST, Transform.DIFFERENCE);
        write(model);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(spark|hadoop|scala).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        String told = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ForecastAlone.class.getName(),
                directory.toString());
        double[] expected = new Predictor(model).forecast(ModelsForTests.chunk(model, 20, 8), 12)[0];
        String[] last =
                told.strip().substring(told.strip().lastIndexOf('\n') + 1).split(" ");
        assertEquals("absent", last[0], told);
        assertArrayEquals(
                expected,
                Arrays.stream(last).skip(1).mapToDouble(Double::parseDouble).toArray(),
                1e-4);
    }

    private void write(Model model) throws IOException {
        SortedMap<String, byte[]> files = ModelFormat.write(model);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
