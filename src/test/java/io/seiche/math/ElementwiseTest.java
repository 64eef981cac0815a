package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arithmetic over runs: every kernels' is what the formula says of each number, bit by bit, and touches nothing else. */
class ElementwiseTest {
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 127, 128, 129, 2500};

    private static final float[] UNUSUAL = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -3e38f};

    /** An operation over runs of {@code a}, {@code b}, {@code c}. */
    @FunctionalInterface
    private interface Run {
        void over(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n);
    }

    /** What one number becomes. */
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
        all.put("quotient", new Operation(r::quotient, (a, b, c, to) -> a * b / c));
        all.put("mix", new Operation(r::mix, (a, b, c, to) -> b + c * (a - b)));
        all.put("tanhSlope", new Operation(r::tanhSlope, (a, b, c, to) -> a * b * (1f - c * c)));
        all.put("logisticSlope", new Operation(r::logisticSlope, (a, b, c, to) -> a * b * (c * (1f - c))));
        return all;
    }

    static List<Arguments> everyOperationOfAllKernels() {
        return KernelsTest.implementations().stream()
                .flatMap(kernels -> operations(kernels.runs()).entrySet().stream()
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
        return KernelsTest.implementations().stream().map(Kernels::runs).toList();
    }

    @ParameterizedTest
    @MethodSource("ofAllKernels")
    void aStepOfAnLstmIsItsOperationsOneByOne(Elementwise runs) {
        for (int call = 0; call < 6000; call++) {
            step(runs, 130);
        }
        for (int n : LENGTHS) {
            step(runs, n);
        }
    }

    @Test
    void vectorsMakeAllOfAnLstmsStepButALastPiece() {
        Elementwise runs = KernelChoice.choose("vector").kernels().runs();
        for (int call = 0; call < 6000; call++) {
            step(runs, 130);
        }
        assertTrue(step(runs, 2500) > 2500 - 64);
        assertEquals(0, step(Elementwise.PLAIN, 2500));
    }

    /** One step forward and one back, of what there is a form for; how much that was. */
    private static int step(Elementwise runs, int n) {
        float[] z = draw(5 * n + 3, new SplitMix(15));
        float[] c = draw(2 * n, new SplitMix(16));
        float[] h = draw(2 * n, new SplitMix(17));
        float[] z1 = z.clone();
        float[] c1 = c.clone();
        float[] h1 = h.clone();
        int g = 3 + 2 * n;
        int o = 3 + 3 * n;
        int squashed = 3 + 4 * n;
        int made = runs.lstm(z, 3, n, c, 0, n, h);
        Elementwise.PLAIN.logistic(z1, 3, made);
        Elementwise.PLAIN.logistic(z1, 3 + n, made);
        Elementwise.PLAIN.tanh(z1, g, made);
        Elementwise.PLAIN.product(z1, 3 + n, c1, 0, c1, n, made);
        Elementwise.PLAIN.addProduct(z1, 3, z1, g, c1, n, made);
        Elementwise.PLAIN.logistic(z1, o, made);
        System.arraycopy(c1, n, z1, squashed, made);
        Elementwise.PLAIN.tanh(z1, squashed, made);
        Elementwise.PLAIN.product(z1, o, z1, squashed, h1, n, made);
        assertArrayEquals(bits(z1), bits(z));
        assertArrayEquals(bits(c1), bits(c));
        assertArrayEquals(bits(h1), bits(h));
        back(runs, z, c, n, made);
        return made;
    }

    private static void back(Elementwise runs, float[] z, float[] c, int n, int made) {
        float[] dz = draw(4 * n, new SplitMix(18));
        float[] dh = draw(n, new SplitMix(19));
        float[] dc = draw(n, new SplitMix(20));
        float[] dz1 = dz.clone();
        float[] dc1 = dc.clone();
        int g = 3 + 2 * n;
        int o = 3 + 3 * n;
        int squashed = 3 + 4 * n;
        int madeBack = runs.lstmBack(z, 3, n, c, 0, dz, 0, dh, dc);
        assertEquals(made, madeBack);
        Elementwise.PLAIN.logisticSlope(dh, 0, z, squashed, z, o, dz1, 3 * n, made);
        Elementwise.PLAIN.tanhSlope(dh, 0, z, o, z, squashed, dz1, 2 * n, made);
        Elementwise.PLAIN.add(dz1, 2 * n, dc1, 0, made);
        Elementwise.PLAIN.logisticSlope(dc1, 0, z, g, z, 3, dz1, 0, made);
        Elementwise.PLAIN.logisticSlope(dc1, 0, c, 0, z, 3 + n, dz1, n, made);
        Elementwise.PLAIN.tanhSlope(dc1, 0, z, 3, z, g, dz1, 2 * n, made);
        Elementwise.PLAIN.product(dc1, 0, z, 3 + n, dc1, 0, made);
        assertArrayEquals(bits(dz1), bits(dz));
        assertArrayEquals(bits(dc1), bits(dc));
    }

    @ParameterizedTest
    @MethodSource("ofAllKernels")
    void theWayBackOfAnSlstmIsItsOperationsOneByOne(Elementwise runs) {
        for (int call = 0; call < 6000; call++) {
            slstmBack(runs, 130);
        }
        for (int n : LENGTHS) {
            slstmBack(runs, n);
        }
    }

    @Test
    void vectorsMakeAllOfAnSlstmsWayBackButALastPiece() {
        Elementwise runs = KernelChoice.choose("vector").kernels().runs();
        for (int call = 0; call < 6000; call++) {
            slstmBack(runs, 130);
        }
        assertTrue(slstmBack(runs, 2500) > 2500 - 64);
        assertEquals(0, slstmBack(Elementwise.PLAIN, 2500));
    }

    private static int slstmBack(Elementwise runs, int n) {
        float[] z = draw(5 * n + 3, new SplitMix(21));
        float[] h = draw(2 * n, new SplitMix(22));
        float[] c = draw(2 * n, new SplitMix(23));
        float[] norm = draw(2 * n, new SplitMix(24));
        float[] dz = draw(4 * n, new SplitMix(25));
        float[] dh = draw(n, new SplitMix(26));
        float[] dc = draw(n, new SplitMix(27));
        float[] dNorm = draw(n, new SplitMix(28));
        float[] dz1 = dz.clone();
        float[] dc1 = dc.clone();
        float[] dNorm1 = dNorm.clone();
        int made = runs.slstmBack(z, 3, n, h, c, norm, 0, n, dz, 0, dh, dc, dNorm);
        int keep = 3 + n;
        int fresh = 3 + 2 * n;
        int out = 3 + 3 * n;
        for (int j = 0; j < made; j++) {
            dc1[j] = dc1[j] + dh[j] * z[out + j] / norm[n + j];
            dNorm1[j] = dNorm1[j] - dh[j] * h[n + j] / norm[n + j];
            dz1[j] = (dc1[j] * z[fresh + j] + dNorm1[j]) * z[3 + j];
            dz1[n + j] = (dc1[j] * c[j] + dNorm1[j] * norm[j]) * z[keep + j] * (1f - z[3 + 4 * n + j]);
            dz1[2 * n + j] = dc1[j] * z[3 + j] * (1f - z[fresh + j] * z[fresh + j]);
            dz1[3 * n + j] = dh[j] * h[n + j] * (1f - z[out + j]);
            dc1[j] = dc1[j] * z[keep + j];
            dNorm1[j] = dNorm1[j] * z[keep + j];
        }
        assertArrayEquals(bits(dz1), bits(dz));
        assertArrayEquals(bits(dc1), bits(dc));
        assertArrayEquals(bits(dNorm1), bits(dNorm));
        return made;
    }

    /** As the gates of an sLSTM: each number less the greater of the two. */
    @ParameterizedTest
    @MethodSource("ofAllKernels")
    void exponentialsOfPairsAreThoseOfTheirNumbers(Elementwise runs) {
        for (int call = 0; call < 6000; call++) {
            runs.expOfPairs(new float[256], 0, 128);
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
            runs.expOfPairs(v, 1, n);
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
