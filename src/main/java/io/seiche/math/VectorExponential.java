package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The exponential function of {@link Activations} and the logarithm of the logistic function on the Vector API, which the
 * JIT compiler of JDK 17 does not vectorise because of their casts and bit operations.
 *
 * <p>The bits are those of {@link Activations}: the operations and their order are the same, except for steps that are
 * exact in both forms. These are splitting the power of two, by rounding, and the results for arguments out of range, by
 * multiplying with 0 or adding infinity.
 *
 * <p>No loop calls a method that takes or returns a vector, uses masks, or shifts by a constant: the compiler does not
 * always inline these, depending on what it compiled before, and then allocates every vector as an object.
 */
final class VectorExponential {
    /**
     * Sum with an integer n has the exponent of 2^n in its last bits; shifted left by 23 bits they are the bits of 2^n.
     */
    private static final float EXPONENT = Activations.ROUND + 127f;

    /** Factor of a difference that is then clamped to 0 or 1, or squared to 0 or infinity. */
    private static final float HUGE = 0x1p100f;

    /** Length of the buffer of exponentials. */
    private static final int PART = 512;

    private static final ThreadLocal<float[]> BUFFER = ThreadLocal.withInitial(() -> new float[PART]);

    private VectorExponential() {}

    /** Replaces n numbers v by e^v. */
    static void exp(float[] v, int at, int n) {
        IntVector toExponents = FloatVector.broadcast(SPECIES, Float.MIN_NORMAL).reinterpretAsInts(); // 1 << 23
        int end = at + n;
        int j = at;
        for (; j <= end - LANES; j += LANES) {
            FloatVector given = FloatVector.fromArray(SPECIES, v, j);
            FloatVector y = given.min(Activations.LOG_OF_LARGEST).max(-88f);
            FloatVector whole = y.mul(Activations.LOG2E).add(Activations.ROUND).sub(Activations.ROUND);
            FloatVector half = whole.mul(0.5f).add(Activations.ROUND).sub(Activations.ROUND);
            FloatVector r = y.sub(whole.mul(Activations.LN2_HIGH)).sub(whole.mul(Activations.LN2_LOW));
            FloatVector p = r.mul(1.9875691e-4f).add(0.0013981999f);
            p = p.mul(r).add(0.008333452f);
            p = p.mul(r).add(0.041665796f);
            p = p.mul(r).add(0.16666666f);
            p = p.mul(r).add(0.5f);
            p = p.mul(r).mul(r).add(r).add(1f);
            p = p.mul(half.add(EXPONENT).reinterpretAsInts().mul(toExponents).reinterpretAsFloats());
            p = p.mul(whole.sub(half)
                    .add(EXPONENT)
                    .reinterpretAsInts()
                    .mul(toExponents)
                    .reinterpretAsFloats());
            FloatVector kept = given.add(87f).mul(HUGE).add(1f).max(0f).min(1f); // 0 below -87
            FloatVector beyond =
                    given.sub(Activations.LOG_OF_LARGEST).mul(HUGE).mul(HUGE).max(0f); // else 0, or infinite
            p.mul(kept).add(beyond).intoArray(v, j);
        }
        for (; j < end; j++) {
            v[j] = Activations.exp(v[j]);
        }
    }

    /**
     * Computes {@link Elementwise#expOfPairs} for n numbers from {@code at} and n from {@code other}, n being a multiple
     * of the lanes. One exponential of each pair is 1, so only that of the sum is computed.
     */
    static void expOfPairs(float[] v, int at, int other, int n) {
        float[] u = BUFFER.get();
        for (int j = 0; j < n; j += PART) {
            pairs(v, at + j, other + j, Math.min(PART, n - j), u);
        }
    }

    private static void pairs(float[] v, int at, int other, int n, float[] u) {
        for (int j = 0; j < n; j += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, v, at + j);
            a.add(FloatVector.fromArray(SPECIES, v, other + j)).intoArray(u, j);
        }
        exp(u, 0, n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < n; j += LANES) {
            FloatVector power = FloatVector.fromArray(SPECIES, u, j);
            FloatVector a = FloatVector.fromArray(SPECIES, v, at + j);
            FloatVector isZero = a.mul(HUGE).mul(HUGE).add(1f).max(0f); // 1 or, of less than 0, 0
            power.max(isZero).intoArray(v, at + j);
            power.max(one.sub(isZero)).intoArray(v, other + j);
        }
    }

    /** Replaces n numbers v by log s(v) = -(max(-v, 0) + log(1 + u)), u = e^-|v|. */
    static void logLogistic(float[] v, int at, int n) {
        float[] u = BUFFER.get();
        for (int j = 0; j < n; j += PART) {
            part(v, at + j, Math.min(PART, n - j), u);
        }
    }

    private static void part(float[] v, int at, int n, float[] u) {
        for (int j = 0; j < n; j++) {
            u[j] = -Math.abs(v[at + j]);
        }
        exp(u, 0, n);
        int j = 0;
        for (; j <= n - LANES; j += LANES) {
            FloatVector power = FloatVector.fromArray(SPECIES, u, j);
            FloatVector s = power.div(power.add(2f));
            FloatVector s2 = s.mul(s);
            FloatVector series = s2.mul(1f / 13f).add(1f / 11f);
            series = series.mul(s2).add(1f / 9f);
            series = series.mul(s2).add(1f / 7f);
            series = series.mul(s2).add(1f / 5f);
            series = series.mul(s2).add(1f / 3f);
            series = series.mul(s2).add(1f);
            FloatVector fallen = FloatVector.fromArray(SPECIES, v, at + j).neg().max(0f);
            fallen.add(s.mul(2f).mul(series)).neg().intoArray(v, at + j);
        }
        for (; j < n; j++) {
            v[at + j] = Activations.logLogistic(v[at + j]);
        }
    }
}
