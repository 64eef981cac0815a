package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * One layer: a function of a batch of sequences and of its slice of the parameter vector, with its gradient beside it.
 *
 * <p>A layer is built where it is used, by one thread. It owns its output and gradient buffers (grown when a batch is
 * larger than any before, never shrunk), and keeps from {@code forward} what {@code backward} needs; parameters are
 * passed in and never held. Its constructor takes their offsets from the {@link Layout}.
 */
public interface Layer {
    /** Features of each step of the output. */
    int outputs();

    /**
     * Returns the output for x, valid until the next {@code forward}. It may have another number of steps than x.
     *
     * @param pass training or scoring, and the randomness of this step
     * @param parameters the whole network's vector
     * @param x {@code [steps][inputs][batch]}
     */
    Sequence forward(Pass pass, float[] parameters, Sequence x);

    /**
     * Adds the gradient of the last training {@code forward} to {@code gradient} and returns dX, valid until the next
     * {@code backward}; null where the network was built without it.
     *
     * @param parameters the same values as in forward
     * @param dy the gradient of the output, of its shape
     * @param gradient the whole network's gradient, added to
     */
    Sequence backward(float[] parameters, Sequence dy, float[] gradient);

    /** Clips bounded parameters to their bounds after an optimizer's step. */
    default void constrain(float[] parameters) {}

    /** Floats an example carries from one chunk of its sequence to the next. */
    default int carries() {
        return 0;
    }

    /** Writes the initial state of one example into {@code [carries][batch]} at the offset. */
    default void rest(float[] state, int offset, int batch, int example) {}

    /**
     * Makes the next {@code forward} continue from a state instead of the initial one.
     *
     * @param state {@code [carries][batch]} at the offset
     */
    default void start(float[] state, int offset, int batch) {}

    /** Writes the final state of the last {@code forward}: {@code [carries][batch]} at the offset. */
    default void finish(float[] state, int offset, int batch) {}
}
