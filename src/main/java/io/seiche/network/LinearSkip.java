package io.seiche.network;

import io.seiche.math.WindowMethod;
import io.seiche.series.Input;
import java.util.List;

/**
 * The linear map inside a network that frames a cell: the forecast of a window is {@code kernel' u + quantiles}, times the
 * window's spread, plus its shift. A closed form is fitted to these features and written into the parameters before
 * training ({@link Layout.Role#LINEAR}, {@link Layout.Role#CONSTANT}).
 *
 * <p>An example is one target of one window: example {@code target * size + window}.
 */
public interface LinearSkip {
    /** Numbers of one example that the map reads. */
    int features();

    /**
     * Writes what the map reads.
     *
     * @param u {@code [features][examples]}, 0 where the series has no row
     * @param shift {@code [examples]}, subtracted from values of the chunk's scale
     * @param spread {@code [examples]}, by which they are divided after that
     */
    void features(Input input, float[] u, float[] shift, float[] spread);

    /** The rules of which one is the matrix, over the features; none where the matrix is fitted. */
    List<WindowMethod> methods();

    /** The matrix, {@code [features][horizon]}. */
    Layout.Piece kernel();

    /** Quantiles of the residuals by step, {@code [levels][horizon]}, in the order of the network's levels. */
    Layout.Piece quantiles();
}
