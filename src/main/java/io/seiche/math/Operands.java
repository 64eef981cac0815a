package io.seiche.math;

import java.util.Arrays;

/**
 * The matrices of a sum of products A B', side by side: those of several parts of a batch, each in an array of its own.
 * {@link Kernels#add} reads them in the order in which they were put, at each of its time steps.
 */
public final class Operands {
    int count;
    int[] columns = new int[1]; // of A and B
    final OperandSide a = new OperandSide();
    final OperandSide b = new OperandSide();

    /** The matrices on one side, each in an array of its own; that of a time step is {@code step} after that of the last. */
    static final class OperandSide {
        float[][] values = new float[1][];
        int[] offset = new int[1];
        int[] step = new int[1];
        int[] stride = new int[1];

        private void set(int at, float[] of, int from, int apart, int row) {
            if (at == values.length) {
                values = Arrays.copyOf(values, 2 * at);
                offset = Arrays.copyOf(offset, 2 * at);
                step = Arrays.copyOf(step, 2 * at);
                stride = Arrays.copyOf(stride, 2 * at);
            }
            values[at] = of;
            offset[at] = from;
            step[at] = apart;
            stride[at] = row;
        }
    }

    /** Removes all matrices. */
    public Operands clear() {
        count = 0;
        return this;
    }

    /**
     * Begins a pair of matrices after the others, A {@code [m, k]} and B {@code [n, k]}, which {@link #a} and {@link #b}
     * set.
     *
     * @param k columns of A and of B at each step
     */
    public Operands put(int k) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, 2 * count);
        }
        columns[count] = k;
        count++;
        return this;
    }

    /**
     * Sets A of the last pair.
     *
     * @param step distance from A of one time step to A of the next
     * @param stride distance from a row to the next
     */
    public Operands a(float[] values, int offset, int step, int stride) {
        a.set(count - 1, values, offset, step, stride);
        return this;
    }

    /** Sets B of the last pair, as {@link #a} does. */
    public Operands b(float[] values, int offset, int step, int stride) {
        b.set(count - 1, values, offset, step, stride);
        return this;
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
