package io.seiche.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The list of everything in the flat parameter vector, in order: each layer's constructor adds its pieces once, and
 * size, offset, name, shape and initial values all come from here. Gradient, optimizer moments, averages and
 * checkpoints share the shape.
 */
public final class Layout {
    /** Role of a piece, which decides its initial values, whether weight decay applies to it and how fast it is trained. */
    public enum Role {
        /** Multiplies the inputs; Glorot uniform; decayed. */
        KERNEL(true, 1),
        /** Multiplies the state; orthogonal; decayed. */
        RECURRENT_KERNEL(true, 1),
        /** Added; zero unless the cell sets other values; not decayed. */
        BIAS(false, 1),
        /** Looked up, one row per item; small and uniform; not decayed, since rare items would fade. */
        EMBEDDING(false, 1),
        /** Multiplies the state element by element (peepholes, IndRNN's u, SRU's v); not decayed. */
        VECTOR(false, 1),
        /** Multiplies a window as a whole, started from a closed form; a tenth of the learning rate; not decayed. */
        LINEAR(false, 0.1),
        /** Fitted before the training, which leaves it as it is; not decayed. */
        CONSTANT(false, 0);

        private final boolean decayed;
        private final double rateShare;

        Role(boolean decayed, double rateShare) {
            this.decayed = decayed;
            this.rateShare = rateShare;
        }

        /** Returns true if weight decay and the l2 penalty apply. */
        public boolean decayed() {
            return decayed;
        }

        /** Returns the share of the learning rate with which the piece is trained, 1 for most, 0 for never. */
        public double rateShare() {
            return rateShare;
        }
    }

    /**
     * Returns the parameters of a network.
     *
     * @param inputs features of each step
     * @throws IllegalArgumentException if a layer cannot read the output of the layer before it
     */
    public static Layout of(NetworkSpec network, int inputs) {
        return network.build(inputs).layout();
    }

    /**
     * One piece of the vector.
     *
     * @param name {@code layer0.kernel}, {@code layer1.forward.bias}, ...
     * @param shape row-major
     * @param offset position of its first number
     * @param role its role
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

        /** Returns how many numbers a product with the matrix reads and makes of one vector. */
        long ends() {
            return (long) shape[shape.length - 2] + shape[shape.length - 1];
        }

        /** Returns true if it is a matrix that multiplies the vectors of every step: only such pieces cost time. */
        boolean isMatrix() {
            return role == Role.KERNEL || role == Role.RECURRENT_KERNEL;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private int size;

    /**
     * Adds a piece at the end and returns its offset.
     *
     * @throws IllegalArgumentException if the vector would be longer than an array
     */
    public int add(String name, Role role, int... shape) {
        Piece piece = new Piece(name, shape.clone(), size, role);
        try {
            size = Math.addExact(size, piece.size());
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    "network.layers must have at most " + Integer.MAX_VALUE + " parameters; make its layers smaller",
                    overflow);
        }
        pieces.add(piece);
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
