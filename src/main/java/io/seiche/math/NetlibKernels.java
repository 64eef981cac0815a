package io.seiche.math;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Matrix products of a native BLAS, called through the JNI of netlib, a dependency of Spark's MLlib.
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

    /** {@inheritDoc} A BLAS may sum in another order where a product has another shape. */
    @Override
    public boolean isDivisible() {
        return false;
    }

    /** A row-major C = A B is a column-major C' = B' A', so the operands are exchanged and nothing is transposed. */
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
