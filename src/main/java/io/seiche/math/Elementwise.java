package io.seiche.math;

/**
 * Elementwise arithmetic on ranges of float arrays: what cells compute between matrix products. The range of an operand
 * {@code a} is {@code a[aAt .. aAt + n)}, the result is written to {@code to[at .. at + n)}. The result may be one of the
 * operands, but must not overlap one partly.
 *
 * <p>The JIT compiler of JDK 17 vectorises only loops over one array, or over arrays read from index 0. {@code
 * VectorElementwise} therefore has the same operations on the Vector API, in the same order and with the same bits.
 */
public class Elementwise {
    /**
     * The least magnitude, 2^-100 or about 8e-31, of numbers that are carried from step to step: states, gradients and
     * moments. Smaller ones are replaced by zero. Numbers that fade from step to step, such as the gradients of long
     * lookbacks, would otherwise become subnormal (below 2^-126); many processors compute with these in microcode, at a
     * tenth to a hundredth of the speed, and repeated multiplication leaves the smallest of them as it is.
     */
    public static final float LEAST = 0x1p-100f;

    /** The operations as plain loops. */
    public static final Elementwise PLAIN = new Elementwise();

    Elementwise() {}

    /** Returns the operations of this JVM's kernels. */
    public static Elementwise get() {
        return Kernels.get().elementwise();
    }

    /** v = tanh(v), as {@link Activations#tanh(float)}. */
    public void tanh(float[] v, int at, int n) {
        Activations.tanh(v, at, n);
    }

    /** v = 1 / (1 + e^-v), as {@link Activations#logistic(float)}. */
    public void logistic(float[] v, int at, int n) {
        Activations.logistic(v, at, n);
    }

    /** v = e^v, as {@link Activations#exp(float)}. */
    public void exp(float[] v, int at, int n) {
        for (int j = at; j < at + n; j++) {
            v[j] = Activations.exp(v[j]);
        }
    }

    /** v = e^v in two consecutive ranges, where of each pair of numbers one is 0 and the other is at most 0. */
    public void expOfPairs(float[] v, int at, int n) {
        exp(v, at, 2 * n);
    }

    /** v = log s(v), as {@link Activations#logLogistic(float)}. */
    public void logLogistic(float[] v, int at, int n) {
        for (int j = at; j < at + n; j++) {
            v[j] = Activations.logLogistic(v[j]);
        }
    }

    /** to = a b. */
    public void product(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j];
        }
    }

    /** to += a b. */
    public void addProduct(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = to[at + j] + a[aAt + j] * b[bAt + j];
        }
    }

    /** to += a. */
    public void add(float[] a, int aAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = to[at + j] + a[aAt + j];
        }
    }

    /** to -= a. */
    public void subtract(float[] a, int aAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = to[at + j] - a[aAt + j];
        }
    }

    /** to = max(to, a). */
    public void max(float[] a, int aAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = Math.max(to[at + j], a[aAt + j]);
        }
    }

    /** to = a (1 - b). */
    public void rest(float[] a, int aAt, float[] b, int bAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * (1f - b[bAt + j]);
        }
    }

    /** to = a b / c. */
    public void quotient(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j] / c[cAt + j];
        }
    }

    /** to = b + c (a - b): the mean of a and b with weights c and 1 - c. */
    public void mix(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = b[bAt + j] + c[cAt + j] * (a[aAt + j] - b[bAt + j]);
        }
    }

    /** to = a b (1 - c c): the gradient a b through c = tanh. */
    public void tanhSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j] * (1f - c[cAt + j] * c[cAt + j]);
        }
    }

    /** to = a b c (1 - c): the gradient a b through the logistic function c. */
    public void logisticSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j] * (c[cAt + j] * (1f - c[cAt + j]));
        }
    }

    /** d = d (1 - c c): the gradient d through c = tanh. */
    public void tanhSlope(float[] c, int cAt, float[] d, int dAt, int n) {
        for (int j = 0; j < n; j++) {
            d[dAt + j] *= 1f - c[cAt + j] * c[cAt + j];
        }
    }

    /** d = d c (1 - c): the gradient d through the logistic function c. */
    public void logisticSlope(float[] c, int cAt, float[] d, int dAt, int n) {
        for (int j = 0; j < n; j++) {
            d[dAt + j] *= c[cAt + j] * (1f - c[cAt + j]);
        }
    }

    /**
     * v = 0 where v is less than {@link #LEAST} in magnitude; NaN stays.
     *
     * @return true if a number is not zero
     */
    public boolean flush(float[] v, int at, int n) {
        boolean any = false;
        for (int j = at; j < at + n; j++) {
            if (Math.abs(v[j]) < LEAST) {
                v[j] = 0f;
            } else {
                any = true;
            }
        }
        return any;
    }

    /** Returns true if these operations use the Vector API, so that fused forms may use it too. */
    public boolean vectorised() {
        return false;
    }
}
