package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows near the start of a series have fewer rows than the lookback, and chunks hold rows before it for those that read them. */
class AbsentRowsTest {
    private static final int ROWS = 700;
    private static final WindowSpec WHOLE = new WindowSpec(30, 4, 1, Normalizers.NONE);

    private static int trainingWindows(List<Chunk> chunks) {
        return chunks.stream().mapToInt(chunk -> chunk.windows(Span.TRAIN)).sum();
    }

    private static float[] past(Chunk chunk, int cutoff, WindowSpec windows) {
        Batch batch = new Batch(windows, SeriesForTests.oneTarget());
        batch.start(1);
        batch.putInputs(0, chunk, cutoff);
        return batch.x().clone();
    }

    @Test
    void asManyWindowsMoreAsRowsThatNeedNotExist() {
        List<Chunk> whole = SeriesForTests.chunks(1, ROWS, WHOLE);
        List<Chunk> fewer = SeriesForTests.chunks(1, ROWS, WHOLE.minimum(8));
        assertEquals(trainingWindows(whole) + 22, trainingWindows(fewer));
        assertEquals(8, fewer.get(0).cutoff(Span.TRAIN, 0));
    }

    @Test
    void absentRowsAreZeroAndTheOthersAreAsInAWholeWindow() {
        Chunk chunk = SeriesForTests.chunks(1, ROWS, WHOLE.minimum(8)).get(0);
        float[] x = past(chunk, 10, WHOLE.minimum(8));
        for (int t = 0; t < 20; t++) {
            assertEquals(0, x[t]);
        }
        for (int t = 20; t < 30; t++) {
            assertEquals(chunk.values()[t - 20], x[t]);
        }
    }

    @Test
    void aNormaliserIsFittedToTheRowsThatExist() {
        WindowSpec windows = new WindowSpec(30, 4, 1, Normalizers.MEAN_STD).minimum(8);
        Chunk chunk = SeriesForTests.chunks(1, ROWS, windows).get(0);
        float[] x = past(chunk, 10, windows);
        float[] alone = past(chunk, 10, new WindowSpec(10, 4, 1, Normalizers.MEAN_STD));
        float[] end = new float[10];
        System.arraycopy(x, 20, end, 0, 10);
        assertArrayEquals(alone, end);
    }

    @Test
    void everyWindowReadsTheRowsBeforeItsLookbackThatTheSeriesHas() {
        WindowSpec windows = WHOLE.minimum(8).context(100);
        double[] values = SeriesForTests.wave(ROWS, 0);
        int[] seen = new int[1];
        for (Chunk chunk : SeriesForTests.chunks(1, ROWS, windows)) {
            Batch batch = new Batch(windows, SeriesForTests.oneTarget());
            for (Span span : Span.values()) {
                for (int i = 0; i < chunk.windows(span); i++) {
                    int cutoff = chunk.cutoff(span, i);
                    batch.start(1);
                    batch.putInputs(0, chunk, cutoff);
                    float[] history = new float[130];
                    batch.input().history(130, history);
                    for (int back = 1; back <= 130; back++) {
                        int row = (int) chunk.firstRow() + cutoff - back;
                        float value = batch.input().value(0, 0, back);
                        assertEquals(value, history[130 - back]);
                        assertEquals(
                                row < 0 ? Float.NaN : (float) chunk.scaler().scaled(0, values[row]), value, 1e-6f);
                        seen[0] += row < 0 ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(seen[0] > 1000);
    }

    @Test
    void aShorterSeriesIsForecastFromWhatItHas() {
        WindowSpec windows = WHOLE.minimum(8);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                Defaults.series(),
                SplitSpec.none(),
                windows,
                TimeAxis.dates(),
                new SharedFit(Frequency.AUTO, null, null));
        ForecastWindow enough = pipeline.forecastWindow(rows(9), null);
        assertEquals(9, enough.cutoff());
        assertEquals(9, enough.chunk().rows());
        String refused = pipeline.forecastWindow(rows(7), null).refused();
        assertTrue(refused.contains("has 7 rows, the model reads 8"), refused);
    }

    private static SeriesRows rows(int count) {
        return SeriesForTests.rows(
                SeriesForTests.oneTarget(), "s", SeriesForTests.days(count), SeriesForTests.wave(count, 0));
    }

    @Test
    void theMinimumIsAtMostTheLookback() {
        String said = assertThrows(IllegalArgumentException.class, () -> WHOLE.minimum(31))
                .getMessage();
        assertTrue(said.contains("window.minimum must be at most window.lookback, 30, was 31"), said);
    }
}
