package io.seiche.exchange;

import io.seiche.network.Layout;
import java.util.Arrays;

/**
 * A network's parameter vector, read by names of pieces.
 *
 * @param layout name, shape and position of each piece
 * @param values the vector
 */
record Parameters(Layout layout, float[] values) {
    /** Returns the piece of a name. */
    Layout.Piece piece(String name) {
        return layout.pieces().stream()
                .filter(piece -> piece.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no piece " + name));
    }

    /** Returns a copy of a piece's numbers. */
    float[] of(String name) {
        Layout.Piece piece = piece(name);
        return Arrays.copyOfRange(values, piece.offset(), piece.offset() + piece.size());
    }
}
