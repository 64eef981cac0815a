package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise kernels compute the formula for each number bit for bit and change nothing else. */
class ElementwiseTest {
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 127, 128, 129, 2500};

    private static final float[] UNUSUAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -1e-31f, 0x1p-100f, -3e38f
    };

    /** An operation over runs of {@code a}, {@code b}, {@code c}. */
    @FunctionalInterface
    private interface Run {
        void over(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n);
    }

    /** A function of one number. */
    @FunctionalInterface
    private interface One {
        float of(float a, float b, float c, float to);
    }

    private record Operation(Run run, One one) {}

    private static Map<String, Operation> operations(Elementwise r) {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put(
                "product",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.product(a, i, b, j, to, at, n), (a, b, c, to) -> a * b));
        all.put(
                "addProduct",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.addProduct(a, i, b, j, to, at, n),
                        (a, b, c, to) -> to + a * b));
        all.put("add", new Operation((a, i, b, j, c, k, to, at, n) -> r.add(a, i, to, at, n), (a, b, c, to) -> to + a));
        all.put(
                "subtract",
                new Operation((a, i, b, j, c, k, to, at, n) -> r.subtract(a, i, to, at, n), (a, b, c, to) -> to - a));
        all.put(
                "max",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.max(a, i, to, at, n), (a, b, c, to) -> Math.max(to, a)));
        all.put(
                "rest",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.rest(a, i, b, j, to, at, n), (a, b, c, to) -> a * (1f - b)));
        all.put(
                "flush",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.flush(to, at, n),
                        (a, b, c, to) -> Math.abs(to) < 0x1p-100f ? 0f : to));
        all.put("quotient", new Operation(r::quotient, (a, b, c, to) -> a * b / c));
        all.put("mix", new Operation(r::mix, (a, b, c, to) -> b + c * (a - b)));
        all.put("tanhSlope", new Operation(r::tanhSlope, (a, b, c, to) -> a * b * (1f - c * c)));
        all.put("logisticSlope", new Operation(r::logisticSlope, (a, b, c, to) -> a * b * (c * (1f - c))));
        all.put(
                "tanhSlope in place",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.tanhSlope(c, k, to, at, n),
                        (a, b, c, to) -> to * (1f - c * c)));
        all.put(
                "logisticSlope in place",
                new Operation(
                        (a, i, b, j, c, k, to, at, n) -> r.logisticSlope(c, k, to, at, n),
                        (a, b, c, to) -> to * (c * (1f - c))));
        return all;
    }

    static List<Arguments> everyOperationOfAllKernels() {
        return KernelsTest.implementations().stream()
                .flatMap(kernels -> operations(kernels.elementwise()).entrySet().stream()
                        .map(operation -> Arguments.of(kernels.name(), operation.getKey(), operation.getValue())))
                .toList();
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("everyOperationOfAllKernels")
    void aRunIsItsNumbersOneByOne(String kernels, String name, Operation operation) {
        warm(operation);
        SplitMix random = new SplitMix(11);
        for (int n : LENGTHS) {
            float[] a = draw(n + 9, random);
            float[] b = draw(n + 9, random);
            float[] c = draw(n + 9, random);
            float[] to = draw(n + 9, random);
            float[] expected = to.clone();
            for (int j = 0; j < n; j++) {
                expected[4 + j] = operation.one().of(a[1 + j], b[2 + j], c[3 + j], to[4 + j]);
            }
            operation.run().over(a, 1, b, 2, c, 3, to, 4, n);
            assertArrayEquals(bits(expected), bits(to), name + " of " + n);
        }
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("everyOperationOfAllKernels")
    void theAnswerMayTakeThePlaceOfWhatWasGiven(String kernels, String name, Operation operation) {
        float[] a = draw(300, new SplitMix(12));
        float[] b = draw(300, new SplitMix(13));
        float[] c = draw(300, new SplitMix(14));
        float[] expected = a.clone();
        for (int j = 0; j < a.length; j++) {
            expected[j] = operation.one().of(a[j], b[j], c[j], a[j]);
        }
        operation.run().over(a, 0, b, 0, c, 0, a, 0, a.length);
        assertArrayEquals(bits(expected), bits(a), name);
    }

    /** Calls so often that nothing is kept short any longer. */
    private static void warm(Operation operation) {
        float[] some = new float[512];
        for (int call = 0; call < 6000; call++) {
            operation.run().over(some, 0, some, 128, some, 256, some, 384, 128);
        }
    }

    static List<Elementwise> ofAllKernels() {
        return KernelsTest.implementations().stream().map(Kernels::elementwise).toList();
    }

    /** As the gates of an sLSTM: each number less the greater of the two. */
    @ParameterizedTest
    @MethodSource("ofAllKernels")
    void exponentialsOfPairsAreThoseOfTheirNumbers(Elementwise elementwise) {
        for (int call = 0; call < 6000; call++) {
            elementwise.expOfPairs(new float[256], 0, 128);
        }
        for (int n : LENGTHS) {
            float[] v = draw(2 * n + 1, new SplitMix(29));
            for (int j = 1; j <= n; j++) {
                float greater = Math.max(v[j], v[n + j]);
                v[j] = greater == v[j] ? 0f : v[j] - greater;
                v[n + j] = greater == v[n + j] ? 0f : v[n + j] - greater;
            }
            float[] expected = v.clone();
            Elementwise.PLAIN.exp(expected, 1, 2 * n);
            elementwise.expOfPairs(v, 1, n);
            assertArrayEquals(bits(expected), bits(v));
        }
    }

    /** NaNs are all alike: which of them an operation hands on is left to the machine. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int j = 0; j < bits.length; j++) {
            bits[j] = Float.floatToIntBits(values[j]);
        }
        return bits;
    }

    private static float[] draw(int n, SplitMix random) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = j % 7 == 6 ? UNUSUAL[(int) random.uniform(0, UNUSUAL.length)] : (float) random.uniform(-2, 2);
        }
        return values;
    }
}
