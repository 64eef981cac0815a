package io.seiche.math;

/**
 * Arithmetic over stretches of float arrays, number by number, as cells need it between their products. A stretch called {@code a}
 * begins at {@code aAt}; the result's begins at {@code at} and may be one of the given stretches, but may overlap none
 * otherwise. The compiler of JDK 17 makes vector code only of loops over one array, or over arrays from their first
 * number on, so that the Vector API has a form of its own ({@code VectorElementwise}): the same operations in the same
 * order, and so the same bits.
 */
public class Elementwise {
    /** Plain loops. */
    public static final Elementwise PLAIN = new Elementwise();

    Elementwise() {}

    /** Those of this JVM's kernels. */
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

    /** v = e^v over two consecutive stretches; of each pair of numbers one is 0 and the other at most 0. */
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

    /** to = b + c (a - b): b, and of what a differs a share. */
    public void mix(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = b[bAt + j] + c[cAt + j] * (a[aAt + j] - b[bAt + j]);
        }
    }

    /** to = a b (1 - c c): what goes through c = tanh. */
    public void tanhSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j] * (1f - c[cAt + j] * c[cAt + j]);
        }
    }

    /** to = a b c (1 - c): what goes through the logistic function c. */
    public void logisticSlope(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] to, int at, int n) {
        for (int j = 0; j < n; j++) {
            to[at + j] = a[aAt + j] * b[bAt + j] * (c[cAt + j] * (1f - c[cAt + j]));
        }
    }

    /** Returns whether these are the forms of the Vector API, so that what is made of them may have such forms too. */
    public boolean vectorised() {
        return false;
    }
}
