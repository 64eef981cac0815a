package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.series.Input;
import java.util.Optional;

/**
 * A stack of layers over one flat parameter vector: built from its description where it is used, by one thread; it owns
 * buffers, never parameters.
 */
public interface Network {
    /** Everything in the parameter vector. */
    Layout layout();

    /** Numbers answered for each example: the features of the last layer. */
    int outputs();

    /** The initial parameter vector, a function of the description and the seed alone. */
    float[] initial(long seed);

    /**
     * Answers a batch: {@code [1][outputs][batch]}, or {@code [steps][outputs][batch]} where the last layer answers at
     * every step. Valid until the next call.
     *
     * @param pass training or scoring
     * @param parameters of {@link #layout}
     * @param input the windows
     */
    Sequence forward(Pass pass, float[] parameters, Input input);

    /** Answers sequences that belong to no window. */
    default Sequence forward(Pass pass, float[] parameters, Sequence x) {
        return forward(pass, parameters, Input.of(x));
    }

    /**
     * Adds the gradient of the last training {@code forward} to {@code gradient}; returns dX, valid until the next call,
     * or null where the network was built without it (nothing in training reads it).
     */
    Sequence backward(float[] parameters, Sequence dy, float[] gradient);

    /** Clips bounded parameters (IndRNN's recurrent weights) to their bounds after an optimizer's step. */
    void constrain(float[] parameters);

    /** The linear map that a closed form starts; empty where the network has none. */
    default Optional<LinearSkip> linearSkip() {
        return Optional.empty();
    }

    /**
     * Floats an example carries from one chunk of its sequence to the next.
     *
     * @throws IllegalStateException where a layer reads the future (bidirectional), or the network a window as a whole, so that nothing can
     *     be carried
     */
    int carries();

    /**
     * Writes the initial state of one example.
     *
     * @param state {@code [carries][batch]}, of which the example's column is written
     * @param example from 0 to batch - 1
     */
    void rest(float[] state, int batch, int example);

    /**
     * Makes the next {@code forward} continue from a state; without this call each begins with the initial one.
     *
     * @param state {@code [carries][batch]}, as {@link #finish} wrote it
     */
    void start(float[] state, int batch);

    /** Writes the state the last {@code forward} ended with, {@code [carries][batch]}. */
    void finish(float[] state);
}
