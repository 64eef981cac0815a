package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The product of one row and a matrix, each of whose numbers is used once and so not worth a copy. */
final class VectorRow {
    private static final int WIDEST = 4 * LANES;

    private VectorRow() {}

    /**
     * c += a B.
     *
     * @param n columns of B, a vector of them at least
     * @param column from one number of a to the next
     * @param step from one row of B to the next
     */
    static void product(int n, int k, float[] a, int at, int column, float[] b, int from, int step, float[] c, int to) {
        for (int j = 0; j < n; ) {
            int width = VectorTiles.width(n - j, WIDEST);
            int last = width - LANES;
            if (width > 2 * LANES) {
                int second = Math.min(2 * LANES, last);
                oneByFour(k, a, at, column, b, from + j, step, second, last, c, to + j);
            } else {
                oneByTwo(k, a, at, column, b, from + j, step, last, c, to + j);
            }
            j += width;
        }
    }

    private static void oneByFour(
            int k,
            float[] a,
            int at,
            int column,
            float[] b,
            int from,
            int step,
            int second,
            int last,
            float[] c,
            int to) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, to + second);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, to + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + second);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + last);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            c03 = b3.fma(x, c03);
            at += column;
            from += step;
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + LANES);
        c02.intoArray(c, to + second);
        c03.intoArray(c, to + last);
    }

    private static void oneByTwo(
            int k, float[] a, int at, int column, float[] b, int from, int step, int last, float[] c, int to) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + last);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            at += column;
            from += step;
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + last);
    }
}
