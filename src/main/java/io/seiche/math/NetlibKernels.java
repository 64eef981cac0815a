package io.seiche.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Matrix products by a native BLAS, through the JNI of the netlib that Spark's MLlib brings.
 */
final class NetlibKernels implements Kernels {
    private final String name;
    private final BLAS blas;

    NetlibKernels(String name, BLAS blas) {
        this.name = name;
        this.blas = blas;
    }

    @Override
    public String name() {
        return name;
    }

    /** Row-major C = A B is column-major C' = B' A', so the operands change places and nothing is transposed. */
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
        blas.sgemm(
                transposeB ? "T" : "N",
                transposeA ? "T" : "N",
                n,
                m,
                k,
                1f,
                b,
                bOffset,
                bStride,
                a,
                aOffset,
                aStride,
                add ? 1f : 0f,
                c,
                cOffset,
                cStride);
    }
}
