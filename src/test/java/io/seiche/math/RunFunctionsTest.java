package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectorised functions agree bit for bit with their scalar form. */
class RunFunctionsTest {
    private static final float AROUND = 3f;

    /** A function over a run. */
    @FunctionalInterface
    private interface Run {
        void over(float[] v, int at, int n);
    }

    static List<Kernels> implementations() {
        return KernelsTest.implementations();
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theExponentialOfARunIsThatOfItsNumbers(Kernels kernels) {
        everyPattern(kernels.elementwise()::exp, Activations::exp);
        everyLength(kernels.elementwise()::exp, Activations::exp);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theLogOfTheLogisticOfARunIsThatOfItsNumbers(Kernels kernels) {
        everyPattern(kernels.elementwise()::logLogistic, Activations::logLogistic);
        everyLength(kernels.elementwise()::logLogistic, Activations::logLogistic);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theTanhOfARunIsThatOfItsNumbers(Kernels kernels) {
        everyPattern(kernels.elementwise()::tanh, Activations::tanh);
        everyLength(kernels.elementwise()::tanh, Activations::tanh);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theLogisticOfARunIsThatOfItsNumbers(Kernels kernels) {
        everyPattern(kernels.elementwise()::logistic, Activations::logistic);
        everyLength(kernels.elementwise()::logistic, Activations::logistic);
    }

    /** Every 251st pattern of bits there is, NaNs of all kinds, infinities and subnormal numbers among them. */
    private static void everyPattern(Run run, UnaryOperator<Float> one) {
        int length = 4099;
        float[] v = new float[length];
        for (int call = 0; call < 6000; call++) {
            run.over(v, 0, 128); // so often that no run is kept short any longer
        }
        long bits = Integer.MIN_VALUE;
        while (bits <= Integer.MAX_VALUE) {
            float[] given = new float[length];
            for (int j = 0; j < length; j++, bits += 251) {
                given[j] = Float.intBitsToFloat((int) bits);
            }
            System.arraycopy(given, 0, v, 0, length);
            run.over(v, 0, length);
            for (int j = 0; j < length; j++) {
                same(one.apply(given[j]), v[j], given[j]);
            }
        }
    }

    /** The ends of the functions' ranges and what lies between, in runs that fill no, one or some vectors. */
    private static void everyLength(Run run, UnaryOperator<Float> one) {
        float[] ends = {
            0f,
            -0f,
            1f,
            -1f,
            -86.99999f,
            -87f,
            -87.00001f,
            -88f,
            88.72283f,
            88.72284f,
            0.5f,
            -17.3f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MAX_VALUE
        };
        for (int n = 0; n <= 70; n++) {
            float[] v = new float[n + 2];
            v[0] = AROUND;
            v[n + 1] = AROUND;
            for (int j = 0; j < n; j++) {
                v[1 + j] = ends[(j + n) % ends.length];
            }
            run.over(v, 1, n);
            for (int j = 0; j < n; j++) {
                float given = ends[(j + n) % ends.length];
                same(one.apply(given), v[1 + j], given);
            }
            assertEquals(AROUND, v[0]);
            assertEquals(AROUND, v[n + 1]);
        }
    }

    private static void same(float expected, float found, float given) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(found)) {
            assertEquals(expected, found, () -> "of " + given);
        }
    }
}
