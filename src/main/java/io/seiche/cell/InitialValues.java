package io.seiche.cell;

import io.seiche.math.SplitMix;

/**
 * The parameters of one cell while their initial values are set: where each piece lies and what to draw from. Kernels
 * already hold Glorot-uniform and orthogonal values, biases and vectors 0.
 *
 * @param values the whole network's vector
 * @param kernel offset of the input kernel, {@code [taps * inputs, gates * units]}
 * @param recurrent offset of the recurrent kernel, {@code [units, gates * units]}
 * @param bias offset of the bias
 * @param vectors offset of the vector parameters, in the order of the wiring
 * @param inputs m
 * @param units H
 * @param steps the window's length T
 * @param last whether the layer is the last recurrent one and only its last step is read
 * @param how the configured choice
 * @param random a sequence of this layer's own
 */
public record InitialValues(
        float[] values,
        int kernel,
        int recurrent,
        int bias,
        int vectors,
        int inputs,
        int units,
        int steps,
        boolean last,
        Initial how,
        SplitMix random) {
    /** Sets {@code count} values from {@code offset} to draws from U(low, high). */
    public void uniform(int offset, int count, double low, double high) {
        for (int j = offset; j < offset + count; j++) {
            values[j] = (float) random.uniform(low, high);
        }
    }

    /** Sets the biases of a gate to log U(1, T - 1): its forgetting then spans the window; and of another to their negative. */
    public void chrono(int gate, int opposite) {
        for (int j = 0; j < units; j++) {
            float b = (float) StrictMath.log(random.uniform(1, Math.max(steps - 1, 1.5)));
            values[bias + gate * units + j] = b;
            if (opposite >= 0) {
                values[bias + opposite * units + j] = -b;
            }
        }
    }

    /** Sets the biases of a gate. */
    public void bias(int gate, double value) {
        java.util.Arrays.fill(values, bias + gate * units, bias + (gate + 1) * units, (float) value);
    }
}
