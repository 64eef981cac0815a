package io.seiche.exchange;

import io.seiche.network.Notation.RecurrentLayer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer of ours, in one direction, and the tensors a framework keeps for it.
 *
 * @param name in the layout: {@code layer1.forward}
 * @param text as people write it
 * @param inputs features it reads
 * @param run null for a dense layer or an embedding
 * @param slots the framework's tensors
 */
record Part(String name, String text, int inputs, RecurrentLayer run, List<Slot> slots) {
    boolean backward() {
        return run != null && run.backward();
    }

    /** Names and shapes of its tensors. */
    String shapes() {
        return slots.stream()
                .map(slot -> slot.leaf() + " " + Arrays.toString(slot.shape()))
                .collect(Collectors.joining(", "));
    }
}
