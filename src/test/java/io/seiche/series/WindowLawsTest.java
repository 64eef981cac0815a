package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every window that fits is used once in its span or counted as dropped, and none reads rows it must not. */
class WindowLawsTest {
    private static final long DAY = 86_400_000_000L;
    private static final TimeAxis NUMBERS = new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC);

    private static SeriesSpec series(Gaps gaps, Missing missing, Transform transform, Scale scale) {
        return new SeriesSpec(
                Frequency.parse("1step"),
                gaps,
                Duplicates.ERROR,
                missing,
                transform,
                scale,
                ScaleBy.SERIES,
                ZoneOffset.UTC);
    }

    private static SeriesPipeline pipeline(SeriesSpec series, SplitSpec split, WindowSpec windows) {
        return new SeriesPipeline(
                SeriesForTests.oneTarget(),
                series,
                split,
                windows,
                NUMBERS,
                new SharedFit(series.frequency(), null, null));
    }

    record Case(int seed, int rows, WindowSpec windows, SplitSpec split, long[] times, double[] values) {}

    static Stream<Case> cases() {
        return IntStream.range(0, 60).mapToObj(seed -> {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(seed < 50 ? 120 : 2500);
            WindowSpec windows =
                    new WindowSpec(1 + random.nextInt(12), 1 + random.nextInt(5), 1 + seed % 3, Normalizers.NONE);
            SplitSpec split = new SplitSpec(
                    seed % 4 == 0 ? new SplitSize.Fraction(0.4) : null,
                    new SplitSize.Fraction(0.1 * random.nextInt(3)),
                    new SplitSize.Fraction(0.1 * random.nextInt(4)),
                    random.nextInt(3));
            long[] times = new long[rows];
            double[] values = new double[rows];
            long time = 0;
            for (int t = 0; t < rows; t++) {
                time += random.nextInt(25) == 0 ? 1 + random.nextInt(3) : 1;
                times[t] = time;
                values[t] = 5 + random.nextGaussian();
            }
            return new Case(seed, rows, windows, split, times, values);
        });
    }

    private static PreparedSeries prepare(Case c, SeriesSpec series) {
        return pipeline(series, c.split, c.windows)
                .prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", c.times, c.values));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyWindowIsUsedOnceOrCounted(Case c) {
        PreparedSeries prepared = prepare(c, series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.STANDARD));
        long used = 0;
        Set<Long> cutoffs = new HashSet<>();
        for (Chunk chunk : prepared.chunks()) {
            for (Span span : Span.values()) {
                used += chunk.windows(span);
                for (int i = 0; i < chunk.windows(span); i++) {
                    assertTrue(
                            cutoffs.add(chunk.firstRow() + chunk.cutoff(span, i)), "a window in two chunks or spans");
                }
            }
        }
        long dropped = prepared.facts().dropped().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long fitting = (long) c.rows - c.windows.lookback() - c.windows.horizon() + 1;
        assertEquals(used, prepared.facts().counts().windows());
        if (fitting < 1) {
            assertEquals(1, dropped);
        } else if (c.windows.stride() == 1) {
            assertEquals(fitting, used + dropped);
        } else {
            assertTrue((used + dropped) * c.windows.stride() >= fitting, "some windows were neither used nor counted");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyWindowIsWholeAndInItsSpan(Case c) {
        PreparedSeries prepared = prepare(c, series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.STANDARD));
        SplitBounds bounds = c.split.bounds(c.times, c.rows, NUMBERS);
        int lookback = c.windows.lookback();
        int horizon = c.windows.horizon();
        for (Chunk chunk : prepared.chunks()) {
            for (Span span : Span.values()) {
                for (int i = 0; i < chunk.windows(span); i++) {
                    int at = chunk.cutoff(span, i);
                    long row = chunk.firstRow() + at;
                    assertEquals(
                            lookback + horizon - 1,
                            chunk.times().at(at + horizon - 1) - chunk.times().at(at - lookback));
                    int from = span == Span.TRAIN
                            ? bounds.trainFrom()
                            : (span == Span.VALIDATION ? bounds.trainEnd() : bounds.validationEnd()) + bounds.embargo();
                    int end = span == Span.TRAIN
                            ? bounds.trainEnd()
                            : span == Span.VALIDATION ? bounds.validationEnd() : bounds.end();
                    assertTrue(row >= from && row + horizon <= end, span + " window at row " + row);
                    for (int t = at - lookback; t < at + horizon; t++) {
                        double raw = c.values[(int) (chunk.firstRow() + t)];
                        assertEquals(raw, chunk.scaler().raw(0, chunk.values()[t]), 1e-5 * Math.abs(raw));
                    }
                }
            }
        }
    }

    static Stream<SeriesSpec> cleanings() {
        List<SeriesSpec> all = new ArrayList<>();
        for (Gaps gaps : Gaps.values()) {
            for (Missing missing : Missing.values()) {
                all.add(series(gaps, missing, Transform.NONE, Scale.ROBUST));
                Transform change = gaps == Gaps.ZERO ? Transform.DIFFERENCE : Transform.RETURN;
                all.add(series(gaps, missing, change, Scale.STANDARD));
                all.add(series(gaps, missing, Transform.LOG1P, Scale.MINMAX));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cleanings")
    void alteringRowsAfterTrainingChangesNoBitOfTrainingWindows(SeriesSpec spec) {
        Random random = new Random(11);
        int rows = 400;
        long[] times = new long[rows];
        double[] before = new double[rows];
        for (int t = 0; t < rows; t++) {
            boolean skip = spec.gaps() != Gaps.ERROR && t % 61 == 60;
            times[t] = t == 0 ? 0 : times[t - 1] + (skip ? 3 : 1) * DAY;
            before[t] = spec.missing() != Missing.ERROR && t % 37 == 36 ? Double.NaN : 5 + random.nextDouble();
        }
        SplitSpec split = new SplitSpec(null, new SplitSize.Since("1970-10-01"), new SplitSize.Since("1970-12-01"), 0);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                spec,
                split,
                new WindowSpec(7, 2, 1, Normalizers.NONE),
                TimeAxis.dates(),
                new SharedFit(Frequency.parse("1d"), null, null));
        double[] after = before.clone();
        for (int t = 0; t < rows; t++) {
            boolean later = times[t] >= 273 * DAY; // 1970-10-01
            after[t] = later && !Double.isNaN(after[t]) ? 1000 * random.nextDouble() : after[t];
        }
        PreparedSeries one = pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, before));
        PreparedSeries other = pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, after));
        assertTrue(
                one.facts().problems().isEmpty(), () -> one.facts().problems().toString());
        List<float[]> trained = trainingWindows(one, 7, 2);
        List<float[]> again = trainingWindows(other, 7, 2);
        assertTrue(trained.size() > 100);
        assertEquals(trained.size(), again.size());
        for (int i = 0; i < trained.size(); i++) {
            assertArrayEquals(trained.get(i), again.get(i));
        }
        assertArrayEquals(one.scaler().center(), other.scaler().center());
        assertArrayEquals(one.scaler().scale(), other.scaler().scale());
    }

    private static List<float[]> trainingWindows(PreparedSeries prepared, int lookback, int horizon) {
        List<float[]> all = new ArrayList<>();
        for (Chunk chunk : prepared.chunks()) {
            for (int i = 0; i < chunk.windows(Span.TRAIN); i++) {
                int at = chunk.cutoff(Span.TRAIN, i);
                all.add(java.util.Arrays.copyOfRange(chunk.values(), at - lookback, at + horizon));
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void transformsAreUndone(Transform transform) {
        double[] values = SeriesForTests.wave(700, 3);
        long[] times = SeriesForTests.days(700);
        SeriesSpec spec = series(Gaps.BREAK, Missing.ERROR, transform, Scale.STANDARD);
        SeriesPipeline pipeline = new SeriesPipeline(
                SeriesForTests.oneTarget(),
                spec,
                SplitSpec.of(0.1, 0.2),
                new WindowSpec(20, 4, 1, Normalizers.NONE),
                TimeAxis.dates(),
                new SharedFit(Frequency.ROWS, null, null));
        PreparedSeries prepared = pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, values));
        assertTrue(prepared.chunks().size() > 1);
        for (Chunk chunk : prepared.chunks()) {
            int at = chunk.cutoff(chunk.windows(Span.TRAIN) > 0 ? Span.TRAIN : Span.TEST, 0);
            double[] scaled = new double[4];
            for (int h = 0; h < 4; h++) {
                scaled[h] = chunk.values()[at + h];
                assertEquals(values[(int) chunk.firstRow() + at + h], transform.actual(chunk, at + h, 0), 1e-5);
            }
            double[] back = transform.forecasts(chunk, at, 0, scaled);
            for (int h = 0; h < 4; h++) {
                assertEquals(values[(int) chunk.firstRow() + at + h], back[h], 1e-5);
            }
        }
    }

    @Test
    void scalersAreFittedToTrainingRowsInTheirOrder() {
        double[] values = {1, 2, 3, 4, 5, 6, 7, 1000, -1000, 1e9};
        SplitSpec split = new SplitSpec(null, new SplitSize.Rows(1), new SplitSize.Rows(2), 0);
        WindowSpec windows = new WindowSpec(1, 1, 1, Normalizers.NONE);
        SeriesRows rows =
                SeriesForTests.rows(SeriesForTests.oneTarget(), "a", new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, values);
        Scaler standard = pipeline(series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.STANDARD), split, windows)
                .prepare(rows)
                .scaler();
        assertEquals(4, standard.center()[0]);
        assertEquals(2, standard.scale()[0]);
        rows = SeriesForTests.rows(SeriesForTests.oneTarget(), "a", new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, values);
        Scaler minmax = pipeline(series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.MINMAX), split, windows)
                .prepare(rows)
                .scaler();
        assertEquals(1, minmax.center()[0]);
        assertEquals(6, minmax.scale()[0]);
        rows = SeriesForTests.rows(SeriesForTests.oneTarget(), "a", new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, values);
        Scaler robust = pipeline(series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.ROBUST), split, windows)
                .prepare(rows)
                .scaler();
        assertEquals(4, robust.center()[0]);
        assertEquals(3, robust.scale()[0]);
    }

    @Test
    void aScalerOfAllSeriesIsThatOfTheirRowsTogether() {
        double[] all = new double[90];
        List<SeriesMoments> moments = new ArrayList<>();
        SeriesPipeline pipeline = pipeline(
                series(Gaps.BREAK, Missing.ERROR, Transform.NONE, Scale.STANDARD),
                SplitSpec.none(),
                new WindowSpec(1, 1, 1, Normalizers.NONE));
        for (int s = 0; s < 3; s++) {
            double[] values = SeriesForTests.wave(30, s);
            System.arraycopy(values, 0, all, s * 30, 30);
            long[] times = IntStream.range(0, 30).asLongStream().toArray();
            moments.add(pipeline.moments(SeriesForTests.rows(SeriesForTests.oneTarget(), "s" + s, times, values)));
        }
        Scaler together = SeriesMoments.scaler(moments, Scale.STANDARD, 1);
        ColumnMoments atOnce = ColumnMoments.of(all, 1, 0, 90);
        assertEquals(atOnce.mean(0), together.center()[0], 1e-12);
        assertEquals(atOnce.deviation(0), together.scale()[0], 1e-12);
    }
}
