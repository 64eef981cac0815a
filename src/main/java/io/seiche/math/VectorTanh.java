package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * tanh of {@link Activations}, and the logistic function computed from it, on the Vector API, with the same bits.
 *
 * <p>The JIT compiler vectorises the plain loops too, but spends half the time on clamping the argument, since {@code
 * Math.min} of floats handles NaN and signed zeros. Here the minimum is one of integers: the bits of |v| plus {@link
 * #UP}. With that addition the bits of a NaN, which are larger than those of infinity, overflow to a negative integer,
 * pass the minimum, and are restored by the subtraction.
 */
public final class VectorTanh {
    public static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    /** Difference of the largest integer and the bits of infinity. */
    public static final int UP = Integer.MAX_VALUE - Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    /** Bits of {@link Activations#END} plus {@link #UP}. */
    public static final int END = Float.floatToRawIntBits(Activations.END) + UP;

    private VectorTanh() {}

    /** Replaces n numbers v by tanh(v); n is a multiple of the lanes. */
    static void tanh(float[] v, int at, int n) {
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector up = IntVector.broadcast(INTS, UP);
        IntVector end = IntVector.broadcast(INTS, END);
        FloatVector p13 = FloatVector.broadcast(SPECIES, Activations.P13);
        FloatVector p11 = FloatVector.broadcast(SPECIES, Activations.P11);
        FloatVector p9 = FloatVector.broadcast(SPECIES, Activations.P9);
        FloatVector p7 = FloatVector.broadcast(SPECIES, Activations.P7);
        FloatVector p5 = FloatVector.broadcast(SPECIES, Activations.P5);
        FloatVector p3 = FloatVector.broadcast(SPECIES, Activations.P3);
        FloatVector p1 = FloatVector.broadcast(SPECIES, Activations.P1);
        FloatVector q6 = FloatVector.broadcast(SPECIES, Activations.Q6);
        FloatVector q4 = FloatVector.broadcast(SPECIES, Activations.Q4);
        FloatVector q2 = FloatVector.broadcast(SPECIES, Activations.Q2);
        FloatVector q0 = FloatVector.broadcast(SPECIES, Activations.Q0);
        for (int j = at; j < at + n; j += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, v, j).reinterpretAsInts();
            FloatVector y = bits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(bits.and(sign))
                    .reinterpretAsFloats();
            FloatVector s = y.mul(y);
            FloatVector p =
                    s.fma(p13, p11).fma(s, p9).fma(s, p7).fma(s, p5).fma(s, p3).fma(s, p1);
            FloatVector q = s.fma(q6, q4).fma(s, q2).fma(s, q0);
            y.mul(p).div(q).intoArray(v, j);
        }
    }

    /** Replaces n numbers v by 1 / (1 + e^-v); n is a multiple of the lanes. */
    public static void logistic(float[] v, int at, int n) {
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector up = IntVector.broadcast(INTS, UP);
        IntVector end = IntVector.broadcast(INTS, END);
        FloatVector p13 = FloatVector.broadcast(SPECIES, Activations.P13);
        FloatVector p11 = FloatVector.broadcast(SPECIES, Activations.P11);
        FloatVector p9 = FloatVector.broadcast(SPECIES, Activations.P9);
        FloatVector p7 = FloatVector.broadcast(SPECIES, Activations.P7);
        FloatVector p5 = FloatVector.broadcast(SPECIES, Activations.P5);
        FloatVector p3 = FloatVector.broadcast(SPECIES, Activations.P3);
        FloatVector p1 = FloatVector.broadcast(SPECIES, Activations.P1);
        FloatVector q6 = FloatVector.broadcast(SPECIES, Activations.Q6);
        FloatVector q4 = FloatVector.broadcast(SPECIES, Activations.Q4);
        FloatVector q2 = FloatVector.broadcast(SPECIES, Activations.Q2);
        FloatVector q0 = FloatVector.broadcast(SPECIES, Activations.Q0);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int j = at; j < at + n; j += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, v, j).mul(half).reinterpretAsInts();
            FloatVector y = bits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(bits.and(sign))
                    .reinterpretAsFloats();
            FloatVector s = y.mul(y);
            FloatVector p =
                    s.fma(p13, p11).fma(s, p9).fma(s, p7).fma(s, p5).fma(s, p3).fma(s, p1);
            FloatVector q = s.fma(q6, q4).fma(s, q2).fma(s, q0);
            y.mul(p).div(q).fma(half, half).intoArray(v, j);
        }
    }
}
