package io.seiche.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link VectorKernels}. Each computes a tile of C, four rows by one to four vectors, whose sums
 * stay in registers over all of k. {@link #row} computes a single row.
 *
 * <p>A is packed by four rows ({@link VectorLayouts#pack}). B is a panel: the vectors of a sum index p are consecutive.
 * The initial sums of row r are read from array {@code was} at offset {@code was}r, the results are written to C at
 * offset {@code to}r. {@code second} and {@code last} are the offsets of the third and the last vector of a row, which
 * may overlap their neighbours; all of a tile of C is read before any of it is written.
 *
 * <p>p is the only variable index of a loop, and strides are constant, so the compiler checks bounds before the loop.
 * Tiles of six rows and variable strides needed more registers than there are: vectors were kept on the stack, and the
 * code ran at half its speed in JVMs whose stack was not aligned to a cache line ({@code
 * src/docs/decisions/0003-vector-kernels.md}). The methods have many parameters because each offset is a constant of the
 * loop.
 */
public final class VectorTiles {
    /** The widest vectors of this machine up to 512 bits, so that they are no wider than the least product of vectors. */
    public static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector. */
    public static final int LANES = SPECIES.length();

    /** Vectors of the widest tile: 16 sums fit in the 32 registers of AVX-512 and SVE, 8 in the 16 of AVX2. */
    static final int VECTORS = LANES >= 16 ? 4 : 2;

    /** Rows of a tile; if fewer are left, the last of them is computed repeatedly, with the same bits. */
    static final int ROWS = 4;

    /** Initial sums of a product that replaces C. */
    private static final float[] ZEROS = new float[VECTORS * LANES];

    /** Columns of the widest tile of one row. */
    private static final int ROW = 4 * LANES;

    private VectorTiles() {}

    /** Returns the number of columns to compute next: at most {@code most}, so that no less than a vector is left. */
    static int width(int left, int most) {
        return left > most && left - most < LANES ? most - LANES : Math.min(left, most);
    }

    /**
     * Returns the number of columns to compute next if the last vector may be partly filled, so that no single vector is
     * left.
     */
    static int balanced(int left) {
        int most = VECTORS * LANES;
        return left > most && left <= most + LANES ? most - LANES : Math.min(left, most);
    }

    /**
     * C = A B, or C += A B, for a panel of B.
     *
     * @param m rows of A and C
     * @param width columns of C, at least {@link #LANES}
     * @param vectors vectors that cover them, at most {@link #VECTORS}
     * @param at offset of packed A
     * @param apart distance from four rows of packed A to the next four
     * @param from offset of the panel
     * @param to offset of C
     * @param stride distance from a row of C to the next
     */
    static void panel(
            int m,
            int width,
            int vectors,
            int k,
            float[] a,
            int at,
            int apart,
            float[] b,
            int from,
            boolean add,
            float[] c,
            int to,
            int stride) {
        int second = Math.min(2 * LANES, width - LANES);
        int last = width - LANES;
        float[] was = add ? c : ZEROS;
        int kept = add ? -1 : 0; // all bits of a place in C, or none
        for (int i = 0; i < m; i += ROWS) {
            int to0 = to + i * stride;
            int to1 = to + Math.min(i + 1, m - 1) * stride;
            int to2 = to + Math.min(i + 2, m - 1) * stride;
            int to3 = to + Math.min(i + 3, m - 1) * stride;
            int was0 = to0 & kept;
            int was1 = to1 & kept;
            int was2 = to2 & kept;
            int was3 = to3 & kept;
            switch (vectors) {
                case 4 -> {
                    if (i + 2 < m) {
                        fourByFour(k, a, at, b, from, was, was0, was1, was2, was3, c, to0, to1, to2, to3, second, last);
                    } else {
                        twoByFour(k, a, at, b, from, was, was0, was1, c, to0, to1, second, last);
                    }
                }
                case 3 -> fourByThree(k, a, at, b, from, was, was0, was1, was2, was3, c, to0, to1, to2, to3, last);
                case 2 -> fourByTwo(k, a, at, b, from, was, was0, was1, was2, was3, c, to0, to1, to2, to3, last);
                default -> fourByOne(k, a, at, b, from, was, was0, was1, was2, was3, c, to0, to1, to2, to3);
            }
            at += apart;
        }
    }

    private static void fourByFour(
            int k,
            float[] a,
            int at,
            float[] b,
            int from,
            float[] was,
            int was0,
            int was1,
            int was2,
            int was3,
            float[] c,
            int to0,
            int to1,
            int to2,
            int to3,
            int second,
            int last) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, was, was0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, was, was0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, was, was0 + second);
        FloatVector c03 = FloatVector.fromArray(SPECIES, was, was0 + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, was, was1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, was, was1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, was, was1 + second);
        FloatVector c13 = FloatVector.fromArray(SPECIES, was, was1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, was, was2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, was, was2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, was, was2 + second);
        FloatVector c23 = FloatVector.fromArray(SPECIES, was, was2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, was, was3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, was, was3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, was, was3 + second);
        FloatVector c33 = FloatVector.fromArray(SPECIES, was, was3 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + p * ROWS]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            c03 = b3.fma(x, c03);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 1]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            c13 = b3.fma(x, c13);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 2]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            c22 = b2.fma(x, c22);
            c23 = b3.fma(x, c23);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 3]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            c32 = b2.fma(x, c32);
            c33 = b3.fma(x, c33);
        }
        c00.intoArray(c, to0);
        c01.intoArray(c, to0 + LANES);
        c02.intoArray(c, to0 + second);
        c03.intoArray(c, to0 + last);
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
    }

    private static void twoByFour(
            int k,
            float[] a,
            int at,
            float[] b,
            int from,
            float[] was,
            int was0,
            int was1,
            float[] c,
            int to0,
            int to1,
            int second,
            int last) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, was, was0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, was, was0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, was, was0 + second);
        FloatVector c03 = FloatVector.fromArray(SPECIES, was, was0 + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, was, was1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, was, was1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, was, was1 + second);
        FloatVector c13 = FloatVector.fromArray(SPECIES, was, was1 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + p * (4 * LANES) + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + p * ROWS]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            c03 = b3.fma(x, c03);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 1]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            c13 = b3.fma(x, c13);
        }
        c00.intoArray(c, to0);
        c01.intoArray(c, to0 + LANES);
        c02.intoArray(c, to0 + second);
        c03.intoArray(c, to0 + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + LANES);
        c12.intoArray(c, to1 + second);
        c13.intoArray(c, to1 + last);
    }

    private static void fourByThree(
            int k,
            float[] a,
            int at,
            float[] b,
            int from,
            float[] was,
            int was0,
            int was1,
            int was2,
            int was3,
            float[] c,
            int to0,
            int to1,
            int to2,
            int to3,
            int last) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, was, was0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, was, was0 + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, was, was0 + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, was, was1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, was, was1 + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, was, was1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, was, was2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, was, was2 + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, was, was2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, was, was3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, was, was3 + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, was, was3 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * (3 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * (3 * LANES) + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + p * (3 * LANES) + 2 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + p * ROWS]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 1]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 2]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            c22 = b2.fma(x, c22);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 3]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            c32 = b2.fma(x, c32);
        }
        c00.intoArray(c, to0);
        c01.intoArray(c, to0 + LANES);
        c02.intoArray(c, to0 + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + LANES);
        c12.intoArray(c, to1 + last);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + LANES);
        c22.intoArray(c, to2 + last);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + LANES);
        c32.intoArray(c, to3 + last);
    }

    private static void fourByTwo(
            int k,
            float[] a,
            int at,
            float[] b,
            int from,
            float[] was,
            int was0,
            int was1,
            int was2,
            int was3,
            float[] c,
            int to0,
            int to1,
            int to2,
            int to3,
            int last) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, was, was0);
        FloatVector c01 = FloatVector.fromArray(SPECIES, was, was0 + last);
        FloatVector c10 = FloatVector.fromArray(SPECIES, was, was1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, was, was1 + last);
        FloatVector c20 = FloatVector.fromArray(SPECIES, was, was2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, was, was2 + last);
        FloatVector c30 = FloatVector.fromArray(SPECIES, was, was3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, was, was3 + last);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * (2 * LANES));
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * (2 * LANES) + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + p * ROWS]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 1]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 2]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 3]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
        }
        c00.intoArray(c, to0);
        c01.intoArray(c, to0 + last);
        c10.intoArray(c, to1);
        c11.intoArray(c, to1 + last);
        c20.intoArray(c, to2);
        c21.intoArray(c, to2 + last);
        c30.intoArray(c, to3);
        c31.intoArray(c, to3 + last);
    }

    private static void fourByOne(
            int k,
            float[] a,
            int at,
            float[] b,
            int from,
            float[] was,
            int was0,
            int was1,
            int was2,
            int was3,
            float[] c,
            int to0,
            int to1,
            int to2,
            int to3) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, was, was0);
        FloatVector c10 = FloatVector.fromArray(SPECIES, was, was1);
        FloatVector c20 = FloatVector.fromArray(SPECIES, was, was2);
        FloatVector c30 = FloatVector.fromArray(SPECIES, was, was3);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at + p * ROWS]);
            c00 = b0.fma(x, c00);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 1]);
            c10 = b0.fma(x, c10);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 2]);
            c20 = b0.fma(x, c20);
            x = FloatVector.broadcast(SPECIES, a[at + p * ROWS + 3]);
            c30 = b0.fma(x, c30);
        }
        c00.intoArray(c, to0);
        c10.intoArray(c, to1);
        c20.intoArray(c, to2);
        c30.intoArray(c, to3);
    }

    /**
     * c += a B for one row, which reads each number of B once; a copy of B into panels would cost more than it saves.
     *
     * @param n columns of B, at least {@link #LANES}
     * @param column distance from one number of a to the next
     * @param step distance from one row of B to the next
     */
    static void row(int n, int k, float[] a, int at, int column, float[] b, int from, int step, float[] c, int to) {
        for (int j = 0; j < n; ) {
            int width = width(n - j, ROW);
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
