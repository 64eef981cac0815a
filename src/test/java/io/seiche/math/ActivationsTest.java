package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the approximated activations over the whole range. */
class ActivationsTest {
    /** Every float from 2^-30 to 128, every 97th bit pattern, both signs, and the ends. */
    private static float[] range() {
        int from = Float.floatToIntBits(0x1p-30f);
        int to = Float.floatToIntBits(128f);
        int count = (to - from) / 97;
        float[] values = new float[2 * count + 4];
        for (int i = 0; i < count; i++) {
            values[2 * i] = Float.intBitsToFloat(from + 97 * i);
            values[2 * i + 1] = -values[2 * i];
        }
        values[2 * count] = 0f;
        values[2 * count + 1] = Float.MAX_VALUE;
        values[2 * count + 2] = Float.POSITIVE_INFINITY;
        values[2 * count + 3] = Float.NEGATIVE_INFINITY;
        return values;
    }

    @Test
    void tanhIsOffByAMillionthAtMostAndNeverBeyondOne() {
        for (float v : range()) {
            assertEquals(Math.tanh(v), Activations.tanh(v), 1e-6, () -> "tanh(" + v + ")");
            assertTrue(Math.abs(Activations.tanh(v)) <= 1f, () -> "tanh(" + v + ") = " + Activations.tanh(v));
        }
    }

    @Test
    void theLogisticFunctionIsOffByHalfAMillionthAtMostAndStaysBetweenZeroAndOne() {
        for (float v : range()) {
            float y = Activations.logistic(v);
            assertEquals(1 / (1 + Math.exp(-v)), y, 5e-7, () -> "logistic(" + v + ")");
            assertTrue(y >= 0f && y <= 1f, () -> "logistic(" + v + ") = " + y);
        }
    }

    @Test
    void theExponentialIsOffByFourUnitsInTheLastPlaceAtMostAndEndsInZero() {
        for (float v : range()) {
            double exact = Math.exp(v);
            if (v > -87 && v <= 88.72283f) {
                assertEquals(exact, Activations.exp(v), 4 * Math.ulp((float) exact), () -> "exp(" + v + ")");
            } else if (v > 0) {
                assertEquals(Float.POSITIVE_INFINITY, Activations.exp(v), () -> "exp(" + v + ")");
            } else {
                assertEquals(exact, Activations.exp(v), 1e-6, () -> "exp(" + v + ")");
            }
        }
        assertEquals(0f, Activations.exp(-1e30f));
        assertEquals(0f, Activations.exp(Float.NEGATIVE_INFINITY));
    }

    @Test
    void theLogOfTheLogisticIsOffByAMillionthOrFourUnitsInTheLastPlace() {
        for (float v : range()) {
            if (Math.abs(v) < 128) {
                double exact = -Math.max(-v, 0) - Math.log1p(Math.exp(-Math.abs(v)));
                double most = Math.max(1e-6, 4 * Math.ulp((float) exact));
                assertEquals(exact, Activations.logLogistic(v), most, () -> "logLogistic(" + v + ")");
            }
        }
    }

    @Test
    void notANumberStaysNotANumber() {
        assertTrue(Float.isNaN(Activations.tanh(Float.NaN)));
        assertTrue(Float.isNaN(Activations.logistic(Float.NaN)));
        assertTrue(Float.isNaN(Activations.exp(Float.NaN)));
        assertTrue(Float.isNaN(Activations.logLogistic(Float.NaN)));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aRunIsItsNumbersOneByOneAndNothingAroundItIsTouched(Activation activation) {
        float[] run = new float[203];
        for (int j = 0; j < run.length; j++) {
            run[j] = (j - 100) * 0.07f;
        }
        float[] alone = run.clone();
        activation.apply(run, 1, 201);
        for (int j = 1; j < 202; j++) {
            activation.apply(alone, j, 1);
        }
        org.junit.jupiter.api.Assertions.assertArrayEquals(alone, run);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theSlopeComputedFromTheOutputIsTheDerivative(Activation activation) {
        for (float v = -3.05f; v < 3; v += 0.1f) {
            float[] y = {v - 5e-3f, v, v + 5e-3f};
            float[] d = {1f};
            activation.apply(y, 0, 3);
            activation.slope(y, 1, d, 0, 1);
            assertEquals((y[2] - y[0]) / 1e-2, d[0], 1e-3, activation + " at " + v);
        }
    }
}
