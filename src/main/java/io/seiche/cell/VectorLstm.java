package io.seiche.cell;

import static io.seiche.math.VectorTanh.INTS;
import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import io.seiche.math.Activations;
import io.seiche.math.VectorTanh;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The step of an {@link Lstm} in as few loops as the compiler is sure to see through. The operations of {@code Elementwise}
 * the cell is otherwise made of, in the same order and so to the same bits, with the tanh of {@link VectorTanh} written out.
 *
 * <p>No loop has more than one tanh. With all five of a step in one loop the compiler of JDK 17 reached the end of what it
 * inlines at once after a tanh and a half and put off the rest; in five of 30 JVMs it then knew some vectors only by the
 * profile, stored them as objects, and inference ran at half the speed ({@code LogCompilation} shows {@code late_inline} and
 * {@code speculate_class_check}). With {@link VectorTanh} called in place of the two written out here, lstm(128) answered
 * 6,084 windows per second instead of 6,434 (medians of four alternating runs, one thread of an AMD EPYC, JDK 17.0.15).
 */
final class VectorLstm {
    private VectorLstm() {}

    /**
     * One step.
     *
     * @param z pre-activations of the gates i, f, c~ and o, n numbers each from {@code i} on, which become their values;
     *     tanh(c) goes to the block after them
     * @param c the cell state, read at {@code before} and written at {@code after}
     * @param h the hidden state, written at {@code after}
     * @param whole how many numbers of each block, a multiple of the lanes
     */
    static void forward(float[] z, int i, int n, float[] c, int before, int after, float[] h, int whole) {
        VectorTanh.logistic(z, i, whole);
        VectorTanh.logistic(z, i + n, whole);
        cell(z, i, n, c, before, after, whole);
        VectorTanh.logistic(z, i + 3 * n, whole);
        hidden(z, i + 3 * n, n, c, after, h, whole);
    }

    private static void cell(float[] z, int i, int n, float[] c, int before, int after, int whole) {
        int f = i + n;
        int g = f + n;
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector up = IntVector.broadcast(INTS, VectorTanh.UP);
        IntVector end = IntVector.broadcast(INTS, VectorTanh.END);
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
        for (int j = 0; j < whole; j += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, z, g + j).reinterpretAsInts();
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
            y = y.mul(p).div(q);
            y.intoArray(z, g + j);
            FloatVector.fromArray(SPECIES, z, f + j)
                    .mul(FloatVector.fromArray(SPECIES, c, before + j))
                    .add(FloatVector.fromArray(SPECIES, z, i + j).mul(y))
                    .intoArray(c, after + j);
        }
    }

    private static void hidden(float[] z, int o, int n, float[] c, int after, float[] h, int whole) {
        int squashed = o + n;
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector up = IntVector.broadcast(INTS, VectorTanh.UP);
        IntVector end = IntVector.broadcast(INTS, VectorTanh.END);
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
        for (int j = 0; j < whole; j += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, c, after + j).reinterpretAsInts();
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
            y = y.mul(p).div(q);
            y.intoArray(z, squashed + j);
            FloatVector.fromArray(SPECIES, z, o + j).mul(y).intoArray(h, after + j);
        }
    }

    /**
     * The gradient of a step.
     *
     * @param dz gradients of the gates' pre-activations, written from {@code di} on
     * @param dh the gradient of h after the step, from 0
     * @param dc the gradient of c after the step, from 0, which becomes that of c before it
     */
    static void backward(
            float[] z, int i, int n, float[] c, int before, float[] dz, int di, float[] dh, float[] dc, int whole) {
        int f = i + n;
        int g = f + n;
        int o = g + n;
        int squashed = o + n;
        int df = di + n;
        int dg = df + n;
        int dO = dg + n;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector vi = FloatVector.fromArray(SPECIES, z, i + j);
            FloatVector vf = FloatVector.fromArray(SPECIES, z, f + j);
            FloatVector vg = FloatVector.fromArray(SPECIES, z, g + j);
            FloatVector vo = FloatVector.fromArray(SPECIES, z, o + j);
            FloatVector vs = FloatVector.fromArray(SPECIES, z, squashed + j);
            FloatVector vdh = FloatVector.fromArray(SPECIES, dh, j);
            vdh.mul(vs).mul(vo.mul(one.sub(vo))).intoArray(dz, dO + j);
            FloatVector vdc =
                    FloatVector.fromArray(SPECIES, dc, j).add(vdh.mul(vo).mul(one.sub(vs.mul(vs))));
            vdc.mul(vg).mul(vi.mul(one.sub(vi))).intoArray(dz, di + j);
            vdc.mul(FloatVector.fromArray(SPECIES, c, before + j))
                    .mul(vf.mul(one.sub(vf)))
                    .intoArray(dz, df + j);
            vdc.mul(vi).mul(one.sub(vg.mul(vg))).intoArray(dz, dg + j);
            vdc.mul(vf).intoArray(dc, j);
        }
    }
}
