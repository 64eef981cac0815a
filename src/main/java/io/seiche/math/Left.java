package io.seiche.math;

/**
 * The left matrix of many products, prepared by {@link Kernels#prepare} and passed back to the same kernels: a view of
 * the original numbers, or copies in the orders in which those kernels read them. The next {@code prepare} reuses its
 * buffers.
 */
public final class Left {
    boolean transposed;
    int rows; // of op(A)
    int columns; // of op(A)
    float[] values;
    int offset;
    int stride;
    int whole; // columns of B that are multiplied by packed rows, where the kernels make copies
    int rest; // columns of B that are multiplied as rows, by panels of op(A)'
    float[] packed = {}; // buffer for either copy
    float[] panels = {};
    final PlainRows rowsOfTransposed = new PlainRows(); // of op(A)', where plain loops read it so

    void view(boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        transposed = transposeA;
        rows = m;
        columns = k;
        values = a;
        offset = aOffset;
        stride = aStride;
    }
}
