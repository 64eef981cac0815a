package io.seiche.math;

import static io.seiche.math.VectorTanh.INTS;
import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * All arithmetic of an LSTM's step between its products in one loop, so that each number is read and written once: the
 * operations of {@link Runs} and {@link VectorTanh} that the cell is otherwise made of, in the same order, and so the same
 * bits. Written out for the reason told at {@link VectorExponential}.
 */
final class VectorLstm {
    private VectorLstm() {}

    /** As {@link Runs#lstm}, of so many numbers as make whole vectors. */
    static void forward(float[] z, int i, int n, float[] c, int before, int after, float[] h, int whole) {
        int f = i + n;
        int g = f + n;
        int o = g + n;
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
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int j = 0; j < whole; j += LANES) {
            IntVector viBits =
                    FloatVector.fromArray(SPECIES, z, i + j).mul(half).reinterpretAsInts();
            FloatVector vi = viBits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(viBits.and(sign))
                    .reinterpretAsFloats();
            FloatVector vi2 = vi.mul(vi);
            FloatVector viP = vi2.fma(p13, p11)
                    .fma(vi2, p9)
                    .fma(vi2, p7)
                    .fma(vi2, p5)
                    .fma(vi2, p3)
                    .fma(vi2, p1);
            FloatVector viQ = vi2.fma(q6, q4).fma(vi2, q2).fma(vi2, q0);
            vi = vi.mul(viP).div(viQ);
            vi = vi.fma(half, half);
            vi.intoArray(z, i + j);
            IntVector vfBits =
                    FloatVector.fromArray(SPECIES, z, f + j).mul(half).reinterpretAsInts();
            FloatVector vf = vfBits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(vfBits.and(sign))
                    .reinterpretAsFloats();
            FloatVector vf2 = vf.mul(vf);
            FloatVector vfP = vf2.fma(p13, p11)
                    .fma(vf2, p9)
                    .fma(vf2, p7)
                    .fma(vf2, p5)
                    .fma(vf2, p3)
                    .fma(vf2, p1);
            FloatVector vfQ = vf2.fma(q6, q4).fma(vf2, q2).fma(vf2, q0);
            vf = vf.mul(vfP).div(vfQ);
            vf = vf.fma(half, half);
            vf.intoArray(z, f + j);
            IntVector vgBits = FloatVector.fromArray(SPECIES, z, g + j).reinterpretAsInts();
            FloatVector vg = vgBits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(vgBits.and(sign))
                    .reinterpretAsFloats();
            FloatVector vg2 = vg.mul(vg);
            FloatVector vgP = vg2.fma(p13, p11)
                    .fma(vg2, p9)
                    .fma(vg2, p7)
                    .fma(vg2, p5)
                    .fma(vg2, p3)
                    .fma(vg2, p1);
            FloatVector vgQ = vg2.fma(q6, q4).fma(vg2, q2).fma(vg2, q0);
            vg = vg.mul(vgP).div(vgQ);
            vg.intoArray(z, g + j);
            FloatVector vc =
                    vf.mul(FloatVector.fromArray(SPECIES, c, before + j)).add(vi.mul(vg));
            vc.intoArray(c, after + j);
            IntVector voBits =
                    FloatVector.fromArray(SPECIES, z, o + j).mul(half).reinterpretAsInts();
            FloatVector vo = voBits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(voBits.and(sign))
                    .reinterpretAsFloats();
            FloatVector vo2 = vo.mul(vo);
            FloatVector voP = vo2.fma(p13, p11)
                    .fma(vo2, p9)
                    .fma(vo2, p7)
                    .fma(vo2, p5)
                    .fma(vo2, p3)
                    .fma(vo2, p1);
            FloatVector voQ = vo2.fma(q6, q4).fma(vo2, q2).fma(vo2, q0);
            vo = vo.mul(voP).div(voQ);
            vo = vo.fma(half, half);
            vo.intoArray(z, o + j);
            IntVector vsBits = vc.reinterpretAsInts();
            FloatVector vs = vsBits.and(magnitude)
                    .add(up)
                    .min(end)
                    .sub(up)
                    .or(vsBits.and(sign))
                    .reinterpretAsFloats();
            FloatVector vs2 = vs.mul(vs);
            FloatVector vsP = vs2.fma(p13, p11)
                    .fma(vs2, p9)
                    .fma(vs2, p7)
                    .fma(vs2, p5)
                    .fma(vs2, p3)
                    .fma(vs2, p1);
            FloatVector vsQ = vs2.fma(q6, q4).fma(vs2, q2).fma(vs2, q0);
            vs = vs.mul(vsP).div(vsQ);
            vs.intoArray(z, squashed + j);
            vo.mul(vs).intoArray(h, after + j);
        }
    }

    /** As {@link Runs#lstmBack}, of so many numbers as make whole vectors. */
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
