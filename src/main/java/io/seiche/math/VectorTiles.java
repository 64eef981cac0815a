package io.seiche.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link VectorKernels}: a tile of C, rows by vectors, whose sums stay in registers while k runs.
 *
 * <p>In all of them A's element (row r, sum index p) is {@code a[at + r * row + p * column]}, B's vectors of sum index p
 * begin at {@code from + p * step} and C's rows at {@code to + r * stride}; {@code second} and {@code last} are the
 * offsets of the further vectors of a row, which may overlap (all of C is read before any of it is written).
 */
final class VectorTiles {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector. */
    static final int LANES = SPECIES.length();

    /** Columns of the widest tile: 24 sums fit the 32 registers of AVX-512 and SVE, 12 the 16 of AVX2. */
    static final int PANEL = (LANES >= 16 ? 4 : 2) * LANES;

    /** Rows of a full tile. */
    static final int ROWS = 6;

    private VectorTiles() {}

    /**
     * C += A B, row of tiles by row of tiles, so that what is read of A stays in the first-level cache and B in the second.
     *
     * @param n columns of C, a vector of them at least
     * @param tile from one tile's rows of A to the next one's, {@code ROWS * row} where A was not copied
     * @param panel from one panel of B's columns to the next, {@code PANEL} where B was not copied
     */
    static void block(
            int m,
            int n,
            int k,
            float[] a,
            int at,
            int tile,
            int row,
            int column,
            float[] b,
            int from,
            int panel,
            int step,
            float[] c,
            int to,
            int stride) {
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int here = at + i / ROWS * tile;
            for (int j = 0; j < n; ) {
                int width = width(n - j);
                int right = from + j / PANEL * panel + j % PANEL;
                if (rows == ROWS) {
                    six(width, k, a, here, row, column, b, right, step, c, to + i * stride + j, stride);
                } else {
                    VectorRows.few(
                            rows, width, k, a, here, row, column, b, right, step, c, to + i * stride + j, stride);
                }
                j += width;
            }
        }
    }

    /** How many columns are made next where so many are left: a panel, yet none so that less than a vector is left. */
    private static int width(int left) {
        return left > PANEL && left - PANEL < LANES ? PANEL - LANES : Math.min(left, PANEL);
    }

    private static void six(
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
        int last = width - LANES;
        if (width > 3 * LANES) {
            sixByFour(k, a, at, row, column, b, from, step, 2 * LANES, last, c, to, stride);
        } else if (width > 2 * LANES) {
            VectorNarrow.sixByThree(k, a, at, row, column, b, from, step, last, c, to, stride);
        } else {
            VectorNarrow.sixByTwo(k, a, at, row, column, b, from, step, last, c, to, stride);
        }
    }

    private static void sixByFour(
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
        int to1 = to + 1 * stride;
        int to2 = to + 2 * stride;
        int to3 = to + 3 * stride;
        int to4 = to + 4 * stride;
        int to5 = to + 5 * stride;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, to);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, to + second);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, to + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, to1 + second);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, to1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, to2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, to2 + second);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, to2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, to3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, to3 + second);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, to3 + last);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, to4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, to4 + LANES);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, to4 + second);
        FloatVector c43 = FloatVector.fromArray(SPECIES, c, to4 + last);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, to5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, to5 + LANES);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, to5 + second);
        FloatVector c53 = FloatVector.fromArray(SPECIES, c, to5 + last);
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
            x = FloatVector.broadcast(SPECIES, a[at + 2 * row]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            c22 = b2.fma(x, c22);
            c23 = b3.fma(x, c23);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * row]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            c32 = b2.fma(x, c32);
            c33 = b3.fma(x, c33);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * row]);
            c40 = b0.fma(x, c40);
            c41 = b1.fma(x, c41);
            c42 = b2.fma(x, c42);
            c43 = b3.fma(x, c43);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * row]);
            c50 = b0.fma(x, c50);
            c51 = b1.fma(x, c51);
            c52 = b2.fma(x, c52);
            c53 = b3.fma(x, c53);
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
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + LANES);
        c22.intoArray(c, to2 + second);
        c23.intoArray(c, to2 + last);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + LANES);
        c32.intoArray(c, to3 + second);
        c33.intoArray(c, to3 + last);
        c40.intoArray(c, to4);
        c41.intoArray(c, to4 + LANES);
        c42.intoArray(c, to4 + second);
        c43.intoArray(c, to4 + last);
        c50.intoArray(c, to5);
        c51.intoArray(c, to5 + LANES);
        c52.intoArray(c, to5 + second);
        c53.intoArray(c, to5 + last);
    }
}
