package io.seiche.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The list of everything in the flat parameter vector, in order: each layer's constructor adds its pieces once, and
 * size, offset, name, shape and initial values all come from here. Gradient, optimizer moments, averages and
 * checkpoints share the shape.
 */
public final class Layout {
    /** Role of a piece, which decides its initial values and whether weight decay applies to it. */
    public enum Role {
        /** Multiplies the inputs; Glorot uniform; decayed. */
        KERNEL,
        /** Multiplies the state; orthogonal; decayed. */
        RECURRENT_KERNEL,
        /** Added; zero unless the cell sets other values; not decayed. */
        BIAS,
        /** Looked up, a row an item; small and uniform; not decayed, or rare items would fade. */
        EMBEDDING,
        /** Multiplies the state element by element (peepholes, IndRNN's u, SRU's v); not decayed. */
        VECTOR
    }

    /**
     * One piece of the vector.
     *
     * @param name {@code layer0.kernel}, {@code layer1.forward.bias}, ...
     * @param shape row-major
     * @param offset where it begins
     * @param role what it is
     */
    public record Piece(String name, int[] shape, int offset, Role role) {
        /** Returns the number of floats. */
        public int size() {
            int n = 1;
            for (int s : shape) {
                n = Math.multiplyExact(n, s);
            }
            return n;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private int size;

    /** Adds a piece at the end and returns its offset. */
    public int add(String name, Role role, int... shape) {
        Piece piece = new Piece(name, shape.clone(), size, role);
        pieces.add(piece);
        size = Math.addExact(size, piece.size());
        return piece.offset();
    }

    /** Every piece, in order. */
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** Length of the vector. */
    public int size() {
        return size;
    }
}
