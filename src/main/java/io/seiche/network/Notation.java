package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.text.Options;

/**
 * A form of a network outside Seiche (ONNX, Keras, PyTorch): {@link NetworkSpec#write} calls one method for each layer,
 * from the input to the answer. Dropout has no method, since it does nothing after training.
 *
 * @param <T> the values between two layers: {@code [steps][features][batch]}
 */
public interface Notation<T> {
    /** A cell that reads x in one direction. */
    T recurrent(RecurrentLayer layer, T x);

    /**
     * f(W x + b) at every step of x.
     *
     * @param name of the layer in the layout, before {@code .kernel} and {@code .bias}
     * @param activation linear, relu, tanh, sigmoid or softmax
     */
    T dense(String name, int inputs, int units, String activation, T x);

    /**
     * Row x of a table at every step of x, which is the number of an item.
     *
     * @param name of the layer in the layout, before {@code .embeddings}
     */
    T embedding(String name, int items, int units, T x);

    /** The last step of x. */
    T lastStep(T x);

    /** Two sequences of the same steps made one. */
    T merged(Merge how, T first, T second);

    /**
     * A cell that reads a sequence in one direction.
     *
     * @param name of the layer in the layout, before {@code .kernel} and so on: {@code layer1.forward}
     * @param cell the kind of cell
     * @param inputs features it reads
     * @param units features of its output
     * @param options of the cell
     * @param backward true if it reads from the end of time; its answers are in the order of time all the same
     * @param last true if it outputs its final state only, as one step
     */
    record RecurrentLayer(
            String name, Cells.CellKind cell, int inputs, int units, Options options, boolean backward, boolean last) {
        /** The cell as the configuration writes it: {@code gru(64, variant=reset_before)}. */
        public String text() {
            return cell.name() + "(" + units + options + ")";
        }
    }
}
