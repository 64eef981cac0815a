package io.seiche.math;

/**
 * The Cholesky factor of a symmetric positive definite matrix, A = L L', and the solving with it. Matrices are lower
 * triangles packed by rows; sums run in one order.
 */
final class Cholesky {
    private Cholesky() {}

    /** Replaces A by L; false where a pivot is not positive. */
    static boolean factor(double[] a, int n) {
        double[] column = new double[n];
        for (int k = 0; k < n; k++) {
            double pivot = a[row(k) + k];
            if (!(pivot > 0)) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[row(k) + k] = root;
            for (int i = k + 1; i < n; i++) {
                column[i] = a[row(i) + k] /= root;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(a, row(i), column[i], column, 0, k + 1, i + 1);
            }
        }
        return true;
    }

    /** Replaces B {@code [n][columns]} by X, where L L' X = B; false where the answer is not finite. */
    static boolean solve(double[] l, int n, double[] b, int columns) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                subtract(b, i * columns, l[row(i) + j], b, j * columns, 0, columns);
            }
            divide(b, i * columns, columns, l[row(i) + i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            divide(b, i * columns, columns, l[row(i) + i]);
            for (int j = 0; j < i; j++) {
                subtract(b, j * columns, l[row(i) + j], b, i * columns, 0, columns);
            }
        }
        double sum = 0;
        for (double value : b) {
            sum += value;
        }
        return Double.isFinite(sum);
    }

    private static int row(int i) {
        return i * (i + 1) / 2;
    }

    /** a[aOffset + j] -= factor b[bOffset + j], for j from from to before to. */
    private static void subtract(double[] a, int aOffset, double factor, double[] b, int bOffset, int from, int to) {
        for (int j = from; j < to; j++) {
            a[aOffset + j] -= factor * b[bOffset + j];
        }
    }

    private static void divide(double[] b, int offset, int length, double divisor) {
        for (int j = offset; j < offset + length; j++) {
            b[j] /= divisor;
        }
    }
}
