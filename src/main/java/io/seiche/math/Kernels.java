package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products and elementwise arithmetic, with an implementation for each kind of JVM. All packages multiply through
 * this interface.
 *
 * <p>Matrices are row-major parts of float arrays: {@code a[aOffset + i * aStride + j]} is row i, column j. A block of
 * columns and consecutive rows of a matrix are therefore matrices too. A matrix is passed as array, offset and stride, as
 * in BLAS, so that a product allocates no object; therefore the methods have many parameters.
 *
 * <p>Arguments are not checked; shapes are checked when a network is built. Implementations are thread-safe. A product
 * runs on the calling thread, its sums are in a fixed order, and its bits are the same every time.
 */
public interface Kernels {
    /**
     * Rows or columns of a product from which it may be computed in another way than by plain loops, on any processor: the
     * width of the widest vectors that are used.
     */
    int WIDE = 16;

    /** Multiplications of a product A B' from which it may be computed in another way than by plain loops. */
    int SMALL = 4096;

    /** Returns the name of this implementation in the log, in model files and in {@code -Dseiche.kernels}. */
    String name();

    /**
     * C = op(A) op(B), or C += op(A) op(B).
     *
     * @param transposeA true if op(A) = A', A then being {@code [k, m]}; otherwise A is {@code [m, k]}
     * @param transposeB true if op(B) = B', B then being {@code [n, k]}; otherwise B is {@code [k, n]}
     * @param m rows of C
     * @param n columns of C
     * @param k length of the sums
     * @param add true if the product is added to C instead of replacing it
     */
    void multiply(
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
            int cStride);

    /**
     * Prepares a left matrix for several products. The products use its present numbers; it must be prepared again when
     * they change.
     *
     * @param left prepared, reusing its buffers
     * @param n columns of each product
     * @param transposeA as in {@link #multiply(boolean, boolean, int, int, int, float[], int, int, float[], int, int,
     *     boolean, float[], int, int)}, like the others
     */
    default void prepare(Left left, int n, boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        left.view(transposeA, m, k, a, aOffset, aStride);
    }

    /** C = op(A) B, or C += op(A) B, for a prepared A; B is {@code [k, n]}. */
    default void multiply(
            Left left, int n, float[] b, int bOffset, int bStride, boolean add, float[] c, int cOffset, int cStride) {
        multiply(
                left.transposed,
                false,
                left.rows,
                n,
                left.columns,
                left.values,
                left.offset,
                left.stride,
                b,
                bOffset,
                bStride,
                add,
                c,
                cOffset,
                cStride);
    }

    /** Sets a sum of products A B' to zero, A being {@code [m, k]} and B {@code [n, k]}. */
    default void begin(OuterProduct outer, int m, int n) {
        outer.begin(m, n, m * n);
    }

    /**
     * Adds the products A B' of several time steps to a sum. Every number of the sum is added to in the order of the steps,
     * of the operands at a step, and of their columns, whatever the number of operands.
     *
     * @param steps number of time steps
     * @param operands A and B at each step
     */
    default void add(OuterProduct outer, int steps, Operands operands) {
        int m = outer.rows;
        int n = outer.columns;
        if (n == 0) {
            return;
        }
        if (steps == 1 && operands.count == 1) {
            multiply(
                    false,
                    true,
                    m,
                    n,
                    operands.columns[0],
                    operands.a.values[0],
                    operands.a.offset[0],
                    operands.a.stride[0],
                    operands.b.values[0],
                    operands.b.offset[0],
                    operands.b.stride[0],
                    true,
                    outer.sum,
                    0,
                    n);
        } else {
            int wide = steps * operands.columns();
            outer.left = OuterProduct.sideBySide(outer.left, m, steps, operands, operands.a);
            outer.right = OuterProduct.sideBySide(outer.right, n, steps, operands, operands.b);
            multiply(false, true, m, n, wide, outer.left, 0, wide, outer.right, 0, wide, true, outer.sum, 0, n);
        }
    }

    /** Adds a sum to C, {@code [m, n]}. */
    default void finish(OuterProduct outer, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < outer.rows; i++) {
            for (int j = 0; j < outer.columns; j++) {
                c[cOffset + i * cStride + j] += outer.sum[i * outer.columns + j];
            }
        }
    }

    /**
     * Returns true if a number of a product has the same bits whatever the other rows and columns of the product are, as
     * long as there are {@link #WIDE} columns or more, and {@link #SMALL} multiplications or more where B is transposed. A
     * batch can then be divided into parts.
     */
    default boolean isDivisible() {
        return true;
    }

    /** Returns the elementwise arithmetic, which gives the same bits in every implementation. */
    default Elementwise elementwise() {
        return Elementwise.PLAIN;
    }

    /**
     * Returns the kernels whose products have the same bits on every machine and JVM ({@code training.math = strict}):
     * plain loops of IEEE + and *, with sums in the order of k. {@link Activations} have the same bits everywhere in any
     * case.
     */
    static Kernels strict() {
        return KernelChoice.STRICT;
    }

    /**
     * Returns the kernels of this JVM, chosen at first use; see {@link KernelChoice}.
     *
     * @throws IllegalArgumentException if {@code -Dseiche.kernels} names kernels that are not available
     */
    static Kernels get() {
        return KernelChoice.CHOSEN.kernels();
    }

    /** Returns one line for a log: the chosen kernels, the reason, and the requirements of a faster kind. */
    static String reason() {
        return KernelChoice.CHOSEN.reason();
    }

    /**
     * The left matrix of several products, prepared by {@link Kernels#prepare} and read by the same kernels: a view of the
     * original array, or copies in the memory order those kernels read. Its buffers are reused by the next {@code prepare}.
     */
    final class Left {
        boolean transposed;
        int rows; // of op(A)
        int columns; // of op(A)
        float[] values;
        int offset;
        int stride;
        int whole; // columns of B that packed rows multiply, if the kernels make copies
        int rest; // columns of B that are multiplied as rows, with panels of op(A)'
        float[] packed = {}; // buffers of the two copies
        float[] panels = {};
        final PlainRows rowsOfTransposed = new PlainRows(); // of op(A)', for plain loops

        void view(boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
            transposed = transposeA;
            rows = m;
            columns = k;
            values = a;
            offset = aOffset;
            stride = aStride;
        }
    }

    /**
     * A sum of products A B' over time steps, such as the gradient of a kernel. {@link Kernels#begin} sets it to zero, {@link
     * Kernels#add} adds to it, {@link Kernels#finish} adds it to a matrix; all three must be those of the same kernels, which
     * choose its memory order. Its buffers are reused by the next {@code begin}.
     */
    final class OuterProduct {
        int rows; // of A
        int columns; // rows of B
        float[] sum = {};
        boolean turned; // true if the sum is stored transposed
        float[] left = {}; // copies of A and of B of all steps, in the order in which they are multiplied
        float[] right = {};

        void begin(int m, int n, int floats) {
            rows = m;
            columns = n;
            if (sum.length < floats) {
                sum = new float[floats];
            } else {
                Arrays.fill(sum, 0, floats, 0f);
            }
        }

        /**
         * Copies {@code [steps][rows][columns]} of all operands to {@code [rows][steps * columns]}.
         *
         * @param room buffer to use if it is large enough
         * @return the copy, in the buffer or a new array
         */
        static float[] sideBySide(float[] room, int rows, int steps, Operands operands, Operands.OperandSide side) {
            int wide = steps * operands.columns();
            float[] to = room.length >= rows * wide ? room : new float[rows * wide];
            for (int r = 0; r < rows; r++) {
                int at = r * wide;
                for (int s = 0; s < steps; s++) {
                    for (int i = 0; i < operands.count; i++) {
                        int k = operands.columns[i];
                        int from = side.offset[i] + s * side.step[i] + r * side.stride[i];
                        System.arraycopy(side.values[i], from, to, at, k);
                        at += k;
                    }
                }
            }
            return to;
        }
    }
}
