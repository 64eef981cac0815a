package io.seiche.network;

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
     */
    Sequence forward(Pass pass, float[] parameters, Sequence x);

    /** Adds the gradient of the last {@code forward} to {@code gradient}; returns dX, valid until the next call. */
    Sequence backward(float[] parameters, Sequence dy, float[] gradient);

    /** Puts bounded parameters back within their bounds (IndRNN's recurrent weights) after an optimizer's step. */
    void constrain(float[] parameters);
}
