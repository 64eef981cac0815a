package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows over sequences of items: every item of a span is forecast once, from the items before it. */
class SequenceWindowsTest {
    private static final TimeAxis POSITIONS = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);

    record Case(double[] items, int steps, SplitSpec split) {}

    static Stream<Case> cases() {
        return IntStream.range(0, 40).mapToObj(seed -> {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(seed < 30 ? 40 : 3000);
            double[] items = random.ints(rows, 0, 9).asDoubleStream().toArray();
            SplitSpec split = new SplitSpec(
                    seed % 5 == 0 ? new SplitSize.Fraction(0.5) : null,
                    new SplitSize.Fraction(0.1 * random.nextInt(3)),
                    new SplitSize.Fraction(0.1 * random.nextInt(4)),
                    random.nextInt(3));
            return new Case(items, 1 + random.nextInt(9), split);
        });
    }

    private static PreparedSeries prepare(Case one) {
        SeriesSpec series = new SeriesSpec(
                Frequency.ROWS,
                Gaps.BREAK,
                Duplicates.ERROR,
                Missing.ERROR,
                Transform.NONE,
                Scale.NONE,
                ScaleBy.SERIES,
                ZoneOffset.UTC);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                series,
                one.split(),
                WindowSpec.sequences(one.steps()),
                POSITIONS,
                new SharedFit(Frequency.ROWS, null, null));
        long[] times = IntStream.range(0, one.items().length).asLongStream().toArray();
        return pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "s", times, one.items()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyItemOfASpanIsAskedForOnceAfterThoseBeforeIt(Case one) {
        int rows = one.items().length;
        long[] times = IntStream.range(0, rows).asLongStream().toArray();
        SplitBounds bounds = one.split().bounds(times, rows, POSITIONS);
        PreparedSeries prepared = prepare(one);
        for (Span span : Span.values()) {
            List<Integer> asked = new ArrayList<>();
            int windows = 0;
            for (Chunk chunk : prepared.chunks()) {
                Batch batch =
                        new Batch(WindowSpec.sequences(one.steps()), SeriesForTests.oneTarget(), Targets.nextItems());
                for (int w = 0; w < chunk.windows(span); w++, windows++) {
                    batch.start(1);
                    batch.put(0, chunk, chunk.cutoff(span, w));
                    for (int t = 0; t < batch.answers(); t++) {
                        int row = (int) chunk.times().at(chunk.cutoff(span, w) + t);
                        asked.add(row);
                        assertEquals((float) one.items()[row], batch.y()[t]);
                        assertEquals(row == 0 ? -1f : (float) one.items()[row - 1], batch.x()[t]);
                    }
                }
            }
            int first = Math.max(0, bounds.firstCutoff(span));
            int end = Math.min(rows, bounds.lastCutoff(span, 1) + 1);
            assertEquals(IntStream.range(first, Math.max(first, end)).boxed().toList(), asked, span.name());
            assertEquals(windows, prepared.facts().windows(span));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aChunkHoldsTheWindowBeforeItsFirstOne(Case one) {
        Batch batch = new Batch(WindowSpec.sequences(one.steps()), SeriesForTests.oneTarget(), Targets.nextItems());
        for (Chunk chunk : prepare(one).chunks()) {
            for (Span span : Span.values()) {
                if (chunk.windows(span) == 0
                        || (chunk.cutoff(span, 0) == 1 && chunk.times().at(1) == 0)) {
                    continue;
                }
                batch.start(1);
                batch.putBefore(0, chunk, chunk.cutoff(span, 0));
                int row = (int) chunk.times().at(chunk.cutoff(span, 0));
                int steps = Math.min(one.steps(), row);
                assertEquals(steps, batch.answers());
                for (int t = 0; t < steps; t++) {
                    int read = row - steps + t - 1;
                    assertEquals(read < 0 ? SequenceCutter.BEGINNING : (float) one.items()[read], batch.x()[t]);
                }
            }
        }
    }

    @Test
    void aSequenceOfOneItemIsAWindow() {
        PreparedSeries one = prepare(new Case(new double[] {7}, 5, SplitSpec.none()));
        Batch batch = new Batch(WindowSpec.sequences(5), SeriesForTests.oneTarget(), Targets.nextItems());
        batch.start(1);
        batch.put(0, one.chunks().get(0), 1);
        assertArrayEquals(new int[] {1}, batch.lengths());
        assertEquals(1, batch.steps());
        assertTrue(one.facts().dropped().isEmpty(), one.facts().dropped().toString());
    }

    @Test
    void windowsThatAreAllFullNeedNoMask() {
        Chunk chunk = prepare(new Case(new double[] {1, 2, 3, 4}, 2, SplitSpec.none()))
                .chunks()
                .get(0);
        Batch batch = new Batch(WindowSpec.sequences(2), SeriesForTests.oneTarget(), Targets.nextItems());
        batch.start(2);
        batch.put(0, chunk, 1);
        batch.put(1, chunk, 3);
        assertNull(batch.lengths());
        assertEquals(4, batch.answers());
    }

    @Test
    void aVocabularyIsWhatTrainingRowsHoldTheCommonestFirst() {
        List<String> dictionary = List.of("a", "b", "c", "d", "e");
        PreparedSeries prepared =
                prepare(new Case(new double[] {2, 1, 2, 0, 1, 2, 4, 4, 4, 4}, 3, SplitSpec.of(0, 0.4)));
        long[] counts = new long[5];
        prepared.chunks().forEach(chunk -> Vocabulary.count(chunk, counts));
        assertArrayEquals(new long[] {1, 2, 3, 0, 0}, counts);
        Vocabulary all = Vocabulary.of(dictionary, counts, 10);
        assertEquals(List.of("c", "b", "a"), all.items());
        assertArrayEquals(new int[] {2, 1, 0, 3, 3}, all.numbersOf(dictionary));
        assertEquals(List.of("c", "b"), Vocabulary.of(dictionary, counts, 2).items());
        Chunk first = prepared.chunks().get(0);
        assertArrayEquals(
                new float[] {4, 0, 1, 0, 2, 1, 0},
                all.number(first, all.numbersOf(dictionary)).values());
    }

    @Test
    void aVocabularyNamesEveryItemOnce() {
        assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of("a", "a")));
    }
}
