package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products on the Java Vector API, made for the shapes recurrent networks have: a long left matrix (gates) times a
 * narrow right one (a batch), whose rows are contiguous. Six numbers of the left matrix are broadcast against four vectors
 * of the right one, and the 24 sums stay in registers. Weights, used at every step, are copied once a pass into the order
 * in which they are read.
 *
 * <p>The weight gradients' form (right matrix transposed) is turned into that one by transposing the left matrix, the
 * smaller of the two, into scratch memory. Columns that do not fill a vector are covered by a last vector that overlaps
 * its neighbour: both make the same sums and store the same bits. Sums run in the order of k whatever the blocks.
 *
 * <p>This class and the others called Vector... are compiled by a run of the compiler of their own (the incubating
 * module earns a warning that cannot be silenced, and warnings are errors elsewhere) and reached by name from {@link
 * KernelChoice}, so that a JVM without the module never links them.
 */
final class VectorKernels implements Kernels {
    private static final int LANES = VectorTiles.LANES;
    private static final int PANEL = VectorTiles.PANEL;
    private static final int ROWS = VectorTiles.ROWS;

    /** Sums made between two visits to C, and columns of C made meanwhile: 512 kB of B, half the second-level cache. */
    private static final int DEPTH = 512;

    private static final int WIDTH = 256;

    /** Products from which copying the left matrix pays. */
    private static final int WORTH_A_COPY = 4;

    private static final int TILE = 16;
    /** Products of fewer multiplications than this are not worth a transposed copy. */
    private static final int SMALL = 4096;

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
            clear(m, n, c, cOffset, cStride);
        }
        if (transposeB) {
            outer(m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride);
        } else if (n >= LANES) {
            int row = transposeA ? 1 : aStride;
            int column = transposeA ? aStride : 1;
            blocks(m, n, k, a, aOffset, ROWS * row, row, column, b, bOffset, PANEL, bStride, c, cOffset, cStride);
        } else if (m >= LANES) { // one column: c' = b' A, one row of a product whose columns are contiguous
            blocks(1, m, k, b, bOffset, 0, 1, bStride, a, aOffset, PANEL, aStride, c, cOffset, m);
        } else {
            plain.multiply(true, false, m, n, k, a, aOffset, aStride, b, bOffset, bStride, true, c, cOffset, cStride);
        }
    }

    /** Copies a matrix that will be used often enough into tiles, each read from its first float to its last. */
    @Override
    public void prepare(
            Left left, int products, int n, boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        left.view(transposeA, m, k, a, aOffset, aStride);
        if (products < WORTH_A_COPY || n < LANES) {
            return;
        }
        int tiles = (m + ROWS - 1) / ROWS;
        if (left.copy.length < tiles * k * ROWS) {
            left.copy = new float[tiles * k * ROWS];
        }
        int row = transposeA ? 1 : aStride;
        int column = transposeA ? aStride : 1;
        for (int i = 0; i < m; i++) {
            int from = aOffset + i * row;
            int to = i / ROWS * k * ROWS + i % ROWS;
            for (int p = 0; p < k; p++) {
                left.copy[to + p * ROWS] = a[from + p * column];
            }
        }
        left.copied = true;
    }

    @Override
    public void multiply(
            Left left, int n, float[] b, int bOffset, int bStride, boolean add, float[] c, int cOffset, int cStride) {
        if (!left.copied) {
            Kernels.super.multiply(left, n, b, bOffset, bStride, add, c, cOffset, cStride);
            return;
        }
        if (!add) {
            clear(left.rows, n, c, cOffset, cStride);
        }
        int k = left.columns;
        blocks(left.rows, n, k, left.copy, 0, ROWS * k, 1, ROWS, b, bOffset, PANEL, bStride, c, cOffset, cStride);
    }

    @Override
    public void exp(float[] v, int at, int n) {
        VectorExponential.exp(v, at, n);
    }

    @Override
    public void logLogistic(float[] v, int at, int n) {
        VectorExponential.logLogistic(v, at, n);
    }

    private static void clear(int m, int n, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * cStride, cOffset + i * cStride + n, 0f);
        }
    }

    /** C += A B' by way of C' += B A', with A' copied into panels of whole vectors. */
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
        int step = Math.min(width, PANEL);
        int panel = k * step;
        float[][] space = scratch.get();
        float[] left = room(space, 0, (width + step - 1) / step * panel);
        float[] product = room(space, 1, n * width);
        for (int i = 0; i < width; i += step) {
            int rows = Math.max(0, Math.min(step, m - i));
            int to = i / step * panel;
            for (int p = 0; rows < step && p < k; p++) {
                Arrays.fill(left, to + p * step + rows, to + (p + 1) * step, 0f);
            }
            transpose(rows, k, a, aOffset + i * aStride, aStride, left, to, step, false);
        }
        Arrays.fill(product, 0, n * width, 0f);
        blocks(n, width, k, b, bOffset, ROWS * bStride, bStride, 1, left, 0, panel, step, product, 0, width);
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

    /** C += A B for a B with rows of a vector or more, so much of B at a time as the second-level cache holds. */
    private static void blocks(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aTile,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bPanel,
            int bStep,
            float[] c,
            int cOffset,
            int cStride) {
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            for (int j = 0; j < n; ) {
                int width = n - j < WIDTH + LANES ? n - j : WIDTH;
                VectorTiles.block(
                        m,
                        width,
                        depth,
                        a,
                        aOffset + p * aColumn,
                        aTile,
                        aRow,
                        aColumn,
                        b,
                        bOffset + j / PANEL * bPanel + p * bStep,
                        bPanel,
                        bStep,
                        c,
                        cOffset + j,
                        cStride);
                j += width;
            }
        }
    }
}
