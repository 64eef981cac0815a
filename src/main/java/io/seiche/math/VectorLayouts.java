package io.seiche.math;

import static io.seiche.math.VectorTiles.LANES;
import static io.seiche.math.VectorTiles.ROWS;
import static io.seiche.math.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The memory orders into which {@link VectorKernels} copies matrices before {@link VectorTiles} multiply them: rows packed
 * by four, and panels of whole vectors.
 */
final class VectorLayouts {
    /** Rows and columns that are transposed at a time. */
    private static final int TILE = 16;

    private VectorLayouts() {}

    /** Copies columns of B into a panel of the vectors that cover them; the last may overlap its neighbour. */
    static void copy(int width, int vectors, int k, float[] b, int from, int step, float[] panel, int at) {
        int last = width - LANES;
        for (int p = 0; p < k; p++) {
            int to = at + p * vectors * LANES;
            for (int j = 0; j < vectors; j++) {
                FloatVector.fromArray(SPECIES, b, from + Math.min(j * LANES, last))
                        .intoArray(panel, to + j * LANES);
            }
            from += step;
        }
    }

    /** Returns the number of floats of m packed rows of k numbers. */
    static int packed(int m, int k) {
        return (m + ROWS - 1) / ROWS * ROWS * k;
    }

    /**
     * Packs A by {@link VectorTiles#ROWS} rows: the numbers of these rows at one sum index are consecutive.
     *
     * @param stride distance from a row of A to the next
     * @param first sum index of the first column of A in the packed matrix
     * @param all sum indices of the packed matrix, of which A has k
     */
    static void pack(int m, int k, float[] a, int at, int stride, float[] to, int first, int all) {
        for (int i = 0; i < m; i += ROWS) {
            int at0 = at + i * stride;
            int at1 = at + Math.min(i + 1, m - 1) * stride;
            int at2 = at + Math.min(i + 2, m - 1) * stride;
            int at3 = at + Math.min(i + 3, m - 1) * stride;
            int out = i * all + first * ROWS;
            for (int p = 0; p < k; p++) {
                to[out + p * ROWS] = a[at0 + p];
                to[out + p * ROWS + 1] = a[at1 + p];
                to[out + p * ROWS + 2] = a[at2 + p];
                to[out + p * ROWS + 3] = a[at3 + p];
            }
        }
    }

    /** Packs A as {@link #pack} does, from A': the columns of A are {@code stride} apart. */
    static void packColumns(int m, int k, float[] a, int at, int stride, float[] to) {
        for (int i = 0; i < m; i += ROWS) {
            int second = Math.min(1, m - 1 - i);
            int third = Math.min(2, m - 1 - i);
            int fourth = Math.min(3, m - 1 - i);
            int out = i * k;
            int from = at + i;
            for (int p = 0; p < k; p++) {
                to[out + p * ROWS] = a[from];
                to[out + p * ROWS + 1] = a[from + second];
                to[out + p * ROWS + 2] = a[from + third];
                to[out + p * ROWS + 3] = a[from + fourth];
                from += stride;
            }
        }
    }

    /** Returns a count rounded up to whole vectors. */
    static int padded(int n) {
        return (n + LANES - 1) / LANES * LANES;
    }

    /**
     * Copies a matrix into a panel, padded with zeros to whole vectors.
     *
     * @param columns columns of the panel, at most {@link VectorTiles#VECTORS} vectors
     * @param k rows of the panel
     * @param transposed true if the matrix is {@code [columns, k]}, false if it is {@code [k, columns]}
     */
    static void panel(int columns, int k, boolean transposed, float[] from, int at, int stride, float[] to, int out) {
        int width = padded(columns);
        if (transposed) {
            transpose(columns, k, from, at, stride, to, out, width);
        }
        for (int p = 0; p < k; p++) {
            if (!transposed) {
                System.arraycopy(from, at + p * stride, to, out + p * width, columns);
            }
            for (int j = columns; j < width; j++) {
                to[out + p * width + j] = 0f;
            }
        }
    }

    /** to[j][i] = from[i][j], four rows at a time. */
    private static void transpose(
            int rows, int columns, float[] from, int at, int stride, float[] to, int out, int toStride) {
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            int at0 = at + i * stride;
            int at1 = at0 + stride;
            int at2 = at1 + stride;
            int at3 = at2 + stride;
            int row = out + i;
            for (int j = 0; j < columns; j++) {
                to[row] = from[at0 + j];
                to[row + 1] = from[at1 + j];
                to[row + 2] = from[at2 + j];
                to[row + 3] = from[at3 + j];
                row += toStride;
            }
        }
        for (; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[out + i + j * toStride] = from[at + i * stride + j];
            }
        }
    }

    /** to[j][i] += from[i][j], tile by tile. */
    static void addTransposed(
            int rows, int columns, float[] from, int at, int stride, float[] to, int out, int toStride) {
        for (int i0 = 0; i0 < rows; i0 += TILE) {
            int iEnd = Math.min(rows, i0 + TILE);
            for (int j0 = 0; j0 < columns; j0 += TILE) {
                int jEnd = Math.min(columns, j0 + TILE);
                for (int j = j0; j < jEnd; j++) {
                    int row = out + j * toStride;
                    for (int i = i0; i < iEnd; i++) {
                        to[row + i] += from[at + i * stride + j];
                    }
                }
            }
        }
    }
}
