package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.List;

/** The names and memory layouts of a framework's tensors. */
interface Naming {
    /**
     * Returns the tensors of a recurrent layer.
     *
     * @throws IllegalArgumentException if the framework has no counterpart; the message names the layer and those it has
     */
    List<Slot> recurrent(RecurrentLayer run);

    /** Returns the tensors of a dense layer. */
    List<Slot> dense(int inputs, int units);

    /** Returns the tensor of an embedding. */
    List<Slot> embedding(int items, int units);

    /** Returns the owner of the tensor of a name. */
    Owned parse(String name);

    /**
     * Returns the framework's name of a tensor.
     *
     * @param layer name of the layer in the network
     * @param run the recurrent layer, or null for a dense layer or an embedding
     * @param leaf name of the tensor within the layer
     */
    String name(String layer, RecurrentLayer run, String leaf);

    /**
     * The parts of a tensor's name.
     *
     * @param layer the framework's name of the layer and direction
     * @param leaf name of the tensor within the layer
     * @param backward true if the layer reads time in reverse
     */
    record Owned(String layer, String leaf, boolean backward) {}

    /** Returns the exception for a layer without counterpart. */
    static IllegalArgumentException refusal(RecurrentLayer run, String framework, String known) {
        return new IllegalArgumentException(run.name() + ", " + run.text() + ", has no counterpart in " + framework
                + "; layers that have are: " + known);
    }

    /**
     * One tensor of a framework's layer, and the part of a piece of the parameters that it corresponds to.
     *
     * @param leaf its name within the layer: {@code weight_ih}
     * @param shape in the framework, row-major
     * @param piece name of the piece within the layer: {@code kernel}
     * @param offset offset of the part in the piece
     * @param gates conversion between the two
     * @param added true if it is added to another tensor of the same part, as PyTorch's second bias; it is written as zeros
     */
    record Slot(String leaf, int[] shape, String piece, int offset, Gates gates, boolean added) {
        /** Returns the transpose of a matrix {@code [rows, gates * units]}. */
        static Slot transposed(String leaf, String piece, int rows, int units, int[] order) {
            int[] shape = {order.length * units, rows};
            return new Slot(leaf, shape, piece, 0, new Gates(rows, units, order, true), false);
        }

        /** Returns a matrix with the same name and layout. */
        static Slot same(String leaf, int rows, int units, int gates) {
            return renamed(leaf, leaf, rows, gates * units);
        }

        /** Returns a matrix with another name and the same layout. */
        static Slot renamed(String leaf, String piece, int rows, int columns) {
            return new Slot(
                    leaf,
                    new int[] {rows, columns},
                    piece,
                    0,
                    new Gates(rows, columns, Gates.identity(1), false),
                    false);
        }

        /** Returns a vector {@code [gates * units]}. */
        static Slot vector(String leaf, String piece, int offset, int units, int[] order, boolean added) {
            int[] shape = {order.length * units};
            return new Slot(leaf, shape, piece, offset, new Gates(1, units, order, false), added);
        }
    }
}
