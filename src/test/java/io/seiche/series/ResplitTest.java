package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chunks with other split bounds hold the windows that reading with those bounds cuts, so one reading serves several
 * splits.
 */
class ResplitTest {
    private static final TimeAxis NUMBERS = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);
    private static final SeriesSpec UNSCALED = new SeriesSpec(
            Frequency.parse("1step"),
            Gaps.BREAK,
            Duplicates.ERROR,
            Missing.ERROR,
            Transform.NONE,
            Scale.NONE,
            ScaleBy.SERIES,
            ZoneOffset.UTC);

    record Case(WindowSpec windows, long[] times, double[] values, SplitSpec one, SplitSpec other) {}

    static Stream<Case> cases() {
        return IntStream.range(0, 40).mapToObj(seed -> {
            Random random = new Random(seed);
            int rows = 40 + random.nextInt(seed < 30 ? 200 : 2500);
            long[] times = new long[rows];
            double[] values = new double[rows];
            for (int t = 0; t < rows; t++) {
                times[t] = (t == 0 ? 0 : times[t - 1]) + (random.nextInt(40) == 0 ? 2 : 1);
                values[t] = random.nextGaussian();
            }
            WindowSpec windows = new WindowSpec(1 + random.nextInt(12), 1 + random.nextInt(5), 1, Normalizers.NONE);
            return new Case(windows, times, values, split(random), split(random));
        });
    }

    private static SplitSpec split(Random random) {
        return new SplitSpec(
                random.nextBoolean() ? new SplitSize.Fraction(0.4) : null,
                new SplitSize.Fraction(0.1 * random.nextInt(3)),
                new SplitSize.Fraction(0.1 * random.nextInt(4)),
                random.nextInt(3));
    }

    private static List<Chunk> read(Case c, SplitSpec split) {
        return new SeriesPipeline(
                        SeriesForTests.oneTarget(),
                        UNSCALED,
                        split,
                        c.windows,
                        NUMBERS,
                        new SharedFit(UNSCALED.frequency(), null, null))
                .prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", c.times, c.values))
                .chunks();
    }

    /** Every window of a span in order: the position of its cutoff and the values it holds. */
    private static List<String> windows(List<Chunk> chunks, Span span) {
        List<String> all = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.windows(span); i++) {
                int cutoff = chunk.cutoff(span, i);
                WindowSpec shape = chunk.cutoffs().windows();
                all.add(chunk.firstRow() + cutoff + " "
                        + Arrays.toString(Arrays.copyOfRange(
                                chunk.values(), cutoff - shape.lookback(), cutoff + shape.horizon())));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReadingOfAllRowsServesTwoSplits(Case c) {
        List<Chunk> all = read(c, SplitSpec.none());
        for (SplitSpec split : List.of(c.one, c.other)) {
            SplitBounds bounds = split.bounds(c.times, c.times.length, NUMBERS);
            List<Chunk> divided = all.stream().map(chunk -> chunk.with(bounds)).toList();
            List<Chunk> read = read(c, split);
            for (Span span : Span.values()) {
                assertEquals(windows(read, span), windows(divided, span), span.name());
            }
        }
    }

    @Test
    void rowsAreSharedNotCopied() {
        Chunk chunk = read(cases().findFirst().orElseThrow(), SplitSpec.none()).get(0);
        assertTrue(
                chunk.values() == chunk.with(new SplitBounds(0, 20, 30, 40, 0)).values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void everyItemOfASpanIsAskedForOnce(int steps) {
        int rows = 500;
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                UNSCALED,
                SplitSpec.none(),
                WindowSpec.sequences(steps),
                NUMBERS,
                new SharedFit(UNSCALED.frequency(), null, null));
        double[] items = IntStream.range(0, rows).asDoubleStream().toArray();
        long[] times = IntStream.range(0, rows).asLongStream().toArray();
        List<Chunk> chunks = pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, items))
                .chunks();
        SplitBounds bounds = new SplitBounds(0, 301, 402, rows, 2);
        Batch batch = new Batch(WindowSpec.sequences(steps), SeriesForTests.oneTarget(), Targets.nextItems());
        for (Span span : Span.values()) {
            List<Integer> asked = new ArrayList<>();
            for (Chunk whole : chunks) {
                Chunk chunk = whole.with(bounds);
                for (int i = 0; i < chunk.windows(span); i++) {
                    batch.start(1);
                    batch.put(0, chunk, chunk.cutoff(span, i));
                    for (int t = 0; t < batch.answers(); t++) {
                        asked.add((int) batch.y()[t]);
                    }
                }
            }
            int last = bounds.lastCutoff(span, 1);
            assertEquals(
                    IntStream.rangeClosed(bounds.firstCutoff(span), last)
                            .boxed()
                            .toList(),
                    asked,
                    span.name());
        }
    }

    @Test
    void boundsWhoseWindowsWereNotReadAreRefused() {
        Case c = new Case(
                new WindowSpec(5, 2, 1, Normalizers.NONE),
                IntStream.range(0, 400).asLongStream().toArray(),
                new double[400],
                null,
                null);
        Chunk chunk = read(c, new SplitSpec(new SplitSize.Rows(100), new SplitSize.Rows(0), new SplitSize.Rows(0), 0))
                .get(0);
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> chunk.with(new SplitBounds(0, 200, 200, 400, 0)))
                        .getMessage()
                        .contains("must hold all windows of"),
                "says what the chunk lacks");
    }
}
