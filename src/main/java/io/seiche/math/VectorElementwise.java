package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Elementwise} on the Vector API; the last numbers of a range, and those of the warm-up, are computed by plain loops.
 * Each loop is written out for the reason given in {@link VectorExponential}.
 */
final class VectorElementwise extends Elementwise {
    private final VectorWarmup tanh = new VectorWarmup();
    private final VectorWarmup logistic = new VectorWarmup();
    private final VectorWarmup exp = new VectorWarmup();
    private final VectorWarmup logLogistic = new VectorWarmup();
    private final VectorWarmup product = new VectorWarmup();
    private final VectorWarmup addProduct = new VectorWarmup();
    private final VectorWarmup add = new VectorWarmup();
    private final VectorWarmup subtract = new VectorWarmup();
    private final VectorWarmup max = new VectorWarmup();
    private final VectorWarmup rest = new VectorWarmup();
    private final VectorWarmup quotient = new VectorWarmup();
    private final VectorWarmup mix = new VectorWarmup();
    private final VectorWarmup tanhSlope = new VectorWarmup();
    private final VectorWarmup logisticSlope = new VectorWarmup();
    private final VectorWarmup expOfPairs = new VectorWarmup();
    private final VectorWarmup tanhSlopeInPlace = new VectorWarmup();
    private final VectorWarmup logisticSlopeInPlace = new VectorWarmup();
    private final VectorWarmup flush = new VectorWarmup();

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
    public void tanhSlope(float[] c, int cAt, float[] d, int dAt, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int whole = tanhSlopeInPlace.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            FloatVector vd = FloatVector.fromArray(SPECIES, d, dAt + j);
            vd.mul(one.sub(vc.mul(vc))).intoArray(d, dAt + j);
        }
        super.tanhSlope(c, cAt + whole, d, dAt + whole, n - whole);
    }

    @Override
    public void logisticSlope(float[] c, int cAt, float[] d, int dAt, int n) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int whole = logisticSlopeInPlace.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector vc = FloatVector.fromArray(SPECIES, c, cAt + j);
            FloatVector vd = FloatVector.fromArray(SPECIES, d, dAt + j);
            vd.mul(vc.mul(one.sub(vc))).intoArray(d, dAt + j);
        }
        super.logisticSlope(c, cAt + whole, d, dAt + whole, n - whole);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Magnitudes are compared as integers: a difference is negative if the number is not below the limit. Clamped to -1
     * and 0 it is the mask of the bits that stay.
     */
    @Override
    public boolean flush(float[] v, int at, int n) {
        IntVector magnitude = IntVector.broadcast(VectorTanh.INTS, Integer.MAX_VALUE);
        IntVector least = IntVector.broadcast(VectorTanh.INTS, Float.floatToRawIntBits(LEAST) - 1);
        IntVector all = IntVector.broadcast(VectorTanh.INTS, -1);
        IntVector none = IntVector.zero(VectorTanh.INTS);
        IntVector left = none; // negative in a lane that keeps a number
        int whole = flush.whole(n);
        for (int j = 0; j < whole; j += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, v, at + j).reinterpretAsInts();
            IntVector size = bits.and(magnitude);
            IntVector below = least.sub(size);
            left = left.or(below);
            below.max(all).min(none).and(bits).reinterpretAsFloats().intoArray(v, at + j);
        }
        boolean rest = super.flush(v, at + whole, n - whole);
        return rest || left.reduceLanes(VectorOperators.OR) < 0;
    }

    @Override
    public boolean vectorised() {
        return true;
    }
}
