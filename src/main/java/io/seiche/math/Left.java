package io.seiche.math;

/**
 * The left matrix of many products, made ready for them by {@link Kernels#prepare} and given back to the same kernels:
 * a view of the numbers it was made of, or a copy in the order in which those kernels read it. Its room is used again by
 * the next {@code prepare}.
 */
public final class Left {
    boolean transposed;
    int rows; // of op(A)
    int columns; // of op(A)
    float[] values;
    int offset;
    int stride;
    float[] copy = {}; // room for a copy, where the kernels make one

    void view(boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        transposed = transposeA;
        rows = m;
        columns = k;
        values = a;
        offset = aOffset;
        stride = aStride;
    }
}
