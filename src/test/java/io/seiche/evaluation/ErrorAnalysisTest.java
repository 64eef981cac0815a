package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.evaluation.ErrorAnalysis.ErrorFindings;
import io.seiche.evaluation.ErrorAnalysis.ErrorGroup;
import io.seiche.evaluation.ErrorAnalysis.JudgedWindow;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import io.seiche.series.TimeAxis;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The findings name where errors were put, and do not depend on how windows are divided. */
final class ErrorAnalysisTest {
    private static final TimeAxis UTC = new TimeAxis(TimeAxis.TimeKind.TIMESTAMP, ZoneOffset.UTC);
    private static final LocalDateTime MONDAY = LocalDateTime.of(2024, 1, 1, 0, 0);

    private static long hour(int since) {
        return MONDAY.plusHours(since).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }

    /** An hour of a day whose forecast is off by an error. */
    private static JudgedWindow window(String series, int hour, double error) {
        return new JudgedWindow(
                series,
                new ErrorAnalysis.WindowContext(
                        hour(hour - 1), new long[] {hour(hour)}, new double[] {10}, new double[] {2}, new double[] {
                            10, 10
                        }),
                new double[] {10},
                new double[] {10 + error},
                new double[][] {{9}},
                new double[][] {{11}});
    }

    private static Map<String, ErrorGroup> groups(ErrorFindings findings, String by) {
        return findings.groups().stream()
                .filter(each -> each.by().equals(by))
                .flatMap(each -> each.groups().stream())
                .collect(Collectors.toMap(ErrorGroup::label, group -> group));
    }

    @Test
    void biasIsFoundAtItsHourAndWeekday() {
        ErrorAnalysis analysis = new ErrorAnalysis(UTC, 1);
        for (int hour = 0; hour < 24 * 14; hour++) {
            boolean tuesday = hour / 24 % 7 == 1;
            analysis.add(window("", hour, hour % 24 == 5 ? 3 : tuesday ? -1 : 0), true);
        }
        ErrorFindings found = analysis.read();
        assertEquals(3, groups(found, "hour").get("5h").bias());
        assertEquals(1.5, groups(found, "hour").get("5h").scaledBias());
        assertEquals(-1 / 7.0, groups(found, "hour").get("6h").bias(), 1e-12);
        assertEquals((3 - 23) / 24.0, groups(found, "weekday").get("Tue").bias(), 1e-12);
        assertEquals(3 / 24.0, groups(found, "weekday").get("Sun").bias(), 1e-12);
        assertTrue(groups(found, "month").isEmpty(), "all of one month");
    }

    @Test
    void theWorstWindowsAreKeptWithTheirTimesEachOnce() {
        ErrorAnalysis analysis = new ErrorAnalysis(UTC, 1);
        for (int hour = 0; hour < 500; hour++) {
            analysis.add(window("s" + hour % 5, hour, hour == 77 ? 40 : hour % 97 / 97.0), false);
            analysis.add(window("s" + hour % 5, hour, 0), false);
        }
        List<ErrorAnalysis.DrawnWindow> worst = analysis.read().worst();
        assertEquals(10, worst.size());
        assertEquals("s2", worst.get(0).series());
        assertEquals(List.of("2024-01-04 05:00:00"), worst.get(0).times());
        assertEquals(20, worst.get(0).error());
        assertEquals(
                10, worst.stream().map(w -> w.series() + w.cutoff()).distinct().count());
    }

    @Test
    void residualsCorrelateAtTheLagTheyRepeat() {
        ErrorAnalysis analysis = new ErrorAnalysis(UTC, 1);
        Random random = new Random(2);
        double[] pattern = random.doubles(12, -1, 1).toArray();
        for (int hour = 0; hour < 2000; hour++) {
            analysis.add(window("", hour, pattern[hour % 12] + 0.1 * random.nextGaussian()), hour > 0);
        }
        List<Double> correlation = analysis.read().autocorrelation();
        assertTrue(correlation.get(11) > 0.9, correlation::toString);
        assertTrue(correlation.get(23) > 0.9, correlation::toString);
        assertTrue(Math.abs(correlation.get(4)) < 0.8, correlation::toString);
    }

    @Test
    void aCalibratedForecastHasAFlatTransform() {
        ErrorAnalysis analysis = new ErrorAnalysis(UTC, 1, 0.25, 0.5, 0.75);
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            analysis.addTransformed(random.nextDouble(), new double[] {0.25, 0.5, 0.75});
        }
        analysis.read().pit().forEach(bin -> assertEquals(0.25, bin.share(), 0.02));
    }

    @Test
    void mergedIsTheSameAsTogether() {
        ErrorAnalysis together = new ErrorAnalysis(UTC, 1);
        ErrorAnalysis left = new ErrorAnalysis(UTC, 1);
        ErrorAnalysis right = new ErrorAnalysis(UTC, 1);
        for (int hour = 0; hour < 400; hour++) {
            JudgedWindow window = window("s" + hour % 3, hour, hour * 31 % 17 - 8);
            together.add(window, false);
            (hour < 150 ? left : right).add(window, false);
        }
        ErrorFindings merged = left.merge(right).read();
        ErrorFindings whole = together.read();
        assertEquals(whole.groups(), merged.groups());
        assertEquals(whole.worst(), merged.worst());
        assertEquals(whole.residuals(), merged.residuals());
        assertEquals(
                1,
                whole.residuals().stream()
                        .mapToDouble(ErrorAnalysis.HistogramBin::share)
                        .sum(),
                1e-9);
    }

    /** The last row is an input of no window. */
    @Test
    void aMaskedRowDoesNotCountInTheImportanceOfInputs() {
        SomeSeries series = SomeSeries.of(14, 2, 0.2, 0.3);
        Random random = new Random(6);
        double[] y = new double[400];
        for (int t = 1; t < y.length; t++) {
            y[t] = 0.95 * y[t - 1] + random.nextGaussian();
        }
        List<Map<String, Double>> found = new ArrayList<>();
        for (double value : new double[] {y[399], 1e6}) {
            y[399] = value;
            List<Chunk> chunks = series.cut("", y).stream()
                    .map(chunk -> SomeSeries.masked(chunk, 399))
                    .toList();
            Forecaster last = series.last();
            Evaluation evaluation = series.evaluation(Frequency.parse("1d"), List.of(), chunks);
            found.add(series.scorer(evaluation, chunks, last).importance(chunks.iterator(), last, 120).read().stream()
                    .collect(
                            Collectors.toMap(Importance.InputImportance::input, Importance.InputImportance::increase)));
        }
        assertTrue(found.get(0).get("close, the last row") > 0, found::toString);
        assertEquals(found.get(0), found.get(1));
    }

    @Test
    void theInputThatANetworkReadsIsImportantAndOthersAreNot() {
        SomeSeries series = SomeSeries.of(14, 2, 0.2, 0.3);
        Random random = new Random(6);
        double[] y = new double[900];
        for (int t = 0; t < y.length; t++) {
            y[t] = (t < 1 ? 0 : 0.95 * y[t - 1]) + random.nextGaussian();
        }
        List<Chunk> chunks = series.cut("", y);
        Evaluation evaluation = series.evaluation(Frequency.parse("1d"), List.of(), chunks);
        Forecaster last = series.last();
        Scorer scorer = series.scorer(evaluation, chunks, last);
        Map<String, Double> increase = scorer
                .importance(chunks.iterator(), last, 250)
                .merge(scorer.importance(new ArrayList<Chunk>().iterator(), last, 250))
                .read()
                .stream()
                .collect(Collectors.toMap(Importance.InputImportance::input, Importance.InputImportance::increase));
        assertEquals(3, increase.size());
        assertTrue(increase.get("close, the last row") > 0.5, increase::toString);
        assertEquals(0, increase.get("close, rows 2 to 7"), 1e-9);
        assertEquals(0, increase.get("close, rows 8 to 14"), 1e-9);
        Forecaster oldest = (Batch batch) -> {
            float[] out = new float[2 * batch.size()];
            System.arraycopy(batch.x(), 0, out, 0, batch.size());
            return Arrays.copyOf(out, out.length);
        };
        assertEquals(
                "close, rows 8 to 14",
                scorer.importance(chunks.iterator(), oldest, 250).read().get(0).input());
    }
}
