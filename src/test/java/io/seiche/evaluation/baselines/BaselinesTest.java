package io.seiche.evaluation.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.evaluation.SomeSeries;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines as forecasters of their own: fitted on shards, sent, stored and served without any scoring. */
final class BaselinesTest {
    private static final int SEASON = 7;
    private static final int HORIZON = 10;

    private final SomeSeries series = SomeSeries.of(21, HORIZON, 0.2, 0.2);
    private final double[] rows = weekly(400);
    private final List<Chunk> chunks = series.inChunksOf(60).cut("a", rows);

    static List<Baseline> baselines() {
        return Baselines.all();
    }

    private static double[] weekly(int rows) {
        Random random = new Random(3);
        double[] y = new double[rows];
        for (int t = 0; t < rows; t++) {
            y[t] = 50 + 10 * Math.sin(2 * Math.PI * t / SEASON) + random.nextGaussian();
        }
        return y;
    }

    /** Fits on two shards and merges, with a journey of everything in between. */
    private WindowForecaster fitted(Baseline baseline) throws Exception {
        List<BaselineFit> fits = new ArrayList<>();
        for (int shard = 0; shard < 2; shard++) {
            BaselineFit fit = travelled(baseline).fit(series.setting(chunks));
            for (Chunk chunk : SomeSeries.shard(chunks, shard)) {
                fit.add(chunk);
            }
            fit.finish();
            fits.add(travelled(fit));
        }
        fits.get(0).merge(fits.get(1));
        List<String> notes = new ArrayList<>();
        return travelled(fits.get(0).forecaster(SEASON, notes).orElseThrow(() -> new AssertionError(notes)));
    }

    private static double[] forecast(WindowForecaster forecaster, Chunk chunk, int cutoff) {
        double[] out = new double[HORIZON];
        assertTrue(forecaster.forecast(chunk, cutoff, out));
        return out;
    }

    private Chunk last() {
        return chunks.get(chunks.size() - 1);
    }

    private static int cutoff(Chunk chunk) {
        return chunk.cutoff(Span.TEST, chunk.windows(Span.TEST) - 1);
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void everyBaselineForecastsTheEndOfASeriesWhoseFutureIsNotKnown(Baseline baseline) throws Exception {
        WindowForecaster forecaster = fitted(baseline);
        Chunk known = last();
        int cutoff = cutoff(known);
        float[] values = known.values().clone();
        Arrays.fill(values, cutoff, values.length, Float.NaN);
        ChunkRows data = known.data();
        Chunk unknown = new Chunk(
                known.series(),
                known.index(),
                new ChunkRows(data.first(), data.columns(), values, data.times(), data.levels()),
                known.statics(),
                known.scaler(),
                known.cutoffs());
        double[] served = forecast(forecaster, unknown, cutoff);
        assertArrayEquals(forecast(forecaster, known, cutoff), served);
        for (double value : served) {
            assertTrue(Double.isFinite(value));
        }
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void everyFittedBaselineIsARecordThatComesBackFromJson(Baseline baseline) throws Exception {
        WindowForecaster forecaster = fitted(baseline);
        ObjectMapper mapper = new ObjectMapper();
        WindowForecaster read = mapper.readValue(mapper.writeValueAsString(forecaster), forecaster.getClass());
        assertArrayEquals(forecast(forecaster, last(), cutoff(last())), forecast(read, last(), cutoff(last())));
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void aShardMoreWithoutWindowsChangesNothing(Baseline baseline) throws Exception {
        BaselineFit fit = baseline.fit(series.setting(chunks));
        chunks.forEach(fit::add);
        fit.finish();
        double[] before = forecast(fit.forecaster(SEASON, new ArrayList<>()).orElseThrow(), last(), cutoff(last()));
        BaselineFit empty = baseline.fit(series.setting(chunks));
        empty.finish();
        fit.merge(empty);
        assertArrayEquals(
                before, forecast(fit.forecaster(SEASON, new ArrayList<>()).orElseThrow(), last(), cutoff(last())));
    }

    /** Chunks of any length in any number of shards: a fit depends on the windows alone. */
    @ParameterizedTest
    @ValueSource(strings = {"smoothing", "level-shape"})
    void theSampleOfWindowsDoesNotDependOnTheShards(String name) {
        List<String> all = new ArrayList<>();
        for (int shards : new int[] {1, 3}) {
            for (int length : new int[] {60, 400}) {
                List<Chunk> cut = series.inChunksOf(length).cut("a", weekly(900));
                BaselineFit fit = Baselines.of(name).fit(series.setting(cut));
                for (int shard = 0; shard < shards; shard++) {
                    int own = shard;
                    BaselineFit part = Baselines.of(name).fit(series.setting(cut));
                    cut.stream().filter(chunk -> chunk.shard(shards) == own).forEach(part::add);
                    part.finish();
                    fit.merge(part);
                }
                Chunk end = cut.get(cut.size() - 1);
                double[] out = forecast(fit.forecaster(SEASON, all).orElseThrow(), end, end.rows() - HORIZON);
                all.add(Arrays.toString(out));
            }
        }
        assertEquals(2, all.stream().distinct().count(), all.toString());
    }

    /** Noise of deviation 1 around a season: the last season has twice its variance, a mean of seasons hardly more than once. */
    @ParameterizedTest
    @ValueSource(strings = {"smoothing", "level-shape"})
    void aMeanOfSeasonsIsNearerThanTheLastOne(String name) {
        double rule = meanSquare(name);
        double last = meanSquare("seasonal-naive");
        assertTrue(rule < 0.75 * last, rule + " and " + last);
    }

    private double meanSquare(String name) {
        List<Chunk> cut = series.inChunksOf(4_000).cut("a", weekly(2_000));
        BaselineFit fit = Baselines.of(name).fit(series.setting(cut));
        cut.forEach(fit::add);
        fit.finish();
        WindowForecaster forecaster = fit.forecaster(SEASON, new ArrayList<>()).orElseThrow();
        Chunk chunk = cut.get(0);
        double sum = 0;
        for (int i = 0; i < chunk.windows(Span.TEST); i++) {
            int cutoff = chunk.cutoff(Span.TEST, i);
            double[] out = forecast(forecaster, chunk, cutoff);
            sum += Math.pow(out[HORIZON - 1] - chunk.scaler().raw(0, chunk.values()[cutoff + HORIZON - 1]), 2);
        }
        return sum / chunk.windows(Span.TEST);
    }

    @Test
    void theForecastsAreThoseOfTheirDefinition() throws Exception {
        int end = (int) last().firstRow() + cutoff(last());
        double[] naive = forecast(fitted(Baselines.of("naive")), last(), cutoff(last()));
        double[] seasonal = forecast(fitted(Baselines.of("seasonal-naive")), last(), cutoff(last()));
        double[] drift = forecast(fitted(Baselines.of("drift")), last(), cutoff(last()));
        double slope = (rows[end - 1] - rows[end - 21]) / 20;
        for (int h = 0; h < HORIZON; h++) {
            assertEquals(rows[end - 1], naive[h], 1e-4);
            assertEquals(rows[end - SEASON + h % SEASON], seasonal[h], 1e-4);
            assertEquals(rows[end - 1] + (h + 1) * slope, drift[h], 1e-4);
        }
    }

    @Test
    void aWindowWithoutTheRowsOfASeasonIsNotForecastAndTheReasonIsKnown() {
        WindowForecaster forecaster = Baselines.of("seasonal-naive")
                .fit(series.setting(chunks))
                .forecaster(30, new ArrayList<>())
                .orElseThrow();
        assertFalse(forecaster.forecast(chunks.get(0), 21, new double[HORIZON]));
        assertTrue(forecaster.missing().contains("set window.lookback to 30 or more"), forecaster::missing);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // written one line before
    private static <T> T travelled(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }
}
