package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every available implementation of {@link Kernels} agrees with sums in double, for awkward sizes. */
class KernelsTest {
    private static final int[][] SIZES = {
        {1, 1, 1},
        {1, 7, 3},
        {5, 1, 2},
        {4, 3, 1},
        {2, 17, 33},
        {31, 15, 16},
        {16, 16, 16},
        {17, 64, 8},
        {40, 50, 129},
        {17, 3, 70},
        {200, 50, 50},
        {3, 200, 257},
        {65, 67, 1},
        {9, 262, 520}, // beyond what the kernels make at a time, by less than a vector
        {37, 273, 1030}, // beyond the rows and columns that stay near
        {35, 131, 2050} // beyond the sums
    };

    /** Every kind that can be had here; libraries of the host's may be missing. */
    static List<Kernels> implementations() {
        List<Kernels> found = new ArrayList<>();
        for (String kind : KernelChoice.names()) {
            try {
                found.add(KernelChoice.choose(kind).kernels());
            } catch (IllegalArgumentException cannotBeHadHere) {
                assertTrue(Set.of("native", "openblas").contains(kind), cannotBeHadHere::getMessage);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void aProductIsItsSumsAndTouchesNothingElse(Kernels kernels) {
        SplitMix random = new SplitMix(3);
        for (int[] size : SIZES) {
            for (int flags = 0; flags < 8; flags++) {
                check(kernels, size[0], size[1], size[2], (flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0, random);
            }
        }
    }

    private static void check(
            Kernels kernels, int m, int n, int k, boolean left, boolean right, boolean add, SplitMix random) {
        int aStride = (left ? m : k) + 3;
        int bStride = (right ? k : n) + 1;
        int cStride = n + 2;
        float[] a = draw(5 + (left ? k : m) * aStride, random);
        float[] b = draw(7 + (right ? n : k) * bStride, random);
        float[] c = draw(2 + m * cStride, random);
        float[] expected = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? c[2 + i * cStride + j] : 0;
                for (int p = 0; p < k; p++) {
                    sum += (double) a[5 + (left ? p * aStride + i : i * aStride + p)]
                            * b[7 + (right ? j * bStride + p : p * bStride + j)];
                }
                expected[2 + i * cStride + j] = (float) sum;
            }
        }
        kernels.multiply(left, right, m, n, k, a, 5, aStride, b, 7, bStride, add, c, 2, cStride);
        String what = kernels.name() + " " + m + "x" + n + "x" + k + " " + left + " " + right + " " + add;
        assertArrayEquals(expected, c, 1e-5f * (float) Math.sqrt(k + 1), what);
    }

    /** Whatever the rows they are made by. */
    @Test
    void strictSumsAreThoseOfPaperInTheOrderOfK() {
        SplitMix random = new SplitMix(5);
        for (int[] size : SIZES) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            for (int flags = 0; flags < 8; flags++) {
                boolean left = (flags & 1) > 0;
                boolean right = (flags & 2) > 0;
                boolean add = (flags & 4) > 0;
                float[] a = draw(m * k, random);
                float[] b = draw(k * n, random);
                float[] c = draw(m * n, random);
                float[] expected = new float[m * n];
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        float sum = add && !right ? c[i * n + j] : 0f;
                        for (int p = 0; p < k; p++) {
                            sum += a[left ? p * m + i : i * k + p] * b[right ? j * k + p : p * n + j];
                        }
                        expected[i * n + j] = add && right ? c[i * n + j] + sum : sum;
                    }
                }
                Kernels.strict().multiply(left, right, m, n, k, a, 0, left ? m : k, b, 0, right ? k : n, add, c, 0, n);
                assertArrayEquals(expected, c, m + "x" + n + "x" + k + " " + left + " " + right + " " + add);
            }
        }
    }

    /** The products of a dense layer of many units: rows as long as it is wide, then as many as that. */
    @Test
    void strictProductsOfAWideLayerTakeNoMoreMemoryThanTheirNumbers() {
        int units = 40_000;
        int inputs = 16;
        int batch = 12;
        SplitMix random = new SplitMix(6);
        float[] weights = draw(inputs * units, random);
        float[] x = draw(inputs * batch, random);
        float[] y = new float[units * batch];
        float[] back = new float[inputs * batch];
        Kernels.strict()
                .multiply(true, false, units, batch, inputs, weights, 0, units, x, 0, batch, false, y, 0, batch);
        Kernels.strict()
                .multiply(false, false, inputs, batch, units, weights, 0, units, y, 0, batch, false, back, 0, batch);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < batch; j++) {
                float sum = 0;
                for (int p = 0; p < units; p++) {
                    sum += weights[i * units + p] * y[p * batch + j];
                }
                assertEquals(sum, back[i * batch + j], 0f, i + ", " + j);
            }
        }
    }

    private static float[] draw(int n, SplitMix random) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = (float) random.uniform(-1, 1);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void aPreparedMatrixMultipliesAsItWouldUnpreparedWhateverWasThereBefore(Kernels kernels) {
        SplitMix random = new SplitMix(4);
        Left left = new Left();
        for (int gap : new int[] {0, 1}) {
            for (int[] size : SIZES) {
                for (boolean transposed : new boolean[] {false, true}) {
                    int m = size[0];
                    int n = size[1];
                    int k = size[2];
                    int stride = (transposed ? m : k) + 3;
                    float[] a = draw(5 + (transposed ? k : m) * stride, random);
                    float[] b = draw(7 + k * (n + gap), random);
                    float[] c = draw(2 + m * (n + 2), random);
                    float[] expected = c.clone();
                    kernels.multiply(transposed, false, m, n, k, a, 5, stride, b, 7, n + gap, true, expected, 2, n + 2);
                    kernels.prepare(left, n, transposed, m, k, a, 5, stride);
                    kernels.multiply(left, n, b, 7, n + gap, true, c, 2, n + 2);
                    assertArrayEquals(expected, c, m + "x" + n + "x" + k);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void aSumOfOuterProductsIsTheSumOfThem(Kernels kernels) {
        SplitMix random = new SplitMix(8);
        OuterProduct outer = new OuterProduct();
        for (int[] size : SIZES) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            float[] a = draw(5 + 3 * m * (k + 1), random);
            float[] b = draw(7 + 3 * n * (k + 2), random);
            float[] c = draw(2 + m * (n + 3), random);
            float[] expected = c.clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = c[2 + i * (n + 3) + j];
                    for (int p = 0; p < 3 * k; p++) {
                        int step = p / k;
                        sum += (double) a[5 + (step * m + i) * (k + 1) + p % k]
                                * b[7 + (step * n + j) * (k + 2) + p % k];
                    }
                    expected[2 + i * (n + 3) + j] = (float) sum;
                }
            }
            kernels.begin(outer, m, n);
            int aStep = m * (k + 1);
            int bStep = n * (k + 2);
            Operands operands = new Operands();
            kernels.add(outer, 1, operands.put(k).a(a, 5, aStep, k + 1).b(b, 7, bStep, k + 2));
            operands.clear();
            kernels.add(outer, 2, operands.put(k).a(a, 5 + aStep, aStep, k + 1).b(b, 7 + bStep, bStep, k + 2));
            kernels.finish(outer, c, 2, n + 3);
            assertArrayEquals(
                    expected, c, 3e-5f * (float) Math.sqrt(k + 1), kernels.name() + " " + m + "x" + n + "x" + k);
        }
    }

    /** A batch of 50 has columns that are multiplied as rows, one of 3 nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "plain"})
    void theNumbersOfAnExampleDoNotDependOnTheBatchItIsIn(String kind) {
        Kernels kernels = KernelChoice.choose(kind).kernels();
        int m = 70;
        int k = 31;
        float[] a = draw(m * k, new SplitMix(9));
        float[] b = draw(k * 64, new SplitMix(10));
        float[] whole = draw(m * 64, new SplitMix(11));
        float[] given = whole.clone();
        Left left = new Left();
        kernels.prepare(left, 64, false, m, k, a, 0, k);
        kernels.multiply(left, 64, b, 0, 64, true, whole, 0, 64);
        for (int n : new int[] {1, 3, 15, 16, 17, 20, 21, 33, 50, 63}) {
            float[] part = given.clone();
            kernels.prepare(left, n, false, m, k, a, 0, k);
            kernels.multiply(left, n, b, 64 - n, 64, true, part, 64 - n, 64);
            for (int i = 0; i < m; i++) {
                for (int j = 64 - n; j < 64; j++) {
                    assertEquals(whole[i * 64 + j], part[i * 64 + j], 0f, n + " columns, row " + i + ", column " + j);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theSameProductIsTheSameBits(Kernels kernels) {
        float[] a = draw(60 * 70, new SplitMix(1));
        float[] b = draw(70 * 50, new SplitMix(2));
        float[] once = new float[60 * 50];
        float[] again = new float[60 * 50];
        kernels.multiply(false, false, 60, 50, 70, a, 0, 70, b, 0, 50, false, once, 0, 50);
        kernels.multiply(false, false, 60, 50, 70, a, 0, 70, b, 0, 50, false, again, 0, 50);
        assertArrayEquals(once, again);
    }

    @Test
    void theChoiceOfKernelsHasAReason() {
        KernelChoice best = KernelChoice.choose("auto");
        assertTrue(best.kernels().name().startsWith("vector"), best.reason());
        assertEquals("matrix products by " + best.kernels().name() + ": the fastest there are", best.reason());
        assertEquals(
                "matrix products by plain: -Dseiche.kernels=plain",
                KernelChoice.choose("plain").reason());
    }

    @Test
    void kernelsThatDoNotExistAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> KernelChoice.choose("fastest"));
    }
}
