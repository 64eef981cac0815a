package io.seiche.math;

import java.util.Arrays;

/**
 * A sum of products A B' that grows step by step, as a weight's gradient does: begun by {@link Kernels#begin}, added to by
 * {@link Kernels#add}, and added to its place by {@link Kernels#finish}, all of the same kernels. Until then its numbers
 * stand in the order those kernels like. Its room is used again by the next {@code begin}.
 */
public final class Outer {
    int rows; // of A
    int columns; // rows of B
    float[] sum = {};

    void begin(int m, int n, int floats) {
        rows = m;
        columns = n;
        if (sum.length < floats) {
            sum = new float[floats];
        } else {
            Arrays.fill(sum, 0, floats, 0f);
        }
    }
}
