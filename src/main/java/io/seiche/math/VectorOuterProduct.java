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
    static void add(OuterProduct outer, int steps, Operands o) {
        if (outer.columns == 0) {
            return;
        }
        if (outer.turned) {
            packLeft(outer, outer.columns, steps, o, o.b);
            addPanels(outer, outer.columns, outer.rows, steps, o, o.a);
        } else {
            packLeft(outer, outer.rows, steps, o, o.a);
            addPanels(outer, outer.rows, outer.columns, steps, o, o.b);
        }
    }

    /** Packs the matrix whose rows are multiplied, {@code [m, all]} over all steps. */
    private static void packLeft(OuterProduct outer, int m, int steps, Operands operands, Operands.OperandSide from) {
        int all = steps * operands.columns();
        outer.left = VectorKernels.atLeast(outer.left, VectorLayouts.packed(m, all));
        int first = 0;
        for (int s = 0; s < steps; s++) {
            for (int i = 0; i < operands.count; i++) {
                int k = operands.columns[i];
                int at = from.offset[i] + s * from.step[i];
                VectorLayouts.pack(m, k, from.values[i], at, from.stride[i], outer.left, first, all);
                first += k;
            }
        }
    }

    /** Adds the products of the packed matrix, {@code [m, all]}, with another transposed, {@code [n, all]}, to panels. */
    private static void addPanels(
            OuterProduct outer, int m, int n, int steps, Operands operands, Operands.OperandSide from) {
        int all = steps * operands.columns();
        for (int j = 0, columns; j < n; j += columns) {
            columns = VectorTiles.balanced(n - j);
            int width = VectorLayouts.padded(columns);
            outer.right = VectorKernels.atLeast(outer.right, all * width);
            int first = 0;
            for (int s = 0; s < steps; s++) {
                for (int i = 0; i < operands.count; i++) {
                    int k = operands.columns[i];
                    int stride = from.stride[i];
                    int at = from.offset[i] + s * from.step[i] + j * stride;
                    VectorLayouts.panel(columns, k, true, from.values[i], at, stride, outer.right, first * width);
                    first += k;
                }
            }
            VectorBlocks.multiply(m, width, all, outer.left, outer.right, 0, true, outer.sum, j * m, width);
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
