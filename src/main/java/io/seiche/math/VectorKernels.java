package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products on the Java Vector API, made for the shapes recurrent networks have: a long left matrix (gates) times a
 * narrow right one (a batch), whose rows are contiguous. Nothing is packed or transposed for those: six rows of the left
 * matrix are broadcast against four vectors of the right one, and the 24 sums stay in registers.
 *
 * <p>The weight gradients' form (right matrix transposed) is turned into that one by transposing the left matrix, the
 * smaller of the two, into scratch memory. Columns that do not fill a vector are covered by a last vector that overlaps
 * its neighbour: it computes the same sums again and stores the same bits.
 *
 * <p>This class and {@link VectorTiles} are compiled by a run of the compiler of its own (the incubating module earns a warning that cannot be
 * silenced, and warnings are errors elsewhere) and
 * reached by name from {@link KernelChoice}, so that a JVM without the
 * module never links it.
 */
final class VectorKernels implements Kernels {
    private static final int LANES = VectorTiles.LANES;
    /** 24 sums fit the 32 registers of AVX-512 and SVE; the 16 of AVX2 hold 12. */
    private static final int WIDEST = LANES >= 16 ? 4 : 2;

    private static final int ROWS = 6;
    private static final int TILE = 16;

    private final ThreadLocal<float[][]> scratch = ThreadLocal.withInitial(() -> new float[2][0]);
    private final PlainKernels plain = new PlainKernels();

    @Override
    public String name() {
        return "vector" + LANES * Float.SIZE;
    }

    @Override
    public void multiply(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            boolean add,
            float[] c,
            int cOffset,
            int cStride) {
        if (n == 1 && m >= LANES && transposeA && cStride == 1 && bStride == 1 && !transposeB) {
            // a vector of the transposed matrix: c' = b' A, one row of a product whose columns are contiguous
            wide(1, m, k, b, bOffset, 1, 1, a, aOffset, aStride, add, c, cOffset, m);
        } else if (!transposeB && n >= LANES) {
            int row = transposeA ? 1 : aStride;
            int column = transposeA ? aStride : 1;
            wide(m, n, k, a, aOffset, row, column, b, bOffset, bStride, add, c, cOffset, cStride);
        } else if (transposeB && !transposeA && (long) m * n * k >= 4096) {
            outer(m, n, k, a, aOffset, aStride, b, bOffset, bStride, add, c, cOffset, cStride);
        } else {
            plain.multiply(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aStride,
                    b,
                    bOffset,
                    bStride,
                    add,
                    c,
                    cOffset,
                    cStride);
        }
    }

    /** C' = B A' by way of a transposed copy of A, padded to whole vectors. */
    private void outer(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            boolean add,
            float[] c,
            int cOffset,
            int cStride) {
        int width = (m + LANES - 1) / LANES * LANES;
        float[][] space = scratch.get();
        float[] left = room(space, 0, k * width);
        float[] product = room(space, 1, n * width);
        transpose(m, k, a, aOffset, aStride, left, width, false, 0);
        for (int p = 0; p < k; p++) {
            Arrays.fill(left, p * width + m, (p + 1) * width, 0f);
        }
        wide(n, width, k, b, bOffset, bStride, 1, left, 0, width, false, product, 0, width);
        transpose(n, m, product, 0, width, c, cStride, add, cOffset);
    }

    private static float[] room(float[][] space, int which, int length) {
        if (space[which].length < length) {
            space[which] = new float[length];
        }
        return space[which];
    }

    /** to[j][i] = from[i][j], or += it, tile by tile. */
    private static void transpose(
            int rows, int columns, float[] from, int at, int stride, float[] to, int toStride, boolean add, int out) {
        for (int i0 = 0; i0 < rows; i0 += TILE) {
            int iEnd = Math.min(rows, i0 + TILE);
            for (int j0 = 0; j0 < columns; j0 += TILE) {
                int jEnd = Math.min(columns, j0 + TILE);
                for (int j = j0; j < jEnd; j++) {
                    int row = out + j * toStride;
                    for (int i = i0; i < iEnd; i++) {
                        float value = from[at + i * stride + j];
                        to[row + i] = add ? to[row + i] + value : value;
                    }
                }
            }
        }
    }

    /** C = A B for a B with rows of a vector or more; A may have any strides. */
    private static void wide(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bStride,
            boolean add,
            float[] c,
            int cOffset,
            int cStride) {
        int j = 0;
        while (j < n) {
            int left = n - j;
            if (left < LANES) {
                // the overlap: sums of columns already stored would be added twice, so they are taken out of reach
                if (add) {
                    narrow(m, left, k, a, aOffset, aRow, aColumn, b, bOffset + j, bStride, c, cOffset + j, cStride);
                    return;
                }
                j = n - LANES;
                left = LANES;
            }
            int vectors = (left + LANES - 1) / LANES;
            if (WIDEST == 4 && vectors >= 3) {
                int second = Math.min(2 * LANES, left - LANES);
                int third = Math.min(3 * LANES, left - LANES);
                int i = 0;
                for (; i + ROWS <= m; i += ROWS) {
                    VectorTiles.sixByFour(
                            k,
                            a,
                            aOffset + i * aRow,
                            aRow,
                            aColumn,
                            b,
                            bOffset + j,
                            bStride,
                            second,
                            third,
                            add,
                            c,
                            cOffset + j + i * cStride,
                            cStride);
                }
                for (; i < m; i++) {
                    VectorTiles.oneByFour(
                            k,
                            a,
                            aOffset + i * aRow,
                            aColumn,
                            b,
                            bOffset + j,
                            bStride,
                            second,
                            third,
                            add,
                            c,
                            cOffset + j + i * cStride);
                }
                j += 4 * LANES;
            } else {
                int first = Math.min(LANES, left - LANES); // 0 where one vector is all there is
                int i = 0;
                for (; i + ROWS <= m; i += ROWS) {
                    VectorTiles.sixByTwo(
                            k,
                            a,
                            aOffset + i * aRow,
                            aRow,
                            aColumn,
                            b,
                            bOffset + j,
                            bStride,
                            first,
                            add,
                            c,
                            cOffset + j + i * cStride,
                            cStride);
                }
                for (; i < m; i++) {
                    VectorTiles.oneByTwo(
                            k,
                            a,
                            aOffset + i * aRow,
                            aColumn,
                            b,
                            bOffset + j,
                            bStride,
                            first,
                            add,
                            c,
                            cOffset + j + i * cStride);
                }
                j += vectors * LANES;
            }
        }
    }

    /** The last columns of a sum that is added to what stands there, fewer than a vector. */
    private static void narrow(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bStride,
            float[] c,
            int cOffset,
            int cStride) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                float left = a[aOffset + i * aRow + p * aColumn];
                for (int j = 0; j < n; j++) {
                    c[cOffset + i * cStride + j] += left * b[bOffset + p * bStride + j];
                }
            }
        }
    }
}
