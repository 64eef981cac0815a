package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products on the Java Vector API, made for the shapes recurrent networks have: a long left matrix (gates) times a
 * narrow right one (a batch), whose rows are contiguous. Nothing is packed or transposed for those: six rows of the left
 * matrix are broadcast against four vectors of the right one, and the 24 sums stay in registers.
 *
 * <p>The weight gradients' form (right matrix transposed) is turned into that one by transposing the left matrix, the
 * smaller of the two, into scratch memory. Columns that do not fill a vector are covered by a last vector that overlaps
 * its neighbour: both make the same sums and store the same bits.
 *
 * <p>This class and {@link VectorTiles} are compiled by a run of the compiler of its own (the incubating module earns a warning that cannot be
 * silenced, and warnings are errors elsewhere) and
 * reached by name from {@link KernelChoice}, so that a JVM without the
 * module never links it.
 */
final class VectorKernels implements Kernels {
    private static final int LANES = VectorTiles.LANES;
    /** Columns of C made at once. */
    private static final int PANEL = VectorTiles.WIDEST * LANES;
    /** Rows of C from which copying a panel of B side by side pays. */
    private static final int PACKED_ROWS = 96;
    /** Sums made between two visits to C: DEPTH rows of a panel stay in the second-level cache. */
    private static final int DEPTH = 512;

    private static final int TILE = 16;
    /** Products of fewer multiplications than this are not worth a transposed copy. */
    private static final int SMALL = 4096;

    private final ThreadLocal<float[][]> scratch = ThreadLocal.withInitial(() -> new float[3][0]);
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
        if (transposeB
                ? transposeA || (long) m * n * k < SMALL
                : n < LANES && !(n == 1 && transposeA && cStride == 1)) {
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
            return;
        }
        if (!add) {
            for (int i = 0; i < m; i++) {
                Arrays.fill(c, cOffset + i * cStride, cOffset + i * cStride + n, 0f);
            }
        }
        if (transposeB) {
            outer(m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride);
        } else if (n >= LANES) {
            int row = transposeA ? 1 : aStride;
            int column = transposeA ? aStride : 1;
            wide(m, n, k, a, aOffset, row, column, b, bOffset, bStride, c, cOffset, cStride);
        } else if (m >= LANES) { // one column: c' = b' A, one row of a product whose columns are contiguous
            wide(1, m, k, b, bOffset, 1, bStride, a, aOffset, aStride, c, cOffset, m);
        } else {
            plain.multiply(true, false, m, n, k, a, aOffset, aStride, b, bOffset, bStride, true, c, cOffset, cStride);
        }
    }

    /** C += A B' by way of C' += B A', with a transposed copy of A padded to whole vectors. */
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
            float[] c,
            int cOffset,
            int cStride) {
        int width = (m + LANES - 1) / LANES * LANES;
        float[][] space = scratch.get();
        float[] left = room(space, 0, k * width);
        float[] product = room(space, 1, n * width);
        for (int p = 0; p < k; p++) {
            Arrays.fill(left, p * width + m, (p + 1) * width, 0f);
        }
        transpose(m, k, a, aOffset, aStride, left, 0, width, false);
        Arrays.fill(product, 0, n * width, 0f);
        wide(n, width, k, b, bOffset, bStride, 1, left, 0, width, product, 0, width);
        transpose(n, m, product, 0, width, c, cOffset, cStride, true);
    }

    private static float[] room(float[][] space, int which, int length) {
        if (space[which].length < length) {
            space[which] = new float[length];
        }
        return space[which];
    }

    /** to[j][i] = from[i][j], or += it, tile by tile. */
    private static void transpose(
            int rows, int columns, float[] from, int at, int stride, float[] to, int out, int toStride, boolean add) {
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

    /** C += A B for a B with rows of a vector or more; A may have any strides. */
    private void wide(
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
        boolean pack = m >= PACKED_ROWS && bStride > PANEL;
        int j = 0;
        while (j < n) {
            int left = n - j;
            int width = Math.min(left, PANEL);
            if (left > PANEL && left - PANEL < LANES) {
                width = PANEL - LANES; // so that what is left fills a vector
            }
            if (pack && width == PANEL) {
                packed(m, k, a, aOffset, aRow, aColumn, b, bOffset + j, bStride, c, cOffset + j, cStride);
            } else {
                VectorTiles.columns(
                        width, m, k, a, aOffset, aRow, aColumn, b, bOffset + j, bStride, c, cOffset + j, cStride);
            }
            j += width;
        }
    }

    /** A whole panel of C's columns, B's copied side by side first, so many sums at a time as the caches hold. */
    private void packed(
            int m,
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
        float[] panel = room(scratch.get(), 2, DEPTH * PANEL);
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            for (int q = 0; q < depth; q++) {
                System.arraycopy(b, bOffset + (p + q) * bStride, panel, q * PANEL, PANEL);
            }
            VectorTiles.columns(
                    PANEL, m, depth, a, aOffset + p * aColumn, aRow, aColumn, panel, 0, PANEL, c, cOffset, cStride);
        }
    }
}
