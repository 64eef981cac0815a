package io.seiche.math;

import java.util.Arrays;

/**
 * The products of {@link PlainKernels}. The right matrix is copied into rows that are arrays of their own, and the loop
 * adds five of them, each times its number, to an array of sums.
 *
 * <p>The JIT compiler of JDK 17 vectorises a loop over several arrays only if each is read from index 0 and the loop is
 * short. Five products per sum give 15 GFLOP/s (rows of 52) to 50 (rows of 512), six are not vectorised and give 10, and
 * the textbook loop gives 5 (one core of an AMD EPYC, Zen 4).
 */
final class PlainRows {
    /** Length of a row below which the copies bring no gain. */
    static final int SHORT = 16;

    /** Rows of C whose sums stay in the first-level cache while the right rows are read. */
    private static final int GROUP = 16;

    /** Floats of right rows that stay in the first-level cache while the sums of a group are updated. */
    private static final int NEAR = 4096;

    /** Floats in a cache line, and in the header of an array. */
    private static final int LINE = 16;

    private static final int HEADER = 4;

    private float[][] sums = {};
    private float[][] right = {};

    /**
     * Provides buffers for the given number of right rows. If they are too small, all of them and the sums are
     * allocated anew: arrays allocated one after another have the same offset within a cache line if their size is a
     * multiple of one, and vectors that do not cross a line are read a third faster.
     */
    private float[][] right(int rows, int length) {
        int had = right.length == 0 ? 0 : right[0].length;
        if (right.length < rows || had < length) {
            int floats = (Math.max(length, had) + HEADER + LINE - 1) / LINE * LINE - HEADER;
            float[][] all = new float[GROUP + Math.max(rows, right.length)][floats];
            sums = Arrays.copyOf(all, GROUP);
            right = Arrays.copyOfRange(all, GROUP, all.length);
        }
        return right;
    }

    /**
     * Copies a matrix into the right rows.
     *
     * @param rowStep distance from one row to the next
     * @param columnStep distance from one column to the next
     */
    void copy(int rows, int length, float[] from, int at, int rowStep, int columnStep) {
        copy(rows, length, from, at, rowStep, columnStep, right(rows, length));
    }

    private static void copy(int rows, int length, float[] from, int at, int rowStep, int columnStep, float[][] to) {
        if (columnStep == 1) {
            for (int p = 0; p < rows; p++) {
                System.arraycopy(from, at + p * rowStep, to[p], 0, length);
            }
        } else {
            int p = 0;
            for (; p + 3 < rows; p += 4) {
                copyFour(length, from, at + p * rowStep, rowStep, columnStep, to[p], to[p + 1], to[p + 2], to[p + 3]);
            }
            for (; p < rows; p++) {
                for (int j = 0, of = at + p * rowStep; j < length; j++, of += columnStep) {
                    to[p][j] = from[of];
                }
            }
        }
    }

    private static void copyFour(
            int length, float[] from, int at, int rowStep, int columnStep, float[] s, float[] t, float[] u, float[] v) {
        for (int j = 0, of = at; j < length; j++, of += columnStep) {
            s[j] = from[of];
            t[j] = from[of + rowStep];
            u[j] = from[of + 2 * rowStep];
            v[j] = from[of + 3 * rowStep];
        }
    }

    /**
     * C = A R, or C += A R, for the right rows R.
     *
     * @param m rows of C
     * @param n columns of C
     * @param k rows of R
     * @param aRow distance from a row of A to the next
     * @param aColumn distance from a column of A to the next
     * @param add true if the product is added to C
     * @param after true if that is done when its sums are whole, instead of beginning them with C
     */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            boolean add,
            boolean after,
            float[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        int depth = Math.max(5, NEAR / n / 5 * 5);
        for (int i = 0; i < m; i += GROUP) {
            int group = Math.min(GROUP, m - i);
            int to = cOffset + i * cRow;
            if (add && !after) {
                copy(group, n, c, to, cRow, cColumn, sums);
            } else {
                for (int r = 0; r < group; r++) {
                    Arrays.fill(sums[r], 0, n, 0f);
                }
            }
            for (int p = 0; p < k; p += depth) {
                sum(group, n, p, Math.min(k, p + depth), a, aOffset + i * aRow, aRow, aColumn);
            }
            store(group, n, add && after, c, to, cRow, cColumn);
        }
    }

    private void sum(int group, int n, int from, int until, float[] a, int at, int aRow, int aColumn) {
        for (int r = 0; r < group; r++) {
            float[] sum = sums[r];
            int first = at + r * aRow;
            int p = from;
            for (; p + 4 < until; p += 5) {
                int q = first + p * aColumn;
                int s = q + aColumn;
                int t = s + aColumn;
                int u = t + aColumn;
                int v = u + aColumn;
                five(
                        n,
                        sum,
                        right[p],
                        right[p + 1],
                        right[p + 2],
                        right[p + 3],
                        right[p + 4],
                        a[q],
                        a[s],
                        a[t],
                        a[u],
                        a[v]);
            }
            for (; p + 3 < until; p += 4) {
                int q = first + p * aColumn;
                int s = q + aColumn;
                int t = s + aColumn;
                int u = t + aColumn;
                four(n, sum, right[p], right[p + 1], right[p + 2], right[p + 3], a[q], a[s], a[t], a[u]);
            }
            for (; p < until; p++) {
                one(n, sum, right[p], a[first + p * aColumn]);
            }
        }
    }

    private static void five(
            int n,
            float[] sum,
            float[] x,
            float[] y,
            float[] z,
            float[] w,
            float[] v,
            float ax,
            float ay,
            float az,
            float aw,
            float av) {
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + ax * x[j] + ay * y[j] + az * z[j] + aw * w[j] + av * v[j];
        }
    }

    private static void four(
            int n, float[] sum, float[] x, float[] y, float[] z, float[] w, float ax, float ay, float az, float aw) {
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + ax * x[j] + ay * y[j] + az * z[j] + aw * w[j];
        }
    }

    private static void one(int n, float[] sum, float[] x, float ax) {
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + ax * x[j];
        }
    }

    /** Writes sums to C, or adds them to C. */
    private void store(int group, int n, boolean add, float[] c, int to, int cRow, int cColumn) {
        if (cColumn == 1) {
            for (int r = 0; r < group; r++) {
                float[] sum = sums[r];
                int at = to + r * cRow;
                if (add) {
                    for (int j = 0; j < n; j++) {
                        c[at + j] += sum[j];
                    }
                } else {
                    System.arraycopy(sum, 0, c, at, n);
                }
            }
        } else {
            int r = 0;
            for (; r + 3 < group; r += 4) {
                storeFour(n, sums[r], sums[r + 1], sums[r + 2], sums[r + 3], add, c, to + r * cRow, cRow, cColumn);
            }
            for (; r < group; r++) {
                for (int j = 0, at = to + r * cRow; j < n; j++, at += cColumn) {
                    c[at] = add ? c[at] + sums[r][j] : sums[r][j];
                }
            }
        }
    }

    private static void storeFour(
            int n, float[] s, float[] t, float[] u, float[] v, boolean add, float[] c, int to, int cRow, int cColumn) {
        if (add) {
            for (int j = 0, at = to; j < n; j++, at += cColumn) {
                c[at] += s[j];
                c[at + cRow] += t[j];
                c[at + 2 * cRow] += u[j];
                c[at + 3 * cRow] += v[j];
            }
        } else {
            for (int j = 0, at = to; j < n; j++, at += cColumn) {
                c[at] = s[j];
                c[at + cRow] = t[j];
                c[at + 2 * cRow] = u[j];
                c[at + 3 * cRow] = v[j];
            }
        }
    }
}
