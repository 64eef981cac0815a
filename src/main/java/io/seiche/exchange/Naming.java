package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.List;

/** The names and layouts of a framework's tensors. */
interface Naming {
    /**
     * The tensors of a recurrent layer.
     *
     * @throws IllegalArgumentException naming the layer that the framework does not have, and those it has
     */
    List<Slot> recurrent(RecurrentLayer run);

    /** The tensors of a dense layer. */
    List<Slot> dense(int inputs, int units);

    /** The tensor of an embedding. */
    List<Slot> embedding(int items, int units);

    /** Returns the owner of the tensor of a name. */
    Owned parse(String name);

    /** The name of a tensor of a layer of ours, dense or an embedding where the run is null. */
    String name(String layer, RecurrentLayer run, String leaf);

    /**
     * A tensor's name taken apart.
     *
     * @param layer the framework's name for the layer (and direction) it belongs to
     * @param leaf its name within it
     * @param backward whether the layer reads time backward
     */
    record Owned(String layer, String leaf, boolean backward) {}

    /** Refuses a layer. */
    static IllegalArgumentException refusal(RecurrentLayer run, String framework, String known) {
        return new IllegalArgumentException(run.name() + ", " + run.text() + ", has no counterpart in " + framework
                + "; layers that have are: " + known);
    }
}
