package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The way back of an sLSTM's step in one loop, so that each number is read and written once, as that of {@link VectorLstm} is. */
final class VectorSlstm {
    private VectorSlstm() {}

    /** As {@link Elementwise#slstmBack}, of so many numbers as make whole vectors. */
    static void backward(
            float[] z,
            int take,
            int n,
            float[] h,
            float[] c,
            float[] norm,
            int before,
            int after,
            float[] dz,
            int dTake,
            float[] dh,
            float[] dc,
            float[] dNorm,
            int whole) {
        int keep = take + n;
        int fresh = keep + n;
        int out = fresh + n;
        int forgets = out + n;
        int dKeep = dTake + n;
        int dFresh = dKeep + n;
        int dOut = dFresh + n;
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
