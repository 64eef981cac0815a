package io.seiche.math;

import java.util.Arrays;

/**
 * Matrix products by plain loops: the control every faster implementation is compared with, and what runs where nothing
 * faster can. Uses nothing but IEEE additions and multiplications in a fixed order, so its results are the same bits on
 * every machine ({@link Kernels#strict}).
 */
final class PlainKernels implements Kernels {
    @Override
    public String name() {
        return "plain";
    }

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
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * cStride;
            if (!add) {
                Arrays.fill(c, row, row + n, 0f);
            }
            if (transposeB) {
                for (int j = 0; j < n; j++) {
                    float sum = 0;
                    for (int p = 0; p < k; p++) {
                        float left = transposeA ? a[aOffset + p * aStride + i] : a[aOffset + i * aStride + p];
                        sum += left * b[bOffset + j * bStride + p];
                    }
                    c[row + j] += sum;
                }
            } else {
                for (int p = 0; p < k; p++) {
                    float left = transposeA ? a[aOffset + p * aStride + i] : a[aOffset + i * aStride + p];
                    int right = bOffset + p * bStride;
                    for (int j = 0; j < n; j++) {
                        c[row + j] += left * b[right + j];
                    }
                }
            }
        }
    }
}
