package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products on the Java Vector API, made for the shapes recurrent networks have: a long left matrix (gates) times a
 * narrow right one (a batch). Four numbers of the left matrix are broadcast against four vectors of the right one, and the
 * 16 sums stay in registers. The rows of the left matrix are contiguous, or copied so once a pass; the right one is copied
 * into panels of whole vectors, unless it is such a panel.
 *
 * <p>The weight gradients' form (right matrix transposed) is turned into that one by transposing the left matrix, the
 * smaller of the two, into panels. Columns that do not fill a vector are covered by a last vector that overlaps
 * its neighbour: both make the same sums and store the same bits. Sums run in the order of k whatever the blocks.
 *
 * <p>This class and the others called Vector... are compiled by a run of the compiler of their own (the incubating
 * module earns a warning that cannot be silenced, and warnings are errors elsewhere) and reached by name from {@link
 * KernelChoice}, so that a JVM without the module never links them.
 */
final class VectorKernels implements Kernels {
    private static final int LANES = VectorTiles.LANES;
    private static final int PANEL = VectorTiles.VECTORS * LANES;

    /** Sums made between two visits to C. */
    private static final int DEPTH = 512;

    /** Rows and columns that are transposed at a time. */
    private static final int TILE = 16;

    /** Products of fewer multiplications than this are not worth a transposed copy. */
    private static final int SMALL = 4096;

    /** What a thread's scratch memory holds: a panel, a product's panel, a left matrix by rows. */
    private static final int PANELS = 0;

    private static final int PRODUCTS = 1;
    private static final int ROWS = 2;

    private final ThreadLocal<float[][]> scratch = ThreadLocal.withInitial(() -> new float[3][0]);
    private final PlainKernels plain = new PlainKernels();
    private final Runs runs = new VectorRuns();

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
        } else if (n >= LANES && transposeA) {
            float[] rows = room(ROWS, m * k);
            transpose(k, m, a, aOffset, aStride, rows, 0, k, false);
            product(m, n, k, rows, 0, k, b, bOffset, bStride, c, cOffset, cStride);
        } else if (n >= LANES) {
            product(m, n, k, a, aOffset, aStride, b, bOffset, bStride, c, cOffset, cStride);
        } else if (m >= LANES) { // one column: c' = b' A
            VectorRow.product(m, k, b, bOffset, bStride, a, aOffset, aStride, c, cOffset);
        } else {
            plain.multiply(true, false, m, n, k, a, aOffset, aStride, b, bOffset, bStride, true, c, cOffset, cStride);
        }
    }

    /** Copies a matrix whose columns are contiguous, where its rows are wanted. */
    @Override
    public void prepare(Left left, int n, boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        if (!transposeA || n < LANES) {
            left.view(transposeA, m, k, a, aOffset, aStride);
            return;
        }
        if (left.copy.length < m * k) {
            left.copy = new float[m * k];
        }
        transpose(k, m, a, aOffset, aStride, left.copy, 0, k, false);
        left.view(false, m, k, left.copy, 0, k);
    }

    @Override
    public Runs runs() {
        return runs;
    }

    private static void clear(int m, int n, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * cStride, cOffset + i * cStride + n, 0f);
        }
    }

    /** C += A B' by way of C' += B A', with A' copied into panels. */
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
        for (int i = 0; i < m; i += PANEL) {
            int rows = Math.min(PANEL, m - i);
            int vectors = (rows + LANES - 1) / LANES;
            int width = vectors * LANES;
            float[] panel = room(PANELS, k * width);
            for (int p = 0; rows < width && p < k; p++) {
                Arrays.fill(panel, p * width + rows, (p + 1) * width, 0f);
            }
            transpose(rows, k, a, aOffset + i * aStride, aStride, panel, 0, width, false);
            float[] product = room(PRODUCTS, n * width);
            Arrays.fill(product, 0, n * width, 0f);
            tiles(n, width, vectors, k, b, bOffset, bStride, panel, 0, product, 0, width);
            transpose(n, rows, product, 0, width, c, cOffset + i * cStride, cStride, true);
        }
    }

    /** C += A B, a panel of B at a time. */
    private void product(
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
        for (int j = 0; j < n; ) {
            int width = VectorTiles.width(n - j, PANEL);
            int vectors = (width + LANES - 1) / LANES;
            boolean isPanel = width == vectors * LANES && width == bStride;
            float[] panel = isPanel ? b : room(PANELS, k * vectors * LANES);
            if (!isPanel) {
                VectorTiles.copy(width, vectors, k, b, bOffset + j, bStride, panel);
            }
            tiles(m, width, vectors, k, a, aOffset, aStride, panel, isPanel ? bOffset : 0, c, cOffset + j, cStride);
            j += width;
        }
    }

    /** C += A B for a panel of B, so much of it at a time as caches hold. */
    private static void tiles(
            int m,
            int width,
            int vectors,
            int k,
            float[] a,
            int aOffset,
            int aStride,
            float[] panel,
            int from,
            float[] c,
            int cOffset,
            int cStride) {
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            int at = from + p * vectors * LANES;
            VectorTiles.panel(m, width, vectors, depth, a, aOffset + p, aStride, panel, at, c, cOffset, cStride);
        }
    }

    private float[] room(int which, int length) {
        float[][] space = scratch.get();
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
}
