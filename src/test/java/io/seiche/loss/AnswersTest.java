package io.seiche.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layout of a network's output: forecasts are read from their positions. */
class AnswersTest {
    private static final int HORIZON = 3;
    private static final int TARGETS = 2;
    private static final int BATCH = 4;

    static List<String> losses() {
        List<String> all = new ArrayList<>(Losses.examples());
        all.add("quantile(0.6, 0.4)"); // equally near to the median
        return all;
    }

    /** Output (block * horizon + h) * targets + k is step h of target k, as the file formats say. */
    @Test
    void blocksFollowOneAnotherAndEachIsStepsOfTargets() {
        Answers answers = Answers.of(Losses.parse("gaussian"), HORIZON, TARGETS);
        Sequence output = output(answers);
        assertEquals(13, answers.levels().length);
        assertArrayEquals(new double[] {0.5}, answers.blockLevels());
        for (int h = 0; h < HORIZON; h++) {
            for (int k = 0; k < TARGETS; k++) {
                float mean = output.values()[output.offset() + (h * TARGETS + k) * BATCH + 1];
                assertEquals(mean, answers.point(output, answers.values().at(h, k), 1));
            }
        }
        assertEquals(2 * HORIZON * TARGETS, answers.outputs());
    }

    @Test
    void quantilesAreReadByIncreasingLevelWhateverTheirOrder() {
        Answers answers = Answers.of(Losses.parse("quantile(0.9, 0.5, 0.1)"), HORIZON, TARGETS);
        Sequence output = output(answers);
        float[] read = answers.read(output, new float[0]);
        int each = HORIZON * TARGETS * BATCH;
        assertArrayEquals(new double[] {0.1, 0.5, 0.9}, answers.levels());
        for (int i = 0; i < each; i++) {
            for (int level = 0; level < 3; level++) {
                assertEquals(output.values()[output.offset() + (2 - level) * each + i], read[level * each + i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theLevelNearestToTheMedianIsThePoint(String loss) {
        Answers answers = Answers.of(Losses.parse(loss), HORIZON, TARGETS);
        Sequence output = output(answers);
        float[] read = answers.read(output, new float[0]);
        int level = Blocks.nearestToMedian(answers.levels());
        for (int value = 0; value < answers.values().size(); value++) {
            for (int b = 0; b < BATCH; b++) {
                float point = answers.point(output, value, b);
                assertEquals(read[(level * answers.values().size() + value) * BATCH + b], point, loss);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "student-t", "negative-binomial"})
    void theForecastsOfADistributionAreItsQuantiles(String loss) {
        Answers answers = Answers.of(Losses.parse(loss), HORIZON, TARGETS);
        Sequence output = output(answers);
        float[] read = answers.read(output, new float[0]);
        int each = HORIZON * TARGETS * BATCH;
        for (int i = 0; i < each; i++) {
            double[] p = new double[answers.blocks().count()];
            for (int block = 0; block < p.length; block++) {
                p[block] = output.values()[output.offset() + block * each + i];
            }
            for (int level = 0; level < answers.levels().length; level++) {
                double quantile = answers.blocks().distribution().quantile(p, answers.levels()[level]);
                assertEquals((float) quantile, read[level * each + i]);
                assertEquals((float) quantile, answers.level(output, level, i / BATCH, i % BATCH));
                assertTrue(level == 0 || read[(level - 1) * each + i] <= read[level * each + i], "never cross");
            }
        }
    }

    @Test
    void aLogLinkMakesForecastsOfLogarithms() {
        Answers answers = Answers.of(Losses.parse("poisson"), 2, 1);
        Sequence output = new Sequence(new float[] {0, 1, -1, 2}, 0, 1, 2, 2);
        assertArrayEquals(
                new float[] {1, (float) Math.E, (float) (1 / Math.E), (float) (Math.E * Math.E)},
                answers.read(output, new float[0]),
                1e-5f);
        assertEquals((float) Math.E, answers.point(output, 0, 1), 1e-6f);
    }

    private static Sequence output(Answers answers) {
        float[] values = new Draws(1).floats(5 + answers.outputs() * BATCH, 1);
        return new Sequence(values, 5, 1, answers.outputs(), BATCH);
    }

    @Test
    void onlyTheEndsOfIntervalsOfWholePerCentsAreIntervals() {
        Answers answers =
                Answers.of(Losses.parse("quantile(0.001, 0.1, 0.333, 0.5, 0.667, 0.9, 0.999)"), HORIZON, TARGETS);
        assertEquals(List.of(80), answers.intervals());
        assertEquals(1, answers.lower(80));
        assertEquals(5, answers.upper(80));
        assertEquals(
                List.of(), Answers.of(Losses.parse("mse"), HORIZON, TARGETS).intervals());
    }
}
