package io.seiche.math;

import java.util.Arrays;

/**
 * A sum of products A B' that grows step by step, as a weight's gradient does: begun by {@link Kernels#begin}, added to
 * by {@link Kernels#add}, and added to its place by {@link Kernels#finish}, all of the same kernels. Until then its
 * numbers are in an order chosen by those kernels. The next {@code begin} reuses its buffers.
 */
public final class OuterProduct {
    int rows; // of A
    int columns; // rows of B
    float[] sum = {};
    boolean turned; // whether sums stand transposed
    float[] left = {}; // buffer for the steps of A, and of B, in the order in which they are multiplied
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
     * Returns the rows of some steps side by side: {@code [steps][rows][k]} as {@code [rows][steps * k]}, in the given
     * array if it is large enough.
     */
    static float[] sideBySide(
            float[] room, int rows, int steps, int k, float[] from, int offset, int step, int stride) {
        int wide = steps * k;
        float[] to = room.length >= rows * wide ? room : new float[rows * wide];
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < steps; s++) {
                System.arraycopy(from, offset + s * step + r * stride, to, r * wide + s * k, k);
            }
        }
        return to;
    }
}
