package io.seiche.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seiche.math.Draws;
import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses: values, gradients and refusals. */
class LossesTest {
    private static final int TARGETS = 2;
    private static final int BATCH = 5;

    static List<String> losses() {
        return Losses.examples();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theGradientIsTheCentralDifference(String text) {
        Loss loss = Losses.parse(text);
        Sequence prediction = prediction(loss, 1);
        float[] target = target();
        float[] gradient = new float[prediction.values().length];
        loss.evaluate(prediction, target, gradient);
        for (int j = 0; j < gradient.length; j++) {
            float kept = prediction.values()[j];
            prediction.values()[j] = kept + 1e-3f;
            double above = loss.evaluate(prediction, target, null);
            prediction.values()[j] = kept - 1e-3f;
            double below = loss.evaluate(prediction, target, null);
            double width = (double) (kept + 1e-3f) - (kept - 1e-3f);
            prediction.values()[j] = kept;
            assertEquals((above - below) / width, gradient[j], 1e-4, text + " [" + j + "]");
        }
    }

    /** Probabilities, so that the cross-entropies can read them too. */
    private static Sequence prediction(Loss loss, int steps) {
        float[] values = new Draws(1).floats(steps * TARGETS * loss.blocks().count() * BATCH, 0.4);
        for (int j = 0; j < values.length; j++) {
            values[j] += 0.5f;
        }
        return new Sequence(values, 0, steps, TARGETS * loss.blocks().count(), BATCH);
    }

    private static float[] target() {
        float[] target = new Draws(2).floats(TARGETS * BATCH, 0.5);
        for (int j = 0; j < target.length; j++) {
            target[j] += 0.5f;
        }
        return target;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theNameReadsBackAsTheSameLoss(String text) {
        Loss loss = Losses.parse(text);
        assertEquals(loss.name(), Losses.parse(loss.name()).name());
        assertEquals(loss.blocks(), Losses.parse(loss.name()).blocks());
    }

    @Test
    void quantilesMayHaveASmallestForecast() {
        Loss loss = Losses.parse("Quantile(0.1, 0.9, Minimum=0)");
        assertEquals("quantile(0.1, 0.9, minimum=0)", loss.name());
        assertEquals(0, loss.blocks().minimum());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Losses.parse("quantile(0.1, 0.9)").blocks().minimum());
        for (String wrong : new String[] {
            "quantile(0.1, least=0)", "quantile(0.1, minimum=low)", "quantile(0.1, minimum=Infinity)", "mse(minimum=0)"
        }) {
            assertThrows(IllegalArgumentException.class, () -> Losses.parse(wrong), wrong);
        }
    }

    /** The loss and the gradient of the other targets stay, those of the absent one are zero. */
    @ParameterizedTest
    @MethodSource("losses")
    void aTargetThatIsAbsentAddsNothing(String text) {
        Loss loss = Losses.parse(text);
        assumeTrue(loss instanceof MeanLoss, "a class is never absent");
        Sequence prediction = prediction(loss, 1);
        float[] target = target();
        float[] all = new float[prediction.values().length];
        double whole = loss.evaluate(prediction, target, all);
        float[] absent = target.clone();
        absent[3] = Float.NaN;
        float[] rest = new float[all.length];
        double without = loss.evaluate(prediction, absent, rest);
        for (int j = 0; j < all.length; j++) {
            assertEquals(j % (TARGETS * BATCH) == 3 ? 0f : all[j], rest[j], text + " [" + j + "]");
        }
        Arrays.fill(absent, Float.NaN);
        absent[3] = target[3];
        assertEquals(whole, without + loss.evaluate(prediction, absent, rest), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void paddingCountsForNothing(String text) {
        Loss loss = Losses.parse(text);
        Sequence once = prediction(loss, 1);
        float[] twice = java.util.Arrays.copyOf(once.values(), 2 * once.values().length);
        java.util.Arrays.fill(twice, once.values().length, twice.length, Float.NaN);
        Sequence padded = new Sequence(twice, 0, 2, once.features(), BATCH, new int[] {1, 1, 1, 1, 1});
        float[] expected = new float[once.values().length];
        float[] gradient = new float[twice.length];
        float[] target = java.util.Arrays.copyOf(target(), 2 * TARGETS * BATCH);
        assertEquals(loss.evaluate(once, target, expected), loss.evaluate(padded, target, gradient));
        assertArrayEquals(java.util.Arrays.copyOf(expected, twice.length), gradient, text);
    }

    @ParameterizedTest
    @CsvSource({
        "mse, 0.5, 2, 2.25",
        "mae, 0.5, 2, 1.5",
        "huber(0.5), 0.5, 2, 0.625",
        "huber, 0.5, 1, 0.125",
        "quantile(0.9), 0.5, 2, 1.35",
        "quantile(0.9), 2, 0.5, 0.15",
        "logcosh, 0.5, 2, 0.855440171",
        "binary-crossentropy, 0.25, 1, 1.386294361",
        "binary-crossentropy, 0.25, 0, 0.287682072",
        "crossentropy, 0.25, 1, 1.386294361",
        "poisson, 0, 3, 1",
        "poisson, 1.0986123, 3, -0.295837"
    })
    void oneValueCostsWhatTheFormulaSays(String text, float predicted, float actual, double cost) {
        Sequence prediction = new Sequence(new float[] {predicted}, 0, 1, 1, 1);
        assertEquals(cost, Losses.parse(text).evaluate(prediction, new float[] {actual}, null), 1e-6);
    }

    /**
     * Worked by hand: log(1 + e^v) is 1 at v = log(e - 1), so the deviation is 1 and the degrees of freedom are 3; with mean 1
     * and dispersion 1 the counts have the probabilities 1/2, 1/4, 1/8, ...
     */
    @ParameterizedTest
    @CsvSource({
        "gaussian, 0, 0.918938533",
        "gaussian, 1, 1.418938533",
        "student-t, 0, 1.000889",
        "student-t, 1, 1.576253",
        "negative-binomial, 0, 0.693147",
        "negative-binomial, 1, 1.386294",
        "negative-binomial, 3, 2.772589",
        "'quantile(0.1, 0.5, 0.9)', 1, 0.247382"
    })
    void aDistributionCostsWhatItsFormulaSays(String text, float actual, double cost) {
        Loss loss = Losses.parse(text);
        float v = (float) Math.log(Math.E - 1);
        float[] answer = Arrays.copyOf(new float[] {0, v, v}, loss.blocks().count());
        Sequence prediction = new Sequence(answer, 0, 1, answer.length, 1);
        assertEquals(cost, loss.evaluate(prediction, new float[] {actual}, null), 2e-6);
    }

    /** Of two classes and of three, with weights: -w log p of the class that came, a mean over the windows. */
    @Test
    void classesCostTheirWeightTimesMinusLogP() {
        Sequence yes = new Sequence(new float[] {0.8f, 0.4f, 0.5f}, 0, 1, 1, 3);
        float[] came = {1, 0, 1};
        assertEquals(
                -(3 * Math.log(0.8) + Math.log(0.6) + 3 * Math.log(0.5)) / 3,
                Losses.ofClasses("binary-crossentropy", 1, 3).evaluate(yes, came, null),
                1e-7);
        Sequence three = new Sequence(new float[] {0.2f, 0.1f, 0.5f, 0.6f, 0.3f, 0.3f}, 0, 1, 3, 2);
        float[] gradient = new float[6];
        double cost = Losses.ofClasses("crossentropy", 2, 5, 7).evaluate(three, new float[] {1, 0}, gradient);
        assertEquals(-(5 * Math.log(0.5) + 2 * Math.log(0.1)) / 2, cost, 1e-7);
        assertArrayEquals(new float[] {0, -2 / 0.1f / 2, -5 / 0.5f / 2, 0, 0, 0}, gradient, 1e-5f);
    }

    /** The same as the cross-entropies over numbers, with classes given by position. */
    @ParameterizedTest
    @ValueSource(strings = {"crossentropy", "binary-crossentropy"})
    void classesByPositionCostWhatOneHotNumbersCost(String name) {
        int classes = name.startsWith("binary") ? 1 : 4;
        float[] answers = new Draws(3).floats(classes * BATCH, 0.4);
        float[] positions = {1, 0, classes == 1 ? 1 : 3, 0, 1};
        float[] numbers = new float[classes * BATCH];
        for (int b = 0; b < BATCH; b++) {
            if (classes == 1) {
                numbers[b] = positions[b];
            } else {
                numbers[((int) positions[b]) * BATCH + b] = 1;
            }
        }
        for (int j = 0; j < answers.length; j++) {
            answers[j] += 0.5f;
        }
        Sequence prediction = new Sequence(answers, 0, 1, classes, BATCH);
        float[] expected = new float[answers.length];
        float[] gradient = new float[answers.length];
        assertEquals(
                Losses.parse(name).evaluate(prediction, numbers, expected),
                Losses.ofClasses(name).evaluate(prediction, positions, gradient),
                1e-12);
        assertArrayEquals(expected, gradient, 1e-6f);
    }

    @Test
    void aClassThatIsNotKnownTeachesNothing() {
        Sequence prediction = new Sequence(new float[] {0.2f, 0.1f, 0.8f, 0.9f}, 0, 1, 2, 2);
        float[] gradient = {9, 9, 9, 9};
        double cost = Losses.ofClasses("crossentropy").evaluate(prediction, new float[] {-1, 1}, gradient);
        assertEquals(-Math.log(0.9) / 2, cost, 1e-7);
        assertArrayEquals(new float[] {0, 0, 0, -1 / 0.9f / 2}, gradient, 1e-6f);
    }

    @Test
    void onlyACrossEntropyClassifies() {
        String said = assertThrows(IllegalArgumentException.class, () -> Losses.ofClasses("mse"))
                .getMessage();
        assertEquals(
                "training.loss must be crossentropy or binary-crossentropy with training.task = classify, was mse",
                said);
    }

    @Test
    void pointLossesAreMeansOverTargetsAndCrossEntropiesAreSums() {
        Sequence prediction = new Sequence(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, 0, 1, 2, 2);
        float[] target = {1, 1, 1, 1};
        assertEquals(0.25, Losses.parse("mse").evaluate(prediction, target, null), 1e-9);
        assertEquals(2 * Math.log(2), Losses.parse("crossentropy").evaluate(prediction, target, null), 1e-9);
        assertEquals(2 * Math.log(2), Losses.parse("binary-crossentropy").evaluate(prediction, target, null), 1e-9);
    }

    @Test
    void studentsTWithManyDegreesIsTheNormalDistribution() {
        Sequence normal = new Sequence(new float[] {0.3f, 0.8f}, 0, 1, 2, 1);
        Sequence student = new Sequence(new float[] {0.3f, 0.8f, 1e6f}, 0, 1, 3, 1);
        float[] target = {1.1f};
        double expected = Losses.parse("gaussian").evaluate(normal, target, null);
        assertEquals(expected, Losses.parse("student-t").evaluate(student, target, null), 1e-5);
    }

    @Test
    void thePointForecastOfQuantilesIsTheOneNearestTheMedian() {
        assertEquals(1, Losses.parse("quantile(0.1, 0.45, 0.9)").blocks().point());
        assertEquals(3, Losses.parse("quantile(0.1, 0.45, 0.9)").blocks().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mes           | training.loss must be one of mse, mae, huber, quantile,
                    mes           | was "mes"; did you mean mse?
                    hubr(1)       | did you mean huber?
                    huber(0)      | threshold of huber must be above 0, was 0
                    huber(x)      | threshold of huber must be a number, was x
                    mse(1)        | training.loss must be written like mse, was mse(1)
                    quantile      | training.loss must be written like quantile(0.1, 0.5, 0.9), was quantile
                    quantile(1)   | levels of quantile must be between 0 and 1, was 1
                    mse, mae      | training.loss "mse, mae" must have the end at character 4, found ", mae"
                    """)
    void whatIsWrongIsSaid(String text, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> Losses.parse(text))
                .getMessage();
        assertTrue(said.contains(message), said);
    }
}
