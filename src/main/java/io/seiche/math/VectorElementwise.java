package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Elementwise} a vector at a time, what is left of a run number by number. Each loop is written out, for the reason told at
 * {@link VectorExponential}.
 */
final class VectorElementwise extends Elementwise {
    /** Runs too short to be worth vectors. */
    private static final int SHORT = 128;

    private final Warming tanh = new Warming();
    private final Warming logistic = new Warming();
    private final Warming exp = new Warming();
    private final Warming logLogistic = new Warming();
    private final Warming product = new Warming();
    private final Warming addProduct = new Warming();
    private final Warming add = new Warming();
    private final Warming subtract = new Warming();
    private final Warming max = new Warming();
    private final Warming rest = new Warming();
    private final Warming quotient = new Warming();
    private final Warming mix = new Warming();
    private final Warming tanhSlope = new Warming();
    private final Warming logisticSlope = new Warming();
    private final Warming lstm = new Warming();
    private final Warming lstmBack = new Warming();
    private final Warming slstmBack = new Warming();
    private final Warming expOfPairs = new Warming();

    /**
     * Keeps long loops short until they are compiled, since until then each of their vectors is an object and vector code a
     * thousand times slower than any other: it makes no more than 16 vectors of a run (of very long runs a 128th), which is
     * enough for the compiler to see it called, and the rest number by number, to the same bits.
     */
    private static final class Warming {
        /** The compiler takes up a method after 15,000 calls and turns of loops in it; the rest of these gives it time. */
        private static final int CALLS = 3_000;
        /** Where runs are so long that calls are seldom, fewer of them give it the time: so many, and these numbers in all. */
        private static final int LONG_CALLS = 1_000;

        private static final long LONG_NUMBERS = 24_000_000;

        private int calls; // of any thread, counted without care
        private long numbers;

        /** How many numbers of a run make the vectors to use now. */
        int whole(int n) {
            int whole = n < SHORT ? 0 : n - n % LANES;
            if (calls >= CALLS || calls >= LONG_CALLS && numbers >= LONG_NUMBERS) {
                return whole;
            }
            calls++;
            numbers += n;
            return Math.min(whole, Math.max(16, whole / LANES / 128) * LANES);
        }
    }

    @Override
    public void tanh(float[] v, int at, int n) {
        int whole = tanh.whole(n);
        VectorTanh.tanh(v, at, whole);
        super.tanh(v, at + whole, n - whole);
    }

    @Override
    public void logistic(float[] v, int at, int n) {
        int whole = logistic.whole(n);
        VectorTanh.logistic(v, at, whole);
        super.logistic(v, at + whole, n - whole);
    }

    @Override
    public void exp(float[] v, int at, int n) {
        int whole = exp.whole(n);
        VectorExponential.exp(v, at, whole);
        super.exp(v, at + whole, n - whole);
    }

    @Override
    public void expOfPairs(float[] v, int at, int n) {
        int whole = expOfPairs.whole(n);
        VectorExponential.expOfPairs(v, at, at + n, whole);
        super.exp(v, at + whole, n - whole);
        super.exp(v, at + n + whole, n - whole);
    }

    @Override
    public void logLogistic(float[] v, int at, int n) {
        int whole = logLogistic.whole(n);
        VectorExponential.logLogistic(v, at, whole);
        super.logLogistic(v, at + whole, n - whole);
    }

    @Override
    public void product(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        int whole = product.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            va.mul(vb).intoArray(to, at + j);
        }
        super.product(a, aAt + whole, b, bAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void addProduct(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        int whole = addProduct.whole(n);
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
        int whole = add.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.add(va).intoArray(to, at + j);
        }
        super.add(a, aAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void subtract(float[] a, int aAt, float[] to, int at, int n) {
        int whole = subtract.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vto = FloatVector.fromArray(SPECIES, to, at + j);
            vto.sub(va).intoArray(to, at + j);
        }
        super.subtract(a, aAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void max(float[] a, int aAt, float[] to, int at, int n) {
        int whole = max.whole(n);
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
        int whole = rest.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            va.mul(one.sub(vb)).intoArray(to, at + j);
        }
        super.rest(a, aAt + whole, b, bAt + whole, to, at + whole, n - whole);
    }

    @Override
    public void quotient(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        int whole = quotient.whole(n);
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
        int whole = mix.whole(n);
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
        int whole = tanhSlope.whole(n);
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
        int whole = logisticSlope.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aAt + j);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bAt + j);
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            va.mul(vb).mul(vc.mul(one.sub(vc))).intoArray(to, at + j);
        }
        super.logisticSlope(a, aAt + whole, b, bAt + whole, c, cAt + whole, to, at + whole, n - whole);
    }

    @Override
    public int lstm(float[] z, int at, int n, float[] c, int before, int after, float[] h) {
        int whole = lstm.whole(n);
        VectorLstm.forward(z, at, n, c, before, after, h, whole);
        return whole;
    }

    @Override
    public int lstmBack(float[] z, int at, int n, float[] c, int before, float[] dz, int dAt, float[] dh, float[] dc) {
        int whole = lstmBack.whole(n);
        VectorLstm.backward(z, at, n, c, before, dz, dAt, dh, dc, whole);
        return whole;
    }

    @Override
    public int slstmBack(
            float[] z,
            int at,
            int n,
            float[] h,
            float[] c,
            float[] norm,
            int before,
            int after,
            float[] dz,
            int dAt,
            float[] dh,
            float[] dc,
            float[] dNorm) {
        int whole = slstmBack.whole(n);
        VectorSlstm.backward(z, at, n, h, c, norm, before, after, dz, dAt, dh, dc, dNorm, whole);
        return whole;
    }
}
