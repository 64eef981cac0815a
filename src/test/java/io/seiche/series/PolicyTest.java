package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.series.SeriesPipeline.PreparedSeries;
import io.seiche.series.SeriesPipeline.SharedFit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every policy for defective rows has its documented outcome. */
class PolicyTest {
    private static final double NAN = Double.NaN;
    private static final long[] NUMBERS = {1, 2, 3, 4, 5, 6};

    private static SeriesPipeline pipeline(
            Frequency frequency, Gaps gaps, Duplicates duplicates, Missing missing, SplitSpec split) {
        return new SeriesPipeline(
                SeriesForTests.oneTarget(),
                new SeriesSpec(
                        frequency,
                        gaps,
                        duplicates,
                        missing,
                        Transform.NONE,
                        Scale.NONE,
                        ScaleBy.SERIES,
                        ZoneOffset.UTC),
                split,
                new WindowSpec(1, 1, 1, Normalizers.NONE),
                new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC),
                new SharedFit(frequency, null, null));
    }

    private static SeriesPipeline daily(Gaps gaps, Missing missing) {
        return pipeline(Frequency.parse("1d"), gaps, Duplicates.ERROR, missing, SplitSpec.none())
                .with(new TimeAxis(TimeAxis.TimeKind.DATE, ZoneOffset.UTC));
    }

    /** Days of 1970 but for some. */
    private static long[] days(int last, Integer... without) {
        return IntStream.rangeClosed(1, last)
                .filter(day -> !List.of(without).contains(day))
                .mapToLong(day -> day * TimeAxis.MICROS_A_DAY)
                .toArray();
    }

    /** The number of each day, and none on some. */
    private static double[] numbers(long[] times, Integer... missing) {
        return Arrays.stream(times)
                .map(time -> time / TimeAxis.MICROS_A_DAY)
                .mapToDouble(day -> List.of(missing).contains((int) day) ? NAN : day)
                .toArray();
    }

    private static String ofDays(PreparedSeries prepared) {
        return seen(prepared).replaceAll("(\\d+)=(\\d+)\\.0", "$2");
    }

    /** Rows in all chunks, by time: the values that windows can see. */
    private static String seen(PreparedSeries prepared) {
        Map<Long, Float> seen = new TreeMap<>();
        for (Chunk chunk : prepared.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                seen.put(chunk.times().at(row), chunk.values()[row]);
            }
        }
        return seen.toString();
    }

    private static PreparedSeries prepare(SeriesPipeline pipeline, long[] times, double... values) {
        return pipeline.prepare(SeriesForTests.rows(SeriesForTests.oneTarget(), "a", times, values));
    }

    private static String refusal(PreparedSeries prepared) {
        FactsTally tally = new FactsTally(SeriesForTests.oneTarget());
        tally.add(prepared.facts());
        return assertThrows(
                        DataException.class, () -> tally.check(new TimeAxis(TimeAxis.TimeKind.NUMBER, ZoneOffset.UTC)))
                .getMessage();
    }

    /** One buffer serves all series: filling the gaps of short ones leaves room for longer ones. */
    @Test
    void aLongerSeriesMayFollowOnesWhoseGapsWereFilled() {
        SeriesPipeline pipeline = pipeline(
                Frequency.parse("1step"), Gaps.FORWARD_FILL, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        SeriesRows rows = new SeriesRows(SeriesForTests.oneTarget());
        for (int length : new int[] {80, 150, 400}) {
            rows.start("s" + length);
            for (int t = 0; t < length; t++) {
                rows.add(t < 5 ? t : t + 300, new double[] {t});
            }
            assertEquals(300, pipeline.prepare(rows).facts().count(Counter.FILLED_ROWS));
        }
    }

    @ParameterizedTest
    @CsvSource({"smallest, 3.0", "Largest, 9.0", "MEAN, 6.0", "sum, 12.0"})
    void ofRowsWithOneTimeOneIsLeft(String duplicates, String kept) {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.parse(duplicates), Missing.ERROR, SplitSpec.none());
        PreparedSeries prepared = prepare(pipeline, new long[] {1, 2, 2, 3}, 1, 3, 9, 4);
        assertEquals("{1=1.0, 2=" + kept + ", 3=4.0}", seen(prepared));
        assertEquals(1, prepared.facts().count(Counter.DUPLICATES));
    }

    @Test
    void rowsWithOneTimeAreRefusedWithTheirTimeAndTheRemedy() {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        assertEquals(
                "2 rows have the same time at 2 of series \"a\"; set series.duplicates = smallest, largest, mean, sum"
                        + " or latest(by=column), or name the column that tells series apart in input.id",
                refusal(prepare(pipeline, new long[] {1, 2, 2, 3}, 1, 3, 9, 4)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP          | {2=2.0, 4=5.0, 5=6.0}",
                "FORWARD_FILL  | {2=2.0, 3=2.0, 4=5.0, 5=6.0, 6=6.0}",
                "INTERPOLATE   | {2=2.0, 3=3.5, 4=5.0, 5=6.0, 6=6.0}",
            })
    void missingValuesAreLeftOutOrFilled(Missing missing, String expected) {
        SeriesPipeline pipeline = pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, missing, SplitSpec.none());
        PreparedSeries prepared = prepare(pipeline, NUMBERS, NAN, 2, NAN, 5, 6, Double.POSITIVE_INFINITY);
        assertEquals(expected, seen(prepared));
        assertEquals(3, prepared.facts().counts().missing(0));
    }

    @Test
    void aMaskedValueReadsTheSeasonBefore() {
        long[] all = days(17);
        assertEquals(
                "{1, 2, 2, 4, 5, 6, 7, 8, 2, 2, 11, 12, 13, 14, 15, 2, 2}",
                ofDays(prepare(daily(Gaps.BREAK, Missing.MASK), all, numbers(all, 3, 9, 10, 16, 17))),
                "day 3 has no season before it, day 16 the filled day 9");
        long[] some = days(17, 12, 13);
        assertEquals(
                "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 5, 6, 14, 15, 16, 17}",
                ofDays(prepare(daily(Gaps.MASK, Missing.ERROR), some, numbers(some))));
        assertEquals(
                "{1, 2, 3, 4, 5, 5, 7, 8, 9, 10, 11, 5, 5, 14, 15, 16, 17}",
                ofDays(prepare(daily(Gaps.MASK, Missing.MASK), some, numbers(some, 6))));
        long[] far = days(22, 12, 13);
        assertEquals(
                "{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 5, 6, 14, 15, 16, 17, 18, 5, 6, 21, 22}",
                ofDays(prepare(daily(Gaps.MASK, Missing.MASK), far, numbers(far, 19, 20))),
                "a missing value may have its season before in a gap");
    }

    @Test
    void masksTellFilledTargetsFromThoseOfTheTable() {
        long[] times = days(17, 12, 13);
        double[] values = numbers(times, 9, 16);
        assertEquals("{9, 12, 13, 16}", maskedDays(prepare(daily(Gaps.MASK, Missing.MASK), times, values)));
        assertEquals("{9, 16}", maskedDays(prepare(daily(Gaps.FORWARD_FILL, Missing.MASK), times, values)));
        assertEquals("{}", maskedDays(prepare(daily(Gaps.FORWARD_FILL, Missing.FORWARD_FILL), times, values)));
    }

    private static String maskedDays(PreparedSeries prepared) {
        Set<Long> days = new TreeSet<>();
        for (Chunk chunk : prepared.chunks()) {
            IntStream.range(0, chunk.rows())
                    .filter(row -> chunk.isMasked(row, 0))
                    .forEach(row -> days.add(chunk.times().at(row) / TimeAxis.MICROS_A_DAY));
        }
        return days.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }

    /** A difference from a value that is filled in is no difference of the table. */
    @Test
    void theDifferenceFromAMaskedValueIsMaskedToo() {
        long[] times = days(17);
        SeriesPipeline daily = daily(Gaps.BREAK, Missing.MASK);
        SeriesSpec s = daily.series();
        SeriesPipeline differences = daily.with(
                new SeriesSpec(
                        s.frequency(),
                        s.gaps(),
                        s.duplicates(),
                        s.missing(),
                        Transform.DIFFERENCE,
                        s.scale(),
                        s.scaleBy(),
                        s.timeZone()),
                daily.windows());
        assertEquals("{9, 10}", maskedDays(prepare(differences, times, numbers(times, 9))));
    }

    @Test
    void aMaskedValueReadsNothingBeforeABreak() {
        long[] times = days(17, 8);
        assertEquals(
                "{1, 2, 3, 4, 5, 6, 7, 9, 10, 10, 12, 13, 14, 15, 9, 17}",
                ofDays(prepare(daily(Gaps.BREAK, Missing.MASK), times, numbers(times, 11, 16))));
    }

    @Test
    void withoutASeasonAMaskedValueReadsTheLastOne() {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.MASK, SplitSpec.none());
        assertEquals("{1=1.0, 2=1.0, 3=3.0}", seen(prepare(pipeline, new long[] {1, 2, 3}, 1, NAN, 3)));
    }

    @Test
    void missingValuesAreRefusedWithColumnTimeAndTheirNumber() {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        assertEquals(
                "column \"y\" has no value at 2 of series \"a\" (2 such rows); set series.missing = drop, forward-fill,"
                        + " interpolate or mask",
                refusal(prepare(pipeline, NUMBERS, 1, NAN, 3, NAN, 5, 6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FORWARD_FILL | {1=1.0, 2=2.0, 3=2.0, 4=2.0, 5=8.0, 6=9.0}",
                "INTERPOLATE  | {1=1.0, 2=2.0, 3=4.0, 4=6.0, 5=8.0, 6=9.0}",
                "ZERO         | {1=1.0, 2=2.0, 3=0.0, 4=0.0, 5=8.0, 6=9.0}",
            })
    void gapsAreFilled(Gaps gaps, String expected) {
        SeriesPipeline pipeline =
                pipeline(Frequency.parse("1step"), gaps, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        PreparedSeries prepared = prepare(pipeline, new long[] {1, 2, 5, 6}, 1, 2, 8, 9);
        assertEquals(expected, seen(prepared));
        assertEquals(2, prepared.facts().count(Counter.FILLED_ROWS));
        assertEquals(1, prepared.facts().count(Counter.GAPS));
    }

    @Test
    void noWindowReachesOverAGap() {
        SeriesPipeline pipeline =
                pipeline(Frequency.parse("1step"), Gaps.BREAK, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        PreparedSeries prepared = prepare(pipeline, new long[] {1, 2, 5, 6}, 1, 2, 8, 9);
        assertEquals(2, prepared.facts().windows(Span.TRAIN));
        assertEquals(Map.of(DropReason.GAP, 1L), prepared.facts().dropped());
    }

    @Test
    void aRowLeftOutForItsMissingValueBreaksAClockAndIsCountedSo() {
        SeriesPipeline pipeline =
                pipeline(Frequency.parse("1step"), Gaps.ERROR, Duplicates.ERROR, Missing.DROP, SplitSpec.none());
        PreparedSeries prepared = prepare(pipeline, NUMBERS, 1, 2, NAN, 4, 5, 6);
        assertEquals(List.of(), prepared.facts().problems());
        assertEquals(Map.of(DropReason.MISSING, 1L), prepared.facts().dropped());
        assertEquals(3, prepared.facts().windows(Span.TRAIN));
    }

    @Test
    void gapsAreRefusedWithBothEnds() {
        SeriesPipeline pipeline =
                pipeline(Frequency.parse("1step"), Gaps.ERROR, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        String message = refusal(prepare(pipeline, new long[] {1, 2, 5, 6}, 1, 2, 8, 9));
        assertTrue(message.startsWith("2 steps after 2 have no row; the next row is at 5 of series \"a\""), message);
    }

    @Test
    void timesOffTheGridAreRefused() {
        SeriesPipeline pipeline =
                pipeline(Frequency.parse("2step"), Gaps.BREAK, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        assertTrue(
                refusal(prepare(pipeline, new long[] {1, 3, 4}, 1, 2, 3)).contains("whole number of steps of 2step"));
    }

    @Test
    void aGapTooWideToFillIsRefusedBeforeMemoryIsTaken() {
        SeriesPipeline pipeline = pipeline(
                Frequency.parse("1step"), Gaps.FORWARD_FILL, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        assertTrue(refusal(prepare(pipeline, new long[] {1, 2, 2_000_000_000_000L}, 1, 2, 3))
                .startsWith("filling all gaps would add 1999999999997 rows to 3"));
    }

    @Test
    void aLineIsNotDrawnFromTrainingIntoWhatComesAfter() {
        SplitSpec split = new SplitSpec(null, SplitSize.NONE, new SplitSize.Rows(3), 0);
        SeriesPipeline pipeline = pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.INTERPOLATE, split);
        assertEquals(
                "{1=1.0, 2=2.0, 3=2.0, 4=5.0, 5=5.5, 6=6.0}", seen(prepare(pipeline, NUMBERS, 1, 2, NAN, 5, NAN, 6)));
    }

    @Test
    void aTargetWithoutAnyValueIsRefused() {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.DROP, SplitSpec.none());
        assertTrue(
                refusal(prepare(pipeline, new long[] {1, 2}, NAN, NAN)).startsWith("target \"y\" has no value in any"));
    }

    @Test
    void constantAndShortSeriesAreCounted() {
        SeriesPipeline pipeline =
                pipeline(Frequency.ROWS, Gaps.BREAK, Duplicates.ERROR, Missing.ERROR, SplitSpec.none());
        assertTrue(prepare(pipeline, NUMBERS, 4, 4, 4, 4, 4, 4).facts().constant());
        PreparedSeries tooShort = prepare(pipeline, new long[] {1}, 4);
        assertTrue(tooShort.facts().tooShort());
        assertEquals(Map.of(DropReason.SERIES_TOO_SHORT, 1L), tooShort.facts().dropped());
    }

    @Test
    void factsDoNotDependOnTheOrderOfAddingAndMerging() {
        SeriesPipeline pipeline = pipeline(
                Frequency.AUTO, Gaps.BREAK, Duplicates.parse("smallest"), Missing.DROP, SplitSpec.of(0.2, 0.2));
        List<SeriesFacts> all = new ArrayList<>();
        for (int s = 0; s < 40; s++) {
            double[] values = SeriesForTests.wave(3 + s, s);
            values[s / 2] = s % 3 == 0 ? NAN : values[s / 2];
            all.add(pipeline.prepare(SeriesForTests.rows(
                            SeriesForTests.oneTarget(), "s" + s, SeriesForTests.days(3 + s), values))
                    .facts());
        }
        FactsTally inOrder = new FactsTally(SeriesForTests.oneTarget());
        all.forEach(inOrder::add);
        Collections.shuffle(all, new java.util.Random(3));
        FactsTally left = new FactsTally(SeriesForTests.oneTarget());
        FactsTally right = new FactsTally(SeriesForTests.oneTarget());
        all.subList(0, 13).forEach(left::add);
        all.subList(13, 40).forEach(right::add);
        right.merge(left);
        assertEquals(inOrder.facts(TimeAxis.dates()), right.facts(TimeAxis.dates()));
    }
}
