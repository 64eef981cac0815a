package io.seiche.math;

/**
 * The cache blocking of {@link VectorKernels}. As many panels of the right matrix as fit in the second-level cache are
 * multiplied by {@value #NEAR} rows of the left matrix before the next rows are read, with sums over up to {@value
 * #DEPTH} steps of k.
 *
 * <p>For lstm(512) and a batch of 128 the left matrix is in the third-level cache. The product 2048x128x1025 runs at 104
 * GFLOP/s with this order, and at 90 one panel at a time with sums over 512 steps (AMD EPYC, Zen 4, {@code
 * src/docs/decisions/0003-vector-kernels.md}).
 */
final class VectorBlocks {
    private static final int LANES = VectorTiles.LANES;

    /** Columns of the widest panel. */
    static final int PANEL = VectorTiles.VECTORS * LANES;

    /** Largest number of steps of k between a load and a store of C. */
    private static final int DEPTH = 2048;

    /** Floats of the right matrix that are kept in the second-level cache. */
    private static final int HELD = 1 << 18;

    /** Rows of the left matrix that are multiplied by every cached panel before the next rows. */
    private static final int NEAR = 32;

    private VectorBlocks() {}

    /**
     * Returns the number of columns to compute next: those of as many panels as the cache holds, at least one.
     *
     * @param left columns that are not computed yet
     * @param k length of the sums
     */
    static int held(int left, int k) {
        int columns = VectorTiles.width(left, PANEL);
        while (columns < left && Math.min(k, DEPTH) * (columns + PANEL) <= HELD) {
            columns += VectorTiles.width(left - columns, PANEL);
        }
        return columns;
    }

    /** Copies columns of B into panels, one after another. */
    static void copy(int columns, int k, float[] b, int from, int stride, float[] panels) {
        for (int j = 0, at = 0, width; j < columns; j += width) {
            width = VectorTiles.width(columns - j, PANEL);
            int vectors = (width + LANES - 1) / LANES;
            VectorLayouts.copy(width, vectors, k, b, from + j, stride, panels, at);
            at += k * vectors * LANES;
        }
    }

    /** C = A B, or C += A B, for packed A and panels of B, block by block. */
    static void multiply(
            int m,
            int columns,
            int k,
            float[] packed,
            float[] panels,
            int from,
            boolean add,
            float[] c,
            int cOffset,
            int cStride) {
        int apart = VectorTiles.ROWS * k;
        int blocks = (k + DEPTH - 1) / DEPTH;
        int depth = (k + blocks - 1) / blocks;
        int near = columns > PANEL ? NEAR : m;
        for (int p = 0; p < k; p += depth) {
            int deep = Math.min(depth, k - p);
            for (int i = 0; i < m; i += near) {
                int rows = Math.min(near, m - i);
                int a = i * k + p * VectorTiles.ROWS;
                boolean more = add || p > 0;
                int to = cOffset + i * cStride;
                row(rows, columns, k, deep, packed, a, apart, panels, from, p, more, c, to, cStride);
            }
        }
    }

    /** Computes some rows of C, one panel after another. */
    private static void row(
            int rows,
            int columns,
            int k,
            int depth,
            float[] packed,
            int a,
            int apart,
            float[] panels,
            int from,
            int p,
            boolean add,
            float[] c,
            int to,
            int stride) {
        for (int j = 0, at = from, width; j < columns; j += width) {
            width = VectorTiles.width(columns - j, PANEL);
            int vectors = (width + LANES - 1) / LANES;
            int b = at + p * vectors * LANES;
            VectorTiles.panel(rows, width, vectors, depth, packed, a, apart, panels, b, add, c, to + j, stride);
            at += k * vectors * LANES;
        }
    }
}
