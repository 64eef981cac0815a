package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tanh of {@link Activations}, and the logistic function made of it, a vector at a time, to the same bits. The compiler's
 * own vector code of the plain loops spends half its time on the ends, since a minimum of floats has to think of NaN and of
 * two zeros. Here it is one of whole numbers: the bits of |v|, moved up so far that NaNs, which lie above infinity, turn
 * negative and stay what they are.
 */
public final class VectorTanh {
    public static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    /** From the bits of infinity to the largest whole number. */
    public static final int UP = Integer.MAX_VALUE - Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    /** The bits of where tanh ends, moved up. */
    public static final int END = Float.floatToRawIntBits(Activations.END) + UP;

    private VectorTanh() {}

    /** v = tanh(v) over a stretch of whole vectors. */
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

    /** v = 1 / (1 + e^-v) over a stretch of whole vectors. */
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
