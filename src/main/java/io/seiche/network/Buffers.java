package io.seiche.network;

import java.util.Arrays;

/** Arrays that grow when a larger batch comes and never shrink, and matrices within them. */
final class Buffers {
    private Buffers() {}

    /** The array itself if it is long enough, else a longer one; what was in it is lost. */
    static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /** As {@link #atLeast}, with zeros in the first {@code length} places. */
    static float[] zeros(float[] array, int length) {
        if (array.length < length) {
            return new float[length];
        }
        Arrays.fill(array, 0, length, 0f);
        return array;
    }

    /**
     * Copies some columns of the rows of a matrix to columns of another.
     *
     * @param at offset of the first number to copy
     * @param stride columns of the matrix copied from
     * @param toAt offset where the first number goes
     * @param toStride columns of the matrix copied to
     */
    static void copyColumns(
            float[] from, int at, int stride, int rows, float[] to, int toAt, int toStride, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, at + row * stride, to, toAt + row * toStride, columns);
        }
    }
}
