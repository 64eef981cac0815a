package io.seiche.math;

/**
 * The blocks in which {@link VectorKernels} goes through a product: panels of the right matrix, as many as the second
 * cache holds, stay while the rows of the left one pass by, some at a time. With lstm(512) and a batch of 128 the left
 * one lies in the third cache: 2048x128x1025 makes 104 GFLOP/s so, and 90 panel after panel with sums of 512 (AMD EPYC,
 * Zen 4, {@code src/docs/decisions/0003-vector-kernels.md}).
 */
final class VectorBlocks {
    private static final int LANES = VectorTiles.LANES;

    /** Columns of the widest panel. */
    static final int PANEL = VectorTiles.VECTORS * LANES;

    /** Sums made between two visits to C, at most. */
    private static final int DEPTH = 2048;

    /**
     * Numbers of the right matrix that the second cache holds: panels multiplied by the same rows before the next rows.
     */
    private static final int HELD = 1 << 18;

    /** Rows that stay near while they are multiplied by one panel after the other. */
    private static final int NEAR = 32;

    private VectorBlocks() {}

    /**
     * Returns the number of columns to compute next, given the number left: those of as many panels as are held, at
     * least one.
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

    /** C = A B, or C += A B, for packed A and panels of B, so much of them at a time as caches hold. */
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

    /** Some rows of C by one panel after the other. */
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
