package io.seiche.network;

import io.seiche.math.SplitMix;

/** The rules initial values are drawn by. */
final class Starts {
    private Starts() {}

    /** Uniform in +-sqrt(6 / (in + out)): Glorot and Bengio 2010, section 4.2.1. */
    static void glorot(float[] values, int offset, int count, int in, int out, SplitMix random) {
        double limit = StrictMath.sqrt(6.0 / (in + out));
        for (int j = offset; j < offset + count; j++) {
            values[j] = (float) random.uniform(-limit, limit);
        }
    }

    /**
     * Orthonormal rows, {@code [rows, columns]} with rows at most columns: the Q of a matrix of normal draws (Saxe et al.
     * 2014, <a href="https://arxiv.org/abs/1312.6120">arXiv:1312.6120</a>), by Gram and Schmidt done twice.
     */
    static void orthogonal(float[] values, int offset, int rows, int columns, SplitMix random) {
        double[][] q = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            double[] row = q[i];
            for (int j = 0; j < columns; j++) {
                row[j] = random.gaussian();
            }
            for (int twice = 0; twice < 2; twice++) {
                for (int p = 0; p < i; p++) {
                    double along = dot(row, q[p]);
                    for (int j = 0; j < columns; j++) {
                        row[j] -= along * q[p][j];
                    }
                }
            }
            double length = StrictMath.sqrt(dot(row, row));
            for (int j = 0; j < columns; j++) {
                row[j] /= length;
                values[offset + i * columns + j] = (float) row[j];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        int even = a.length - 1;
        for (int j = 0; j < even; j += 2) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
        }
        return a.length % 2 == 0 ? s0 + s1 : s0 + s1 + a[even] * b[even];
    }
}
