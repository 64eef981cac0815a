package io.seiche.math;

/**
 * Matrix products by plain loops: the kernels of {@code training.math = strict}, and the control to which faster kernels
 * are compared. They consist of IEEE additions and multiplications in a fixed order, so the results have the same bits on
 * every machine ({@link Kernels#strict}).
 *
 * <p>Larger products copy the rows of op(B) into arrays of their own ({@link PlainRows}), or those of op(A)' if C has more
 * rows than columns and is computed as C' = op(B)' op(A)'. In either form a number of C is the same sum, in the order of k.
 */
final class PlainKernels implements Kernels {
    /** Largest number of rows that are copied at once. */
    private static final int DEEP = 1024;

    /** Largest length of these rows. */
    private static final int WIDE = 4096;

    private final ThreadLocal<PlainRows> scratch = ThreadLocal.withInitial(PlainRows::new);

    @Override
    public String name() {
        return "plain";
    }

    /** Sums of C += A B begin with the number in C; those of C += A B' begin with zero and are added at the end. */
    @Override
    public void multiply(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            boolean add,
            float[] c,
            int cOffset,
            int cStride) {
        int aRow = transposeA ? 1 : aStride;
        int aColumn = transposeA ? aStride : 1;
        int bRow = transposeB ? 1 : bStride;
        int bColumn = transposeB ? bStride : 1;
        boolean after = add && transposeB;
        if (isSmall(m, n, k)) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    int at = cOffset + i * cStride + j;
                    float sum = add && !after ? c[at] : 0f;
                    for (int p = 0; p < k; p++) {
                        sum += a[aOffset + i * aRow + p * aColumn] * b[bOffset + p * bRow + j * bColumn];
                    }
                    c[at] = after ? c[at] + sum : sum;
                }
            }
            return;
        }
        PlainRows rows = scratch.get();
        int deep = after ? k : DEEP;
        for (int p = 0; p < k; p += deep) {
            int depth = Math.min(deep, k - p);
            boolean more = add || p > 0;
            int aAt = aOffset + p * aColumn;
            int bAt = bOffset + p * bRow;
            for (int j = 0; j < Math.max(m, n); j += WIDE) {
                int wide = Math.min(WIDE, Math.max(m, n) - j);
                if (isTurned(m, n)) {
                    rows.copy(depth, wide, a, aAt + j * aRow, aColumn, aRow);
                    rows.multiply(
                            n, wide, depth, b, bAt, bColumn, bRow, more, after, c, cOffset + j * cStride, 1, cStride);
                } else {
                    rows.copy(depth, wide, b, bAt + j * bColumn, bRow, bColumn);
                    rows.multiply(m, wide, depth, a, aAt, aRow, aColumn, more, after, c, cOffset + j, cStride, 1);
                }
            }
        }
    }

    @Override
    public void prepare(Left left, int n, boolean transposeA, int m, int k, float[] a, int aOffset, int aStride) {
        left.view(transposeA, m, k, a, aOffset, aStride);
        if (!isSmall(m, n, k) && isTurned(m, n)) {
            left.rowsOfTransposed.copy(k, m, a, aOffset, transposeA ? aStride : 1, transposeA ? 1 : aStride);
        }
    }

    @Override
    public void multiply(
            Left left, int n, float[] b, int bOffset, int bStride, boolean add, float[] c, int cOffset, int cStride) {
        int m = left.rows;
        int k = left.columns;
        if (!isSmall(m, n, k) && isTurned(m, n)) {
            left.rowsOfTransposed.multiply(n, m, k, b, bOffset, 1, bStride, add, false, c, cOffset, 1, cStride);
        } else {
            Kernels.super.multiply(left, n, b, bOffset, bStride, add, c, cOffset, cStride);
        }
    }

    private static boolean isSmall(int m, int n, int k) {
        return (long) m * n * k < SMALL || Math.max(m, n) < PlainRows.SHORT;
    }

    private static boolean isTurned(int m, int n) {
        return m > n;
    }
}
