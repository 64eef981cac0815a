package io.seiche.network;

import io.seiche.text.Call;
import java.util.function.UnaryOperator;

/**
 * The description of one layer: read from a {@link Call} by its kind in {@link LayerKinds}, written back by {@code
 * toString}, built at a {@link Site}.
 *
 * <p>A layer may change the number of steps: what follows it asks {@link #steps}. One that {@link #readsSequence}
 * outputs one step if {@link Site#last} is true, because only the end of its output is read.
 */
interface LayerSpec {
    /** Builds the layer, which adds its parameters to the site's layout. */
    Layer build(Site site);

    /**
     * Returns the features of each output step.
     *
     * @param inputs features of each input step
     * @throws IllegalArgumentException if the layer cannot read so many
     */
    int outputs(int inputs);

    /** Returns the number of output steps for a number of input steps. */
    default int steps(int given) {
        return given;
    }

    /**
     * Writes the layer in a notation as it would be built at the site.
     *
     * @throws IllegalArgumentException if the layer has no form outside Seiche
     */
    default <T> T write(Site site, Notation<T> notation, T x) {
        throw new IllegalArgumentException(this + " has no form outside Seiche; export a network without it");
    }

    /** Returns true if the output at a step depends on later steps. */
    default boolean readsFuture() {
        return false;
    }

    /** Returns true if the layer reads a sequence, so that the layer before it must output one. */
    default boolean readsSequence() {
        return false;
    }

    /**
     * Returns true if the layer reads its sequence in one direction, so that {@code bidirectional} can run it both
     * ways.
     */
    default boolean readsOneWay() {
        return false;
    }

    /** Returns the same layer for a vocabulary of so many items; differs where its size was left to them. */
    default LayerSpec sized(int items) {
        return this;
    }

    /** Returns the same layer with its cells changed; one without a cell stays as it is. */
    default LayerSpec map(UnaryOperator<CellSpec> change) {
        return this;
    }

    /** Returns true if the number of output steps always equals the number of input steps. */
    default boolean keepsSteps() {
        int many = 1 << 10;
        return steps(many) == many;
    }

    /** Returns the layer, followed by its last step where nothing else of its answer is read. */
    static Layer ending(Site site, Layer layer) {
        return site.last() ? new Chain(layer, new LastStep(layer.outputs())) : layer;
    }
}
