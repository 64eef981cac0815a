package io.seiche.series;

import java.io.Serializable;

/**
 * A normaliser of windows: fits a shift and a spread to one target inside the lookback of one window, so that the network
 * reads {@code (value - shift) / spread}. {@link Batch} applies it before the network and undoes it after.
 *
 * <p>A fit follows its values: for values of the opposite sign the shift has the opposite sign, and the spread is the same.
 *
 * <p>Normalisers hold no state of a window and are equal where their {@link #text} is. {@link Normalizers} lists them.
 * One whose scale has a learned part fits the window here; its parameters belong to a layer of the network, which reads
 * the window's shift and spread from its {@link Input}.
 */
public interface Normalizer extends Serializable {
    /**
     * The shift and the spread of one target of one window.
     *
     * @param shift subtracted from each value
     * @param spread divisor of the rest; not 0
     */
    record Fit(float shift, float spread) {
        /** Values stay as they are. */
        static final Fit IDENTITY = new Fit(0, 1);
    }

    /** The name in {@code window.normalize} and in {@code model.json}. */
    String text();

    /**
     * Fits one column of one window.
     *
     * @param values rows of a chunk, {@code [rows][columns]}, scaled
     * @param first index of the column's value in the window's first row
     * @param columns values from one row to the next
     * @param lookback rows of the window
     */
    Fit fit(float[] values, int first, int columns, int lookback);
}
