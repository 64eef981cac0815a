package io.seiche.cell;

import io.seiche.math.SplitMix;
import java.util.Arrays;

/**
 * The parameters of one cell during initialisation. Kernels hold Glorot-uniform (input) and orthogonal (recurrent)
 * values, biases and vectors 0, before {@link Cell#initial} is called.
 *
 * @param values the parameters of the whole network
 * @param pieces offsets of the cell's parameters
 * @param inputs m
 * @param units H
 * @param steps length T of the window
 * @param last true if the layer is the last recurrent one and only its last step is read
 * @param options the configured options
 * @param random random numbers of this layer
 */
public record InitialValues(
        float[] values,
        Pieces pieces,
        int inputs,
        int units,
        int steps,
        boolean last,
        Initial options,
        SplitMix random) {
    /**
     * Offsets of a cell's parameters in the network's vector.
     *
     * @param kernel input kernel, {@code [taps * inputs, gates * units]}
     * @param recurrent recurrent kernel, {@code [units, gates * units]}
     * @param bias bias, {@code [rows, gates * units]}
     * @param vectors vector parameters, in the order of the wiring
     */
    public record Pieces(int kernel, int recurrent, int bias, int vectors) {}

    /** Draws {@code count} values from {@code offset} from U(low, high). */
    public void uniform(int offset, int count, double low, double high) {
        for (int j = offset; j < offset + count; j++) {
            values[j] = (float) random.uniform(low, high);
        }
    }

    /**
     * Draws the biases of a gate from log U(1, T - 1), which spreads its time scale over the window, and sets those of the
     * opposite gate to their negatives.
     *
     * @param opposite a gate, or -1 for none
     */
    public void chrono(int gate, int opposite) {
        for (int j = 0; j < units; j++) {
            float b = (float) StrictMath.log(random.uniform(1, Math.max(steps - 1, 1.5)));
            values[pieces.bias() + gate * units + j] = b;
            if (opposite >= 0) {
                values[pieces.bias() + opposite * units + j] = -b;
            }
        }
    }

    /** Sets all biases of a gate to one value. */
    public void bias(int gate, double value) {
        int from = pieces.bias() + gate * units;
        Arrays.fill(values, from, from + units, (float) value);
    }
}
