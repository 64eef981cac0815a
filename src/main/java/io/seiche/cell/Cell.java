package io.seiche.cell;

/**
 * One step of a recurrent cell after its matrix products. Holds options only: every array is handed in by the {@link
 * Step}, so one cell serves any number of layers.
 */
public interface Cell {
    /** Returns the products that the layer computes for this cell, the blocks it stores and the states it carries. */
    Wiring wiring();

    /**
     * Turns pre-activations into activations (in place, they are kept for {@code backward}) and, in the last phase,
     * fills in every state after the step.
     *
     * @param phase from 0; the products of the phase have just been added to their blocks
     */
    void forward(int phase, Step s);

    /**
     * The gradient of {@code forward}, phases in falling order: from {@code s.dh} and {@code s.dStates} fills in the
     * gradient of every block the phase's products were added to, adds to {@code s.dhBefore} what h(t-1) did directly
     * (the layer adds what went through the products), turns {@code s.dStates} into the gradient before the step, and
     * adds to {@code s.dVectors}. Linear in the gradients it is given: zeros in, zeros out.
     */
    void backward(int phase, Step s);

    /** Sets the initial values that differ from the rule for their role; all the others are already there. */
    default void initial(InitialValues values) {}

    /**
     * Puts bounded vector parameters back within their bounds after an optimizer's step; steps is the window's length.
     */
    default void constrain(float[] parameters, int vectors, int units, int steps) {}
}
