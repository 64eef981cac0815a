package io.seiche.cell;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The gradient of a step of an {@link Slstm} in one loop, so that each number is read and written once. */
final class VectorSlstm {
    private VectorSlstm() {}

    /** The first numbers of each block; {@code whole} of them, a multiple of the lanes. */
    static void backward(Step s, int whole) {
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
