package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.loss.Answers;
import io.seiche.loss.Losses;
import io.seiche.series.Chunk;
import io.seiche.series.Frequency;
import io.seiche.series.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prediction intervals hold as many coming values as they say, on either side, at every step and over the year. */
final class IntervalTest {
    private static final Frequency DAILY = Frequency.parse("1d");

    private final SomeSeries series = SomeSeries.of(28, 7, 0.05, 0.2);

    /** A week's wave whose noise has a size by the day. */
    private static double[] noisy(int rows, long seed, DoubleUnaryOperator size) {
        Random random = new Random(seed);
        double[] y = new double[rows];
        for (int t = 0; t < rows; t++) {
            y[t] = 100 + 10 * Math.sin(2 * Math.PI * t / 7) + size.applyAsDouble(t) * random.nextGaussian();
        }
        return y;
    }

    /** Repeats the last week. */
    private static Forecaster lastWeek(SomeSeries series) {
        return batch -> {
            int size = batch.size();
            int first = series.windows().lookback() - 7;
            return Arrays.copyOfRange(
                    batch.x(), first * size, (first + series.windows().horizon()) * size);
        };
    }

    private ForecastScorecard.Coverage coverage(List<Chunk> chunks, int percent) {
        return series.score(DAILY, List.of(percent), chunks, lastWeek(series))
                .intervals()
                .get(0);
    }

    private List<Chunk> six(DoubleUnaryOperator size) {
        List<Chunk> chunks = new ArrayList<>();
        for (int s = 0; s < 6; s++) {
            chunks.addAll(series.cut("s" + s, noisy(2920, s, size)));
        }
        return chunks;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80, 95})
    void theCoverageIsNominalAtEveryStep(int percent) {
        ForecastScorecard.Coverage coverage = coverage(six(t -> 1 + t % 7 / 3.0), percent);
        assertEquals(percent, coverage.coverage(), 3);
        coverage.steps().forEach(step -> assertEquals(percent, step, 4));
    }

    @Test
    void theCoverageIsAboutNominalWhereTheValidationSpanIsTheNoisiestOfTheYear() {
        DoubleUnaryOperator size = t -> 1 + 0.3 * Math.sin(2 * Math.PI * (t - 2263 + 91) / 365.0);
        assertEquals(80, coverage(six(size), 80).coverage(), 5);
    }

    @Test
    void theIntervalIsAsAsymmetricAsTheResiduals() {
        Random random = new Random(3);
        double[] y = new double[3000];
        for (int t = 0; t < y.length; t++) {
            y[t] = 50 + random.nextGaussian() + (random.nextInt(8) == 0 ? 12 : 0);
        }
        Forecaster flat = batch -> {
            float[] out = new float[7 * batch.size()];
            Arrays.fill(out, -0.35f);
            return out;
        };
        ForecastScorecard.Coverage coverage = series.score(DAILY, List.of(80), series.cut("", y), flat)
                .intervals()
                .get(0);
        for (int h = 0; h < 7; h++) {
            assertTrue(coverage.high().get(h) > 3 * -coverage.low().get(h), coverage::toString);
        }
        assertEquals(80, coverage.coverage(), 4);
    }

    @Test
    void residualsOfAnOverfittedNetworkAreNotTakenFromTraining() {
        List<Chunk> chunks = series.cut("", noisy(3000, 1, t -> 2));
        Forecaster plain = lastWeek(series);
        // Knows the training rows by heart: errors there are a hundredth of what they are elsewhere.
        Evaluation evaluation = series.evaluation(DAILY, List.of(80), chunks);
        float[] rows = chunks.get(0).values();
        Forecaster overfitted = batch -> {
            float[] out = plain.forecast(batch);
            int size = batch.size();
            for (int i = 0; i < size; i++) {
                int next = 1;
                while (rows[next - 1] != batch.x()[27 * size + i]) {
                    next++;
                }
                for (int h = 0; h < 7 && next + 7 <= 2250; h++) {
                    out[h * size + i] = rows[next + h] + 0.01f * (out[h * size + i] - rows[next + h]);
                }
            }
            return out;
        };
        Scorer scorer = series.scorer(evaluation, chunks, overfitted);
        double coverage =
                scorer.score(chunks.iterator(), plain).read().intervals().get(0).coverage();
        assertEquals(80, coverage, 5);
    }

    @Test
    void aWindowThatVariesMoreHasAWiderInterval() {
        double[] y = noisy(400, 2, t -> t < 360 ? 1 : 6);
        Chunk chunk = series.cut("", y).get(0);
        Variation variation = new Variation(28, 7, 1);
        Interval interval = new Interval(80, new double[] {-1, -2}, new double[] {2, 3}, variation);
        double[][] calm = interval.around(Transform.NONE, chunk, 200, 1, 10, 10);
        double[][] wild = interval.around(Transform.NONE, chunk, 395, 1, 10, 10);
        assertEquals(1.5, (calm[1][1] - 10) / (10 - calm[0][1]), 1e-9);
        assertTrue(wild[1][1] - wild[0][1] > 1.5 * (calm[1][1] - calm[0][1]));
    }

    @Test
    void aChunkWithoutTheRowsOfAWindowHasTheUsualWidth() {
        Chunk chunk = series.cut("", noisy(400, 2, t -> 1)).get(0);
        Interval interval = new Interval(80, new double[] {-1}, new double[] {2}, new Variation(28, 7, 0.4));
        double scale = chunk.scaler().scale()[0];
        double[][] ends = interval.around(Transform.NONE, chunk, 5, 1, 10);
        assertEquals(10 - scale, ends[0][0], 1e-9);
        assertEquals(10 + 2 * scale, ends[1][0], 1e-9);
    }

    @Test
    void noEndIsBelowTheMinimumOfTheLoss() {
        Chunk chunk = series.cut("", noisy(400, 2, t -> 1)).get(0);
        Interval interval = new Interval(80, new double[] {-100}, new double[] {2}, new Variation(28, 7, 0.4));
        for (String loss : new String[] {"quantile(0.5)", "quantile(0.5, minimum=1)"}) {
            Answers answers = Answers.of(Losses.parse(loss), 1, 1);
            IntervalEnds ends = IntervalEnds.of(answers, List.of(interval)).get(0);
            double[][] around = ends.around(Transform.NONE, chunk, 5, 1, null, new double[] {10});
            double[][] free = interval.around(Transform.NONE, chunk, 5, 1, 10);
            assertTrue(free[0][0] < 1, "the end is below the minimum");
            assertEquals(Math.max(answers.minimum(), free[0][0]), around[0][0]);
            assertEquals(free[1][0], around[1][0]);
        }
    }

    @Test
    void endsOnTheWrongSideAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Interval(80, new double[] {1}, new double[] {2}, Variation.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Interval(80, new double[] {-1}, new double[] {2, 3}, Variation.NONE));
    }

    @Test
    void aSketchKeepsItsQuantilesWithinTwoPerCentWhenMergedOrScaled() {
        Random random = new Random(7);
        double[] values = random.doubles(5001, -3, 9).toArray();
        ResidualSketch whole = new ResidualSketch();
        ResidualSketch left = new ResidualSketch();
        ResidualSketch right = new ResidualSketch();
        for (int i = 0; i < values.length; i++) {
            whole.add(values[i]);
            (i % 2 == 0 ? left : right).add(values[i]);
        }
        left.merge(right);
        Arrays.sort(values);
        for (double level : new double[] {0.02, 0.1, 0.24, 0.5, 0.8, 0.97}) {
            double exact = values[(int) Math.ceil(5002 * level) - 1];
            assertEquals(
                    whole.quantile(level).orElseThrow(), left.quantile(level).orElseThrow());
            assertEquals(exact, whole.quantile(level).orElseThrow(), 0.021 * Math.abs(exact) + 0.01);
            ResidualSketch doubled = new ResidualSketch();
            doubled.addTimes(whole, 2);
            assertEquals(2 * exact, doubled.quantile(level).orElseThrow(), 0.05 * Math.abs(2 * exact) + 0.02);
        }
        assertTrue(new ResidualSketch().quantile(0.5).isEmpty());
    }
}
