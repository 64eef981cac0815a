package io.seiche.math;

/**
 * The operations with several implementations, of which the JVM's abilities decide: matrix products, used by all
 * packages above this one, and the two functions that a plain loop cannot compute fast.
 *
 * <p>Matrices are row-major slices of float arrays: {@code a[aOffset + i * aStride + j]} is row i, column j, so a
 * leading block of columns or consecutive rows are a matrix too and nothing is copied to be multiplied. Implementations
 * trust their arguments (the layers above check shapes once) and are safe to share between threads: each product runs
 * on the calling thread alone, so its sums are in one order and its result is the same bits every time.
 */
public interface Kernels {
    /** Returns the name of this implementation in the log, in model files and in {@code -Dseiche.kernels}. */
    String name();

    /**
     * C = op(A) op(B), or C += op(A) op(B).
     *
     * @param transposeA whether op(A) = A', A then being {@code [k, m]}; otherwise A is {@code [m, k]}
     * @param transposeB whether op(B) = B', B then being {@code [n, k]}; otherwise B is {@code [k, n]}
     * @param m rows of C
     * @param n columns of C
     * @param k length of the sums
     * @param add whether the product is added to C instead of replacing it
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
     * Makes a left matrix ready for many products, which read its numbers as they are now: it must be prepared again
     * when they change.
     *
     * @param left filled in
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

    /** Begins a sum of products A B', A being {@code [m, k]} and B {@code [n, k]}, at zero. */
    default void begin(OuterProduct outer, int m, int n) {
        outer.begin(m, n, m * n);
    }

    /**
     * Adds the products A B' of some steps to a sum begun.
     *
     * @param steps how many
     * @param k columns of a step's A and of its B
     * @param aStep from a step's A to that of the next
     * @param bStep from a step's B to that of the next
     */
    default void add(
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
        int m = outer.rows;
        int n = outer.columns;
        if (steps == 1) {
            multiply(false, true, m, n, k, a, aOffset, aStride, b, bOffset, bStride, true, outer.sum, 0, n);
        } else {
            int wide = steps * k;
            outer.left = OuterProduct.sideBySide(outer.left, m, steps, k, a, aOffset, aStep, aStride);
            outer.right = OuterProduct.sideBySide(outer.right, n, steps, k, b, bOffset, bStep, bStride);
            multiply(false, true, m, n, wide, outer.left, 0, wide, outer.right, 0, wide, true, outer.sum, 0, n);
        }
    }

    /** C += the sum; C is {@code [m, n]}. */
    default void finish(OuterProduct outer, float[] c, int cOffset, int cStride) {
        for (int i = 0; i < outer.rows; i++) {
            for (int j = 0; j < outer.columns; j++) {
                c[cOffset + i * cStride + j] += outer.sum[i * outer.columns + j];
            }
        }
    }

    /** Arithmetic number by number: the same bits in every implementation. */
    default Elementwise elementwise() {
        return Elementwise.PLAIN;
    }

    /**
     * The kernels whose products are the same bits on every machine and JVM ({@code training.math = strict}): plain
     * loops, whose sums run in the order of k by IEEE + and * alone. The {@link Activations} need no second form for
     * that: they are made of IEEE arithmetic too, in which fused multiply-add is one operation.
     */
    static Kernels strict() {
        return KernelChoice.STRICT;
    }

    /**
     * The kernels of this JVM, chosen once at first use; see {@link KernelChoice}.
     *
     * @throws IllegalArgumentException where {@code -Dseiche.kernels} forces what cannot be had
     */
    static Kernels get() {
        return KernelChoice.CHOSEN.kernels();
    }

    /** Returns one line for a log: the chosen kernels, the reason, and the requirements of a faster kind. */
    static String reason() {
        return KernelChoice.CHOSEN.reason();
    }
}
