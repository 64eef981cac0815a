package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The rows of C that do not fill a tile of {@link VectorTiles}, whose letters these loops use: two at a time, then one. */
final class VectorRows {
    private VectorRows() {}

    /** C += A B for a few rows of a panel of so many columns, one vector to four. */
    static void few(
            int rows,
            int width,
            int k,
            float[] a,
            int at,
            int row,
            int column,
            float[] b,
            int from,
            int step,
            float[] c,
            int to,
            int stride) {
        boolean wide = width > 2 * LANES;
        int second = Math.min(2 * LANES, width - LANES);
        int last = width - LANES;
        int i = 0;
        for (; wide && i + 1 < rows; i += 2) {
            twoByFour(k, a, at + i * row, row, column, b, from, step, second, last, c, to + i * stride, stride);
        }
        for (; i < rows; i++) {
            if (wide) {
                oneByFour(k, a, at + i * row, column, b, from, step, second, last, c, to + i * stride);
            } else {
                oneByTwo(k, a, at + i * row, column, b, from, step, last, c, to + i * stride);
            }
        }
    }

    private static void twoByFour(
            int k,
            float[] a,
            int at,
            int row,
            int column,
            float[] b,
            int from,
            int step,
            int second,
            int last,
            float[] c,
            int to,
            int stride) {
        int to1 = to + stride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, to + second);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, to + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, to1 + second);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, to1 + last);
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
            x = FloatVector.broadcast(SPECIES, a[at + row]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            c13 = b3.fma(x, c13);
            at += column;
            from += step;
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + LANES);
        c02.intoArray(c, to + second);
        c03.intoArray(c, to + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + LANES);
        c12.intoArray(c, to1 + second);
        c13.intoArray(c, to1 + last);
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
