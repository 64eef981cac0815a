package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Runs} a vector at a time, what is left of a run number by number. Each loop is written out, for the reason told at
 * {@link VectorExponential}.
 */
final class VectorRuns extends Runs {
    /** Until it is compiled, vector code is far slower than any other: it must be worth that. */
    private static final int SHORT = 128;

    /** How many numbers of a run make whole vectors. */
    private static int whole(int n) {
        return n < SHORT ? 0 : n - n % LANES;
    }

    @Override
    public void exp(float[] v, int at, int n) {
        VectorExponential.exp(v, at, n);
    }

    @Override
    public void logLogistic(float[] v, int at, int n) {
        VectorExponential.logLogistic(v, at, n);
    }

    @Override
    public void product(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            va.mul(vb).intoArray(to, at + j);
        }
        super.product(a, aAt + whole, b, bAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void addProduct(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.add(va.mul(vb)).intoArray(to, at + j);
        }
        super.addProduct(a, aAt + whole, b, bAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void add(float[] a, int aAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.add(va).intoArray(to, at + j);
        }
        super.add(a, aAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void subtract(float[] a, int aAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.sub(va).intoArray(to, at + j);
        }
        super.subtract(a, aAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void max(float[] a, int aAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.max(va).intoArray(to, at + j);
        }
        super.max(a, aAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void rest(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            va.mul(one.sub(vb)).intoArray(to, at + j);
        }
        super.rest(a, aAt + whole, b, bAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void quotient(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            va.mul(vb).div(vc).intoArray(to, at + j);
        }
        super.quotient(a, aAt + whole, b, bAt + whole, c, cAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void mix(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            vb.add(vc.mul(va.sub(vb))).intoArray(to, at + j);
        }
        super.mix(a, aAt + whole, b, bAt + whole, c, cAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void tanhSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            va.mul(vb).mul(one.sub(vc.mul(vc))).intoArray(to, at + j);
        }
        super.tanhSlope(a, aAt + whole, b, bAt + whole, c, cAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void logisticSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int whole = whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            va.mul(vb).mul(vc.mul(one.sub(vc))).intoArray(to, at + j);
        }
        super.logisticSlope(a, aAt + whole, b, bAt + whole, c, cAt + whole, to, at + whole, n - whole);
    }
}
