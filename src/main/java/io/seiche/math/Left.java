package io.seiche.math;

/**
 * The left matrix of many products, made ready for them by {@link Kernels#prepare} and given back to the same kernels:
 * a view of the numbers it was made of, or copies in the orders in which those kernels read it. Its room is used again by
 * the next {@code prepare}.
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
    float[] packed = {}; // room for either copy
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
