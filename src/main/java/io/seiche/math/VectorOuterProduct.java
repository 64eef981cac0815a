package io.seiche.math;

import io.seiche.math.Kernels.OuterProduct;

/** The {@link Kernels.OuterProduct} of {@link VectorKernels}: gradients of kernels, kept in panels until a pass ends. */
final class VectorOuterProduct {
    private VectorOuterProduct() {}

    /** Begins a sum in panels of C, or of C' if those need less padding. */
    static void begin(OuterProduct outer, int m, int n) {
        long across = (long) VectorLayouts.packed(m, 1) * VectorLayouts.padded(n);
        long turned = (long) VectorLayouts.packed(n, 1) * VectorLayouts.padded(m);
        outer.turned = turned < across;
        outer.begin(m, n, outer.turned ? n * VectorLayouts.padded(m) : m * VectorLayouts.padded(n));
    }

    /** As {@link Kernels#add}. */
    static void add(
            OuterProduct outer,
            int steps,
            int k,
            float[] a,
            int aOffset,
            int aStep,
            int aStride,
            float[] b,
            int bOffset,
            int bStep,
            int bStride) {
        if (outer.turned) {
            addPanels(
                    outer, outer.columns, outer.rows, steps, k, b, bOffset, bStep, bStride, a, aOffset, aStep, aStride);
        } else {
            addPanels(
                    outer, outer.rows, outer.columns, steps, k, a, aOffset, aStep, aStride, b, bOffset, bStep, bStride);
        }
    }

    /** Adds A B', {@code [m, n]}, to panels: A is packed and B transposed for all steps, then multiplied. */
    private static void addPanels(
            OuterProduct outer,
            int m,
            int n,
            int steps,
            int k,
            float[] a,
            int aOffset,
            int aStep,
            int aStride,
            float[] b,
            int bOffset,
            int bStep,
            int bStride) {
        int all = steps * k;
        outer.left = VectorKernels.atLeast(outer.left, VectorLayouts.packed(m, all));
        float[] rows = outer.left;
        for (int s = 0; s < steps; s++) {
            VectorLayouts.pack(m, k, a, aOffset + s * aStep, aStride, rows, s * k, all);
        }
        for (int j = 0, columns; j < n; j += columns) {
            columns = VectorTiles.balanced(n - j);
            int width = VectorLayouts.padded(columns);
            outer.right = VectorKernels.atLeast(outer.right, all * width);
            float[] panel = outer.right;
            for (int s = 0; s < steps; s++) {
                int at = bOffset + s * bStep + j * bStride;
                VectorLayouts.panel(columns, k, true, b, at, bStride, panel, s * k * width);
            }
            VectorBlocks.multiply(m, width, all, rows, panel, 0, true, outer.sum, j * m, width);
        }
    }

    /** As {@link Kernels#finish}. */
    static void finish(OuterProduct outer, Elementwise elementwise, float[] c, int cOffset, int cStride) {
        int m = outer.turned ? outer.columns : outer.rows;
        int n = outer.turned ? outer.rows : outer.columns;
        for (int j = 0, columns; j < n; j += columns) {
            columns = VectorTiles.balanced(n - j);
            int width = VectorLayouts.padded(columns);
            if (outer.turned) {
                VectorLayouts.addTransposed(m, columns, outer.sum, j * m, width, c, cOffset + j * cStride, cStride);
            } else {
                for (int i = 0; i < m; i++) {
                    elementwise.add(outer.sum, j * m + i * width, c, cOffset + j + i * cStride, columns);
                }
            }
        }
    }
}
