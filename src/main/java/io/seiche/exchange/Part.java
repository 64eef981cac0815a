package io.seiche.exchange;

import io.seiche.exchange.Naming.Slot;
import io.seiche.network.Merge;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Notation;
import io.seiche.network.Notation.RecurrentLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A layer of a network in one direction, with the tensors of a framework.
 *
 * @param name in the layout: {@code layer1.forward}
 * @param text in the notation of layers: {@code lstm(50)}
 * @param inputs features it reads
 * @param run the recurrent layer, or null for a dense layer or an embedding
 * @param slots the framework's tensors
 */
record Part(String name, String text, int inputs, RecurrentLayer run, List<Slot> slots) {
    /** Returns the layers of a network that have parameters, in order. */
    static List<Part> of(NetworkSpec network, int inputs, Naming naming) {
        Parts parts = new Parts(naming);
        return network.write(parts, inputs, parts).all;
    }

    boolean backward() {
        return run != null && run.backward();
    }

    /** Returns names and shapes of the tensors, for messages. */
    String shapes() {
        return slots.stream()
                .map(slot -> slot.leaf() + " " + Arrays.toString(slot.shape()))
                .collect(Collectors.joining(", "));
    }

    /** Collects the layers that have parameters, in order; values between layers have no content. */
    private static final class Parts implements Notation<Parts> {
        private final Naming naming;
        private final List<Part> all = new ArrayList<>();

        private Parts(Naming naming) {
            this.naming = naming;
        }

        @Override
        public Parts recurrent(RecurrentLayer run, Parts x) {
            all.add(new Part(run.name(), run.text(), run.inputs(), run, naming.recurrent(run)));
            return this;
        }

        @Override
        public Parts dense(String name, int inputs, int units, String activation, Parts x) {
            all.add(new Part(name, "dense(" + units + ")", inputs, null, naming.dense(inputs, units)));
            return this;
        }

        @Override
        public Parts embedding(String name, int items, int units, Parts x) {
            all.add(new Part(name, "embedding(" + units + ")", 1, null, naming.embedding(items, units)));
            return this;
        }

        @Override
        public Parts lastStep(Parts x) {
            return this;
        }

        @Override
        public Parts merged(Merge how, Parts first, Parts second) {
            return this;
        }
    }
}
