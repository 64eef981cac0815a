package io.seiche.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Elementwise;
import io.seiche.math.SplitMix;
import org.junit.jupiter.api.Test;

/** The fused forms of cells give the bits of the operations they stand for. */
class FusedStepsTest {
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 127, 128, 129, 2500};

    private static final float[] UNUSUAL = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -3e38f};

    private static final Elementwise PLAIN = Elementwise.PLAIN;

    /** Those of the kernels chosen for this JVM, which has a Vector API. */
    private static final FusedSteps STEPS = FusedSteps.get();

    /** A step of blocks from 3 on, states before it at 0 and after it at n. */
    private static Step step(int n, float[] z, float[]... states) {
        Step s = new Step();
        s.n = n;
        s.z = z;
        s.zAt = 3;
        s.states = states;
        s.after = n;
        return s;
    }

    @Test
    void aStepOfAnLstmIsItsOperationsOneByOne() {
        for (int call = 0; call < 6000; call++) {
            lstm(STEPS, 130);
        }
        for (int n : LENGTHS) {
            lstm(STEPS, n);
        }
    }

    @Test
    void vectorsComputeTheWholeStepOfAnLstmButALastPiece() {
        for (int call = 0; call < 6000; call++) {
            lstm(STEPS, 130);
        }
        assertTrue(lstm(STEPS, 2500) > 2500 - 64);
        assertEquals(0, lstm(FusedSteps.NONE, 2500));
    }

    /** One step and its gradient, compared with plain operations; returns how many numbers of each block the form made. */
    private static int lstm(FusedSteps steps, int n) {
        float[] z = draw(5 * n + 3, new SplitMix(15));
        float[] c = draw(2 * n, new SplitMix(16));
        float[] h = draw(2 * n, new SplitMix(17));
        float[] z1 = z.clone();
        float[] c1 = c.clone();
        float[] h1 = h.clone();
        int g = 3 + 2 * n;
        int o = 3 + 3 * n;
        int squashed = 3 + 4 * n;
        int made = steps.lstm(step(n, z, h, c));
        PLAIN.logistic(z1, 3, made);
        PLAIN.logistic(z1, 3 + n, made);
        PLAIN.tanh(z1, g, made);
        PLAIN.product(z1, 3 + n, c1, 0, c1, n, made);
        PLAIN.addProduct(z1, 3, z1, g, c1, n, made);
        PLAIN.logistic(z1, o, made);
        System.arraycopy(c1, n, z1, squashed, made);
        PLAIN.tanh(z1, squashed, made);
        PLAIN.product(z1, o, z1, squashed, h1, n, made);
        assertArrayEquals(bits(z1), bits(z));
        assertArrayEquals(bits(c1), bits(c));
        assertArrayEquals(bits(h1), bits(h));
        lstmBack(steps, z, c, n, made);
        return made;
    }

    private static void lstmBack(FusedSteps steps, float[] z, float[] c, int n, int made) {
        float[] dz = draw(4 * n, new SplitMix(18));
        float[] dh = draw(n, new SplitMix(19));
        float[] dc = draw(n, new SplitMix(20));
        float[] dz1 = dz.clone();
        float[] dc1 = dc.clone();
        int g = 3 + 2 * n;
        int o = 3 + 3 * n;
        int squashed = 3 + 4 * n;
        Step s = step(n, z, null, c);
        s.dz = dz;
        s.dh = dh;
        s.dStates = new float[][] {null, dc};
        int madeBack = steps.lstmBack(s);
        assertEquals(made, madeBack);
        PLAIN.logisticSlope(dh, 0, z, squashed, z, o, dz1, 3 * n, made);
        PLAIN.tanhSlope(dh, 0, z, o, z, squashed, dz1, 2 * n, made);
        PLAIN.add(dz1, 2 * n, dc1, 0, made);
        PLAIN.logisticSlope(dc1, 0, z, g, z, 3, dz1, 0, made);
        PLAIN.logisticSlope(dc1, 0, c, 0, z, 3 + n, dz1, n, made);
        PLAIN.tanhSlope(dc1, 0, z, 3, z, g, dz1, 2 * n, made);
        PLAIN.product(dc1, 0, z, 3 + n, dc1, 0, made);
        assertArrayEquals(bits(dz1), bits(dz));
        assertArrayEquals(bits(dc1), bits(dc));
    }

    @Test
    void theGradientOfAnSlstmIsItsOperationsOneByOne() {
        for (int call = 0; call < 6000; call++) {
            slstmBack(STEPS, 130);
        }
        for (int n : LENGTHS) {
            slstmBack(STEPS, n);
        }
    }

    @Test
    void vectorsComputeTheWholeGradientOfAnSlstmButALastPiece() {
        for (int call = 0; call < 6000; call++) {
            slstmBack(STEPS, 130);
        }
        assertTrue(slstmBack(STEPS, 2500) > 2500 - 64);
        assertEquals(0, slstmBack(FusedSteps.NONE, 2500));
    }

    private static int slstmBack(FusedSteps steps, int n) {
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
        Step s = step(n, z, h, c, norm);
        s.dz = dz;
        s.dh = dh;
        s.dStates = new float[][] {null, dc, dNorm};
        int made = steps.slstmBack(s);
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
