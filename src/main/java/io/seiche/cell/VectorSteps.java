package io.seiche.cell;

import static io.seiche.math.VectorTanh.INTS;
import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import io.seiche.math.Activations;
import io.seiche.math.VectorTanh;
import io.seiche.math.VectorWarmup;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link FusedSteps} on the Java Vector API: the LSTM with logistic gates, tanh and no peephole, and the gradient of the
 * {@link Slstm}.
 *
 * <p>Each form makes the operations of {@code Elementwise} in the order of its cell, so its bits are the same. Fusing
 * them into few loops reads and writes each number of a block once.
 *
 * <p>The forward pass of the LSTM has one loop per squashing function. With all five in one loop the compiler of JDK 17
 * exceeds the limit of what it inlines at once; in five of 30 JVMs it then allocated vectors as objects, and inference
 * ran at half the speed ({@code LogCompilation} shows {@code late_inline} and {@code speculate_class_check}). The two
 * loops over the cell state contain the code of {@link VectorTanh}: calling it instead reduced lstm(128) from 6,434 to
 * 6,084 windows per second (medians of four alternating runs, one thread of an AMD EPYC, JDK 17.0.15). See {@code
 * src/docs/decisions/0003-vector-kernels.md}.
 */
final class VectorSteps extends FusedSteps {
    private final VectorWarmup lstm = new VectorWarmup();
    private final VectorWarmup lstmBack = new VectorWarmup();
    private final VectorWarmup slstmBack = new VectorWarmup();

    @Override
    int lstm(Step s) {
        int whole = lstm.whole(s.n);
        lstm(s.z, s.at(0), s.n, s.states[1], s.before, s.after, s.states[0], whole);
        return whole;
    }

    @Override
    int lstmBack(Step s) {
        int whole = lstmBack.whole(s.n);
        lstmBack(s, whole);
        return whole;
    }

    @Override
    int slstmBack(Step s) {
        int whole = slstmBack.whole(s.n);
        slstmBack(s, whole);
        return whole;
    }

    /**
     * Computes one step of an LSTM.
     *
     * @param z pre-activations of the gates i, f, c~ and o, {@code [4][n]} from {@code i}, replaced by the activations;
     *     tanh(c) is written to the block after them
     * @param c the cell state, read at {@code before} and written at {@code after}
     * @param h the hidden state, written at {@code after}
     * @param whole length of the computed part of each block, a multiple of the lanes
     */
    private static void lstm(float[] z, int i, int n, float[] c, int before, int after, float[] h, int whole) {
        VectorTanh.logistic(z, i, whole);
        VectorTanh.logistic(z, i + n, whole);
        lstmCell(z, i, n, c, before, after, whole);
        VectorTanh.logistic(z, i + 3 * n, whole);
        lstmHidden(z, i + 3 * n, n, c, after, h, whole);
    }

    private static void lstmCell(float[] z, int i, int n, float[] c, int before, int after, int whole) {
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

    private static void lstmHidden(float[] z, int o, int n, float[] c, int after, float[] h, int whole) {
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

    /** Computes the gradient of one step of an LSTM for the first {@code whole} numbers of each block. */
    private static void lstmBack(Step s, int whole) {
        float[] z = s.z;
        float[] c = s.states[1];
        float[] dz = s.dz;
        float[] dh = s.dh;
        float[] dc = s.dStates[1];
        int n = s.n;
        int before = s.before;
        int i = s.at(0);
        int di = s.dAt(0);
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

    /** Computes the gradient of one step of an sLSTM for the first {@code whole} numbers of each block. */
    private static void slstmBack(Step s, int whole) {
        float[] z = s.z;
        float[] dz = s.dz;
        float[] dh = s.dh;
        float[] h = s.states[0];
        float[] c = s.states[1];
        float[] norm = s.states[2];
        float[] dc = s.dStates[1];
        float[] dNorm = s.dStates[2];
        int take = s.at(0);
        int keep = s.at(1);
        int fresh = s.at(2);
        int out = s.at(3);
        int forgets = s.at(4);
        int dTake = s.dAt(0);
        int dKeep = s.dAt(1);
        int dFresh = s.dAt(2);
        int dOut = s.dAt(3);
        int before = s.before;
        int after = s.after;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector vdh = FloatVector.fromArray(SPECIES, dh, j);
            FloatVector vh = FloatVector.fromArray(SPECIES, h, after + j);
            FloatVector vNorm = FloatVector.fromArray(SPECIES, norm, after + j);
            FloatVector vOut = FloatVector.fromArray(SPECIES, z, out + j);
            FloatVector vdc =
                    FloatVector.fromArray(SPECIES, dc, j).add(vdh.mul(vOut).div(vNorm));
            FloatVector vdNorm =
                    FloatVector.fromArray(SPECIES, dNorm, j).sub(vdh.mul(vh).div(vNorm));
            vdh.mul(vh).mul(one.sub(vOut)).intoArray(dz, dOut + j);
            FloatVector vTake = FloatVector.fromArray(SPECIES, z, take + j);
            FloatVector vFresh = FloatVector.fromArray(SPECIES, z, fresh + j);
            vdc.mul(vFresh).add(vdNorm).mul(vTake).intoArray(dz, dTake + j);
            vdc.mul(vTake).mul(one.sub(vFresh.mul(vFresh))).intoArray(dz, dFresh + j);
            FloatVector vKeep = FloatVector.fromArray(SPECIES, z, keep + j);
            FloatVector kept = vdc.mul(FloatVector.fromArray(SPECIES, c, before + j))
                    .add(vdNorm.mul(FloatVector.fromArray(SPECIES, norm, before + j)))
                    .mul(vKeep);
            kept.mul(one.sub(FloatVector.fromArray(SPECIES, z, forgets + j))).intoArray(dz, dKeep + j);
            vdc.mul(vKeep).intoArray(dc, j);
            vdNorm.mul(vKeep).intoArray(dNorm, j);
        }
    }
}
