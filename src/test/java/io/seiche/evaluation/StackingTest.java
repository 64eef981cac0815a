package io.seiche.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StackingTest {
    private static final double[] MEDIAN = {0.5};
    private static final int POINTS = 2_000;

    private final Random random = new Random(3);
    private final float[] actual = noise(1);

    private float[] noise(double spread) {
        float[] values = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    /** The actual values with independent errors. */
    private float[] forecast(double error) {
        float[] values = noise(error);
        for (int i = 0; i < POINTS; i++) {
            values[i] += actual[i];
        }
        return values;
    }

    @Test
    void equallyGoodForecastersWithIndependentErrorsShareTheWeight() {
        Stacking stacking = new Stacking(MEDIAN, new float[][] {forecast(1), forecast(1)}, actual);
        assertArrayEquals(new double[] {0.5, 0.5}, stacking.weights(new double[] {0.9, 0.1}, 1e6), 0.03);
    }

    @Test
    void aForecasterOfHalfTheErrorHasFourTimesTheWeight() {
        Stacking stacking = new Stacking(MEDIAN, new float[][] {forecast(0.5), forecast(1)}, actual);
        assertArrayEquals(new double[] {0.8, 0.2}, stacking.weights(new double[] {1, 1}, 1e6), 0.03);
    }

    @Test
    void littleEvidenceStaysNearTheExpectation() {
        Stacking stacking = new Stacking(MEDIAN, new float[][] {forecast(1), forecast(1.2)}, actual);
        double[] prior = {0.1, 0.9};
        double far = Math.abs(stacking.weights(prior, 1e6)[0] - 0.1);
        double near = Math.abs(stacking.weights(prior, 1)[0] - 0.1);
        assertTrue(near < 0.9 * far, near + " " + far);
    }

    @Test
    void aUselessForecasterIsDroppedAndTheMeanIsNoWorseThanTheBest() {
        Stacking stacking = new Stacking(MEDIAN, new float[][] {forecast(0.3), forecast(0.4), noise(9)}, actual);
        double[] weights = stacking.weights(new double[] {1, 1, 1}, 100);
        assertEquals(0, weights[2]);
        assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
        assertTrue(stacking.loss(weights) <= stacking.loss(new double[] {1, 0, 0}));
    }

    @Test
    void everyLevelCountsByItsPinballLoss() {
        float[] low = actual.clone();
        float[] wide = new float[2 * POINTS];
        float[] narrow = new float[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            wide[2 * i] = -1.28f;
            wide[2 * i + 1] = 1.28f;
        }
        Stacking stacking = new Stacking(new double[] {0.1, 0.9}, new float[][] {wide, narrow}, low);
        double[] weights = stacking.weights(new double[] {1, 1}, 1e6);
        assertTrue(weights[0] > 0.9, Arrays.toString(weights));
    }
}
