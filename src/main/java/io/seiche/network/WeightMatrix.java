package io.seiche.network;

import io.seiche.math.Kernels;

/**
 * A matrix among the parameters and its products with the vectors of one step: W is {@code [inputs][units]}, x is {@code
 * [inputs][batch]} and y is {@code [units][batch]}.
 *
 * @param offset of W in the parameters
 */
record WeightMatrix(Kernels kernels, int offset, int inputs, int units) {
    /** y += W' x; without {@code add}, y = W' x. */
    void forward(float[] parameters, float[] x, int xAt, int batch, boolean add, float[] y, int yAt) {
        kernels.multiply(
                true, false, units, batch, inputs, parameters, offset, units, x, xAt, batch, add, y, yAt, batch);
    }

    /** dx = W dy. */
    void backward(float[] parameters, float[] dy, int dyAt, int batch, float[] dx, int dxAt) {
        kernels.multiply(
                false, false, inputs, batch, units, parameters, offset, units, dy, dyAt, batch, false, dx, dxAt, batch);
    }

    /**
     * dW += x dy' for some units.
     *
     * @param dy of these units, {@code [to - from][batch]}
     */
    void addGradient(float[] x, int xAt, float[] dy, int dyAt, int from, int to, int batch, float[] gradient) {
        int n = to - from;
        int at = offset + from;
        kernels.multiply(false, true, inputs, n, batch, x, xAt, batch, dy, dyAt, batch, true, gradient, at, units);
    }
}
