package io.seiche.exchange;

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
