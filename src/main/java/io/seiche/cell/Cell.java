package io.seiche.cell;

/**
 * One time step of a recurrent cell, without its matrix products, which the layer computes as {@link #wiring} declares.
 * A cell holds options only; the arrays are fields of the {@link Step} that is passed in.
 */
public interface Cell {
    /** Returns the products that the layer computes for this cell, the blocks it stores and the states it carries. */
    Wiring wiring();

    /**
     * Replaces pre-activations by activations, which {@code backward} reads, and writes every state after the step in the
     * last phase.
     *
     * @param phase from 0; the products of this phase have been added to their blocks
     */
    void forward(int phase, Step s);

    /**
     * Computes the gradient of {@code forward}; called for the phases in descending order. The result is linear in {@code
     * s.dh} and {@code s.dStates}.
     *
     * <ul>
     *   <li>{@code s.dz}: the gradient of every block that products of the phase were added to, written
     *   <li>{@code s.dhBefore}: the part of the gradient of h(t-1) that does not pass through products, added
     *   <li>{@code s.dStates}: the gradient of the states after the step, replaced by that of the states before it
     *   <li>{@code s.dVectors}: the gradient of the vector parameters, added
     * </ul>
     */
    void backward(int phase, Step s);

    /** Sets the initial values that differ from the default of their role; the defaults are already set. */
    default void initial(InitialValues values) {}

    /**
     * Clips bounded vector parameters after an optimizer step.
     *
     * @param parameters the network's parameters
     * @param vectors offset of the cell's vector parameters
     * @param steps length of the window
     */
    default void constrain(float[] parameters, int vectors, int units, int steps) {}
}
