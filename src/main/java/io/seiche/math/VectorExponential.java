package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential of {@link Activations}, and the logarithm of the logistic function, a vector at a time: the same
 * operations in the same order, and so the same bits. A plain loop takes 5 to 8 ns a number, since the compiler of JDK 17
 * makes no vector code of casts and of bits read as floats; this one takes a tenth of that (AVX-512).
 */
final class VectorExponential {
    private static final int ROUND_BITS = Float.floatToRawIntBits(Activations.ROUND);

    private VectorExponential() {}

    /** v = e^v over a run. */
    static void exp(float[] v, int at, int n) {
        int end = at + n;
        int j = at;
        for (; j <= end - LANES; j += LANES) {
            exp(FloatVector.fromArray(SPECIES, v, j)).intoArray(v, j);
        }
        for (; j < end; j++) {
            v[j] = Activations.exp(v[j]);
        }
    }

    /** v = log s(v) over a run. */
    static void logLogistic(float[] v, int at, int n) {
        int end = at + n;
        int j = at;
        for (; j <= end - LANES; j += LANES) {
            logLogistic(FloatVector.fromArray(SPECIES, v, j)).intoArray(v, j);
        }
        for (; j < end; j++) {
            v[j] = Activations.logLogistic(v[j]);
        }
    }

    private static FloatVector exp(FloatVector v) {
        FloatVector y = v.min(Activations.LOG_OF_LARGEST).max(-88f);
        FloatVector rounded = y.mul(Activations.LOG2E).add(Activations.ROUND);
        FloatVector whole = rounded.sub(Activations.ROUND);
        FloatVector r = y.sub(whole.mul(Activations.LN2_HIGH)).sub(whole.mul(Activations.LN2_LOW));
        FloatVector p = r.mul(1.9875691e-4f)
                .add(0.0013981999f)
                .mul(r)
                .add(0.008333452f)
                .mul(r)
                .add(0.041665796f)
                .mul(r)
                .add(0.16666666f)
                .mul(r)
                .add(0.5f);
        IntVector power = rounded.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = power.lanewise(VectorOperators.ASHR, 1);
        FloatVector e = p.mul(r).mul(r).add(r).add(1f).mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half)));
        return e.blend(0f, v.lt(-87f))
                .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, Activations.LOG_OF_LARGEST));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector logLogistic(FloatVector v) {
        FloatVector u = exp(v.abs().neg());
        FloatVector s = u.div(u.add(2f));
        FloatVector s2 = s.mul(s);
        FloatVector series = s2.mul(1f / 13f)
                .add(1f / 11f)
                .mul(s2)
                .add(1f / 9f)
                .mul(s2)
                .add(1f / 7f)
                .mul(s2)
                .add(1f / 5f)
                .mul(s2)
                .add(1f / 3f)
                .mul(s2)
                .add(1f);
        return v.neg().max(0f).add(s.mul(2f).mul(series)).neg();
    }
}
