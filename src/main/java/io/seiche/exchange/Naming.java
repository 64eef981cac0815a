package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.List;

/** The names and layouts of a framework's tensors. */
interface Naming {
    /**
     * The tensors of a recurrent layer.
     *
     * @throws IllegalArgumentException naming the layer that the framework does not have, and those it has
     */
    List<Slot> recurrent(RecurrentLayer run);

    /** The tensors of a dense layer. */
    List<Slot> dense(int inputs, int units);

    /** The tensor of an embedding. */
    List<Slot> embedding(int items, int units);

    /** Returns the owner of the tensor of a name. */
    Owned parse(String name);

    /** The name of a tensor of a layer of ours, dense or an embedding where the run is null. */
    String name(String layer, RecurrentLayer run, String leaf);

    /**
     * A tensor's name taken apart.
     *
     * @param layer the framework's name for the layer (and direction) it belongs to
     * @param leaf its name within it
     * @param backward whether the layer reads time backward
     */
    record Owned(String layer, String leaf, boolean backward) {}

    /** Refuses a layer. */
    static IllegalArgumentException refusal(RecurrentLayer run, String framework, String known) {
        return new IllegalArgumentException(run.name() + ", " + run.text() + ", has no counterpart in " + framework
                + "; layers that have are: " + known);
    }

    /**
     * One tensor of a framework's layer, and the part of our piece that it is.
     *
     * @param leaf its name within the layer: {@code weight_ih}
     * @param shape in the framework, row-major
     * @param piece ours, within the layer: {@code kernel}
     * @param offset where its part of the piece begins
     * @param gates how the numbers of the two correspond
     * @param added whether it is a second summand of what another tensor already is, written as zeros
     */
    record Slot(String leaf, int[] shape, String piece, int offset, Gates gates, boolean added) {
        /** A matrix {@code [rows, gates * units]} of ours, there the other way round. */
        static Slot transposed(String leaf, String piece, int rows, int units, int[] order) {
            int[] shape = {order.length * units, rows};
            return new Slot(leaf, shape, piece, 0, new Gates(rows, units, order, true), false);
        }

        /** A matrix of ours as it is. */
        static Slot same(String leaf, int rows, int units, int gates) {
            return renamed(leaf, leaf, rows, gates * units);
        }

        /** A matrix of ours under another name. */
        static Slot renamed(String leaf, String piece, int rows, int columns) {
            return new Slot(
                    leaf, new int[] {rows, columns}, piece, 0, new Gates(rows, columns, Gates.ours(1), false), false);
        }

        /** A row {@code [gates * units]} of ours. */
        static Slot vector(String leaf, String piece, int offset, int units, int[] order, boolean added) {
            int[] shape = {order.length * units};
            return new Slot(leaf, shape, piece, offset, new Gates(1, units, order, false), added);
        }
    }
}
