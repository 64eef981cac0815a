package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products on the Java Vector API, for the shapes of recurrent networks: a tall left matrix (gates) times a narrow
 * right one (a batch).
 *
 * <p>Four numbers of the left matrix are broadcast and multiplied by four vectors of the right one, and the 16 sums stay
 * in registers ({@link VectorTiles}). The left matrix is packed by four rows, once per pass if it is {@linkplain #prepare
 * prepared}; the right one is copied into panels of whole vectors, unless it already is a panel ({@link VectorLayouts}).
 * {@link VectorBlocks} orders the tiles by what caches hold.
 *
 * <p>The last columns may not fill a vector, for example of a batch of 50. If they are few they are computed as rows,
 * with panels of the transposed left matrix; otherwise the last vector overlaps its neighbour, and both compute the same
 * sums. Every sum is in the order of k and begins with zero or the number in C, so in layers of at least a vector of
 * units the numbers of an example do not depend on its batch.
 *
 * <p>Plain loops add without fused multiply-add, so that the choice of plain loops must not depend on the width of a vector:
 * it follows from {@link Kernels#WIDE}, and the bits are those of any processor.
 *
 * <p>The classes named Vector... are compiled separately, since the incubating module causes a warning that cannot be
 * suppressed and warnings are errors elsewhere. {@link KernelChoice} loads them by name, so that a JVM without the module
 * does not link them.
 */
final class VectorKernels implements Kernels {
    private static final int LANES = VectorTiles.LANES;
    private static final int PANEL = VectorBlocks.PANEL;

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final PlainKernels plain = new PlainKernels();
    private final Elementwise elementwise = new VectorElementwise();

    @Override
    public String name() {
        return "vector";
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
        if (transposeB ? transposeA || (long) m * n * k < SMALL : Math.max(m, n) < WIDE) {
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
        } else if (transposeB) {
            if (!add) {
                clear(m, n, c, cOffset, cStride);
            }
            OuterProduct outer = scratch.get().outer;
            begin(outer, m, n);
            Operands operands = scratch.get().operands;
            add(outer, 1, operands.clear().put(k).a(a, aOffset, 0, aStride).b(b, bOffset, 0, bStride));
            finish(outer, c, cOffset, cStride);
        } else if (n == 1 && transposeA) {
            column(m, k, a, aOffset, aStride, b, bOffset, bStride, add, c, cOffset, cStride);
        } else {
            Left left = scratch.get().left;
            prepare(left, n, transposeA, m, k, a, aOffset, aStride);
            multiply(left, n, b, bOffset, bStride, add, c, cOffset, cStride);
        }
    }

    /** Computes one column as c' = b' A. */
    private void column(
            int m,
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
        boolean inPlace = cStride == 1;
        float[] row = inPlace ? c : scratch.get().product(m);
        int at = inPlace ? cOffset : 0;
        for (int i = 0; i < m && !(inPlace && add); i++) {
            row[at + i] = add ? c[cOffset + i * cStride] : 0f;
        }
        VectorTiles.row(m, k, b, bOffset, bStride, a, aOffset, aStride, row, at);
        for (int i = 0; i < m && !inPlace; i++) {
            c[cOffset + i * cStride] = row[i];
        }
    }

    private static void clear(int m, int n, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * cStride, cOffset + i * cStride + n, 0f);
        }
    }

    @Override
    public void prepare(Left left, int n, boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        left.view(transposeA, m, k, a, aOffset, aStride);
        int over = n % LANES;
        left.rest = m >= LANES && (n < LANES || over <= VectorTiles.ROWS) ? over : 0;
        left.whole = n - left.rest;
        if (readAsItStands(left, n)) {
            return;
        }
        if (left.whole >= LANES) {
            left.packed = atLeast(left.packed, VectorLayouts.packed(m, k));
            if (transposeA) {
                VectorLayouts.packColumns(m, k, a, aOffset, aStride, left.packed);
            } else {
                VectorLayouts.pack(m, k, a, aOffset, aStride, left.packed, 0, k);
            }
        }
        if (left.rest > 0) {
            left.panels = atLeast(left.panels, k * VectorLayouts.padded(m));
            for (int i = 0; i < m; i += PANEL) {
                int at = transposeA ? aOffset + i : aOffset + i * aStride;
                VectorLayouts.panel(Math.min(PANEL, m - i), k, !transposeA, a, at, aStride, left.panels, i * k);
            }
        }
    }

    @Override
    public void multiply(
            Left left, int n, float[] b, int bOffset, int bStride, boolean add, float[] c, int cOffset, int cStride) {
        int m = left.rows;
        int k = left.columns;
        if (Math.max(m, n) < WIDE || readAsItStands(left, n)) {
            Kernels.super.multiply(left, n, b, bOffset, bStride, add, c, cOffset, cStride);
            return;
        }
        for (int j = 0, columns; j < left.whole; j += columns) {
            columns = VectorBlocks.held(left.whole - j, k);
            boolean isPanel = columns <= PANEL && columns % LANES == 0 && columns == bStride;
            float[] panels = isPanel ? b : scratch.get().panel(k * VectorLayouts.padded(columns));
            if (!isPanel) {
                VectorBlocks.copy(columns, k, b, bOffset + j, bStride, panels);
            }
            VectorBlocks.multiply(
                    m, columns, k, left.packed, panels, isPanel ? bOffset : 0, add, c, cOffset + j, cStride);
        }
        for (int j = left.whole; j < n; j += VectorTiles.ROWS) {
            int columns = Math.min(VectorTiles.ROWS, n - j);
            asRows(left, columns, b, bOffset + j, bStride, add, c, cOffset + j, cStride);
        }
    }

    /**
     * Returns true if a product is one column c' = b' A, which reads each number of A once, in storage order: a step of
     * {@code lstm(128)} on 8 inputs takes 3.9 us, and 16 where the weights are packed first ({@code StreamBenchmark}'s
     * stepping alone, one thread of an AMD EPYC, JDK 17.0.15).
     */
    private static boolean readAsItStands(Left left, int n) {
        return n == 1 && left.transposed;
    }

    /** Computes a few columns of C = A B as C' = B' A'. */
    private void asRows(
            Left left, int n, float[] b, int bOffset, int bStride, boolean add, float[] c, int cOffset, int cStride) {
        int m = left.rows;
        int k = left.columns;
        int wide = VectorLayouts.padded(m);
        float[] rows = scratch.get().rows(VectorTiles.ROWS * k);
        VectorLayouts.packColumns(n, k, b, bOffset, bStride, rows);
        float[] product = scratch.get().product(n * wide);
        for (int i = 0; add && i < m; i++) {
            for (int j = 0; j < n; j++) {
                product[j * wide + i] = c[cOffset + i * cStride + j];
            }
        }
        for (int i = 0; i < m; i += PANEL) {
            int width = VectorLayouts.padded(Math.min(PANEL, m - i));
            VectorBlocks.multiply(n, width, k, rows, left.panels, i * k, add, product, i, wide);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cOffset + i * cStride + j] = product[j * wide + i];
            }
        }
    }

    @Override
    public Elementwise elementwise() {
        return elementwise;
    }

    @Override
    public void begin(OuterProduct outer, int m, int n) {
        VectorOuterProduct.begin(outer, m, n);
    }

    @Override
    public void add(OuterProduct outer, int steps, Operands operands) {
        VectorOuterProduct.add(outer, steps, operands);
    }

    @Override
    public void finish(OuterProduct outer, float[] c, int cOffset, int cStride) {
        VectorOuterProduct.finish(outer, elementwise, c, cOffset, cStride);
    }

    static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /** Buffers for the products of one thread. */
    private static final class Scratch {
        private final Left left = new Left();
        private final OuterProduct outer = new OuterProduct();
        private final Operands operands = new Operands();
        private float[] panel = {};
        private float[] product = {};
        private float[] rows = {};

        float[] panel(int length) {
            return panel = atLeast(panel, length);
        }

        float[] product(int length) {
            return product = atLeast(product, length);
        }

        float[] rows(int length) {
            return rows = atLeast(rows, length);
        }
    }
}
