package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Tiles of C with fewer columns than those of {@link VectorTiles}, whose letters these loops use. */
final class VectorNarrow {
    private VectorNarrow() {}

    static void sixByThree(
            int k,
            float[] a,
            int at,
            int row,
            int column,
            float[] b,
            int from,
            int step,
            int last,
            float[] c,
            int to,
            int stride) {
        int to1 = to + 1 * stride;
        int to2 = to + 2 * stride;
        int to3 = to + 3 * stride;
        int to4 = to + 4 * stride;
        int to5 = to + 5 * stride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, to + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, to1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, to2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, to2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, to3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, to3 + last);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, to4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, to4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, to4 + last);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, to5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, to5 + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, to5 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + last);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            x = FloatVector.broadcast(SPECIES, a[at + row]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * row]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            c22 = b2.fma(x, c22);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * row]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            c32 = b2.fma(x, c32);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * row]);
            c40 = b0.fma(x, c40);
            c41 = b1.fma(x, c41);
            c42 = b2.fma(x, c42);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * row]);
            c50 = b0.fma(x, c50);
            c51 = b1.fma(x, c51);
            c52 = b2.fma(x, c52);
            at += column;
            from += step;
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + LANES);
        c02.intoArray(c, to + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + LANES);
        c12.intoArray(c, to1 + last);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + LANES);
        c22.intoArray(c, to2 + last);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + LANES);
        c32.intoArray(c, to3 + last);
        c40.intoArray(c, to4);
        c41.intoArray(c, to4 + LANES);
        c42.intoArray(c, to4 + last);
        c50.intoArray(c, to5);
        c51.intoArray(c, to5 + LANES);
        c52.intoArray(c, to5 + last);
    }

    static void sixByTwo(
            int k,
            float[] a,
            int at,
            int row,
            int column,
            float[] b,
            int from,
            int step,
            int last,
            float[] c,
            int to,
            int stride) {
        int to1 = to + 1 * stride;
        int to2 = to + 2 * stride;
        int to3 = to + 3 * stride;
        int to4 = to + 4 * stride;
        int to5 = to + 5 * stride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, to1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, to2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, to2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, to3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, to3 + last);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, to4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, to4 + last);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, to5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, to5 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + last);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            x = FloatVector.broadcast(SPECIES, a[at + row]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * row]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * row]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * row]);
            c40 = b0.fma(x, c40);
            c41 = b1.fma(x, c41);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * row]);
            c50 = b0.fma(x, c50);
            c51 = b1.fma(x, c51);
            at += column;
            from += step;
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + last);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + last);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + last);
        c40.intoArray(c, to4);
        c41.intoArray(c, to4 + last);
        c50.intoArray(c, to5);
        c51.intoArray(c, to5 + last);
    }
}
