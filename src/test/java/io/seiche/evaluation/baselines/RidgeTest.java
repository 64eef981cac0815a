package io.seiche.evaluation.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.SomeSeries;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Normalizers;
import io.seiche.series.Span;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RidgeTest {
    private final SomeSeries series = SomeSeries.of(6, 2, 0.2, 0.2);

    private static double[] autoregressive(int rows) {
        Random random = new Random(1);
        double[] y = new double[rows];
        for (int t = 2; t < rows; t++) {
            y[t] = 1.2 * y[t - 1] - 0.6 * y[t - 2] + random.nextGaussian();
        }
        return y;
    }

    private RidgeFeatures own() {
        return RidgeFeatures.affordable(series.setting(List.of())).get(0);
    }

    private Ridge.WindowEquations of(List<Chunk> chunks, Span span) {
        Ridge.WindowEquations equations = new Ridge.WindowEquations(own(), 1);
        chunks.forEach(chunk -> equations.add(chunk, span));
        equations.equations().finish();
        return equations;
    }

    @Test
    void ridgeFindsTheLawOfAnAutoregressiveSeries() {
        List<Chunk> chunks = series.cut("", autoregressive(20_000));
        double[] weights = of(chunks, Span.TRAIN).solve(0.01);
        // y' - y = 0.2 y + ... in differences to the last value: 1.2 y1 - 0.6 y2 - y1 = 0.6 (y1 - y2) - 0.4 y1; what a
        // level subtracted leaves is the map of the differences, so check the forecasts instead of the weights.
        LinearMap map = new LinearMap(series.setting(chunks).units(), own(), weights, 0.01);
        double[] out = new double[2];
        Chunk chunk = chunks.get(0);
        double squared = 0;
        for (int i = 0; i < chunk.windows(Span.TEST); i++) {
            int cutoff = chunk.cutoff(Span.TEST, i);
            map.forecast(chunk, cutoff, out);
            squared += Math.pow(out[0] - chunk.scaler().raw(0, chunk.values()[cutoff]), 2);
        }
        assertEquals(1.0, squared / chunk.windows(Span.TEST), 0.25);
    }

    @Test
    void mergedPartsEqualTheWholeUpToRounding() {
        double[] rows = autoregressive(500);
        List<Chunk> chunks = series.inChunksOf(37).cut("", rows);
        Ridge.WindowEquations merged = of(chunks.subList(0, 5), Span.TRAIN);
        merged.equations()
                .merge(of(chunks.subList(5, chunks.size()), Span.TRAIN).equations());
        Ridge.WindowEquations whole = of(series.cut("", rows), Span.TRAIN);
        assertEquals(whole.equations().examples(), merged.equations().examples());
        assertArrayEquals(whole.solve(10), merged.solve(10), 1e-9);
    }

    @Test
    void theErrorReadFromTheEquationsIsThatOfTheForecasts() {
        List<Chunk> chunks = series.cut("", autoregressive(500));
        double[] weights = of(chunks, Span.TRAIN).solve(10);
        LinearMap map = new LinearMap(series.setting(chunks).units(), own(), weights, 10);
        Chunk chunk = chunks.get(0);
        double scale = chunk.scaler().scale()[0];
        double[] out = new double[2];
        double squared = 0;
        for (int i = 0; i < chunk.windows(Span.VALIDATION); i++) {
            int cutoff = chunk.cutoff(Span.VALIDATION, i);
            map.forecast(chunk, cutoff, out);
            for (int h = 0; h < 2; h++) {
                squared += Math.pow((out[h] - chunk.scaler().raw(0, chunk.values()[cutoff + h])) / scale, 2);
            }
        }
        double mean = squared / (2 * chunk.windows(Span.VALIDATION));
        assertEquals(mean, of(chunks, Span.VALIDATION).equations().meanSquaredError(weights), 1e-9 * mean);
    }

    @Test
    void nothingAddedCannotBeSolved() {
        assertThrows(
                IllegalStateException.class, () -> of(List.of(), Span.TRAIN).solve(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 4096})
    void whatTheDriverHoldsStaysBoundedHoweverWideTheWindow(int shards) {
        Columns wide = new Columns(List.of("a", "b", "c"), List.of("p"), List.of("f"), List.of("s"));
        WindowSpec windows = new WindowSpec(5000, 700, 1, Normalizers.NONE);
        Baseline.Setting setting = new Baseline.Setting(windows, wide, Transform.NONE, shards, 1_000_000_000);
        for (RidgeFeatures features : RidgeFeatures.affordable(setting)) {
            long doubles = 2L * features.count() * ((features.count() + 1L) / 2 + features.outputs());
            assertTrue(features.count() <= RidgeFeatures.MOST);
            assertTrue(8 * doubles * shards <= 1.1 * RidgeFeatures.MOST_BYTES, doubles + " x " + shards);
            assertTrue(Ridge.every(setting, features) > 1);
        }
        assertTrue(RidgeFeatures.limits(setting).startsWith("ridge reads only the last "));
    }

    @Test
    void everyInputIsReadOnce() {
        Columns columns = new Columns(List.of("a", "b"), List.of("p"), List.of("f"), List.of("s"));
        WindowSpec windows = new WindowSpec(3, 2, 1, Normalizers.NONE);
        Baseline.Setting setting = new Baseline.Setting(windows, columns, Transform.NONE, 1, 10);
        RidgeFeatures all = RidgeFeatures.affordable(setting).get(1);
        float[] values = {
            1, 2, 10, 20, //
            3, 5, 11, 21, //
            4, 7, 12, 22, //
            8, 9, 13, 23, //
            6, 6, 14, 24
        };
        ChunkRows rows = new ChunkRows(4, values, new long[5]);
        Chunk chunk = new Chunk("", 0, rows, new float[] {99}, null, Cutoffs.NONE);
        double[] x = new double[all.count()];
        all.read(chunk, 3, 0, x);
        assertArrayEquals(new double[] {-3, -5, 10, 20, -1, -2, 11, 21, 12, 22, 23, 24, 99, 1}, x);
        double[] y = new double[all.outputs()];
        all.answer(chunk, 3, 0, y);
        assertArrayEquals(new double[] {4, 2, 2, -1}, y);
    }
}
