package io.seiche.math;

/**
 * The one door to what is computed in one way or another, as the JVM allows: matrix products, through which everything
 * above this package multiplies, and the two functions that no plain loop computes fast.
 *
 * <p>Matrices are row-major slices of float arrays: {@code a[aOffset + i * aStride + j]} is row i, column j, so a
 * leading block of columns or a run of rows is a matrix too and nothing is copied to be multiplied. Implementations
 * trust their arguments (the layers above check shapes once) and are safe to share between threads: each product runs
 * on the calling thread alone, so its sums are in one order and its result is the same bits every time.
 */
public interface Kernels {
    /** How this implementation is called in the log, in model files and by {@code -Dseiche.kernels}. */
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
     * Makes a left matrix ready for many products, which read its numbers as they are now: it must be prepared again when
     * they change.
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

    /** Arithmetic over runs: in every implementation to the same bits. */
    default Runs runs() {
        return Runs.PLAIN;
    }

    /**
     * The kernels whose products are the same bits on every machine and JVM ({@code training.math = strict}): plain loops,
     * whose sums run in the order of k by IEEE + and * alone. The {@link Activations} need no second form for that: they
     * are made of IEEE arithmetic too.
     */
    static Kernels strict() {
        return KernelChoice.STRICT;
    }

    /** The kernels of this JVM, chosen once at first use; see {@link KernelChoice}. */
    static Kernels get() {
        return KernelChoice.CHOSEN.kernels();
    }

    /** Which kernels those are, why, and what a faster kind would need: one line for a log. */
    static String reason() {
        return KernelChoice.CHOSEN.reason();
    }
}
