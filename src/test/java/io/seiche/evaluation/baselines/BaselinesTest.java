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
