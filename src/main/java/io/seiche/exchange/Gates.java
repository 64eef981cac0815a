package io.seiche.exchange;

import java.util.stream.IntStream;

/**
 * The layout of one of Seiche's arrays in another framework: the order of its gate blocks, and whether it is
 * transposed.
 *
 * @param rows rows of Seiche's array, {@code [rows, gates * units]}; 1 for a vector
 * @param units H
 * @param order Seiche's gate at each position of the other layout
 * @param transposed true if the other array is {@code [gates * units, rows]}
 */
record Gates(int rows, int units, int[] order, boolean transposed) {
    /** Returns Seiche's order of a number of gates. */
    static int[] identity(int gates) {
        return IntStream.range(0, gates).toArray();
    }

    /** Returns the number of floats in the array. */
    int size() {
        return rows * order.length * units;
    }

    /** Returns the framework's array, converted from Seiche's array at an offset. */
    float[] write(float[] ours, int offset) {
        float[] theirs = new float[size()];
        each((o, t) -> theirs[t] = ours[offset + o]);
        return theirs;
    }

    /** Converts the framework's array and adds it to Seiche's array at an offset. */
    void read(float[] theirs, int from, float[] ours, int offset) {
        each((o, t) -> ours[offset + o] += theirs[from + t]);
    }

    private interface Pair {
        void at(int ours, int theirs);
    }

    private void each(Pair pair) {
        int width = order.length * units;
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < order.length; gate++) {
                for (int u = 0; u < units; u++) {
                    int column = gate * units + u;
                    pair.at(
                            row * width + order[gate] * units + u,
                            transposed ? column * rows + row : row * width + column);
                }
            }
        }
    }
}
