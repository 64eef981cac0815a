package io.seiche.network;

import io.seiche.math.Sequence;

/**
 * One layer: a function of a batch of sequences and of its slice of the parameter vector, with its gradient beside it.
 *
 * <p>A layer is built where it is used, by one thread. It owns its output and gradient buffers (grown when a batch is
 * larger than any before, never shrunk), and keeps from {@code forward} what {@code backward} needs; parameters are
 * passed in and never held. Where its parameters lie it learned from the {@link Layout} in its constructor.
 */
public interface Layer {
    /** Features of what it hands on. */
    int outputs();

    /**
     * Reads x and hands on its answer, which stays valid until the next {@code forward}.
     *
     * @param pass training or scoring, and the randomness of this step
     * @param parameters the whole network's vector
     * @param x {@code [steps][inputs][batch]}
     */
    Sequence forward(Pass pass, float[] parameters, Sequence x);

    /**
     * The gradient of what a training {@code forward} did last: adds to {@code gradient} and hands on dX, valid until the
     * next {@code backward}; null where the network was built without it.
     *
     * @param parameters the same values as in forward
     * @param dy the gradient of the answer, of its shape
     * @param gradient the whole network's gradient, added to
     */
    Sequence backward(float[] parameters, Sequence dy, float[] gradient);

    /** Puts bounded parameters back within their bounds after an optimizer's step. */
    default void constrain(float[] parameters) {}

    /** Floats an example carries from one chunk of its sequence to the next. */
    default int carries() {
        return 0;
    }

    /** Writes what one example begins with, where nothing came before it: into {@code [carries][batch]} at the offset. */
    default void rest(float[] state, int offset, int batch, int example) {}

    /**
     * Makes the next {@code forward} go on where an earlier one ended, instead of from the beginning.
     *
     * @param state {@code [carries][batch]} at the offset
     */
    default void start(float[] state, int offset, int batch) {}

    /** Writes what the last {@code forward} ended with: {@code [carries][batch]} at the offset. */
    default void finish(float[] state, int offset, int batch) {}
}
