package io.seiche.math;

import java.util.Arrays;

/**
 * The matrices of a sum of products A B', side by side: those of several parts of a batch, each in an array of its own.
 * {@link Kernels#add} reads them in the order in which they were put, at each of its time steps.
 */
public final class Operands {
    int count;
    int[] columns = new int[1]; // of A and B
    float[][] a = new float[1][];
    int[] aOffset = new int[1];
    int[] aStep = new int[1];
    int[] aStride = new int[1];
    float[][] b = new float[1][];
    int[] bOffset = new int[1];
    int[] bStep = new int[1];
    int[] bStride = new int[1];

    /** Removes all matrices. */
    public Operands clear() {
        count = 0;
        return this;
    }

    /**
     * Puts a pair of matrices after the others, A {@code [m, k]} and B {@code [n, k]}.
     *
     * @param k columns of A and of B at each step
     * @param aStep distance from A of one step to A of the next
     * @param bStep distance from B of one step to B of the next
     */
    public Operands put(
            int k, float[] a, int aOffset, int aStep, int aStride, float[] b, int bOffset, int bStep, int bStride) {
        if (count == columns.length) {
            grow(2 * count);
        }
        this.columns[count] = k;
        this.a[count] = a;
        this.aOffset[count] = aOffset;
        this.aStep[count] = aStep;
        this.aStride[count] = aStride;
        this.b[count] = b;
        this.bOffset[count] = bOffset;
        this.bStep[count] = bStep;
        this.bStride[count] = bStride;
        count++;
        return this;
    }

    private void grow(int length) {
        columns = Arrays.copyOf(columns, length);
        a = Arrays.copyOf(a, length);
        aOffset = Arrays.copyOf(aOffset, length);
        aStep = Arrays.copyOf(aStep, length);
        aStride = Arrays.copyOf(aStride, length);
        b = Arrays.copyOf(b, length);
        bOffset = Arrays.copyOf(bOffset, length);
        bStep = Arrays.copyOf(bStep, length);
        bStride = Arrays.copyOf(bStride, length);
    }

    /** Returns the number of columns of all matrices at one step. */
    int columns() {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += columns[i];
        }
        return sum;
    }
}
