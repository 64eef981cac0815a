package io.seiche.exchange;

import io.seiche.network.Merge;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Notation;
import java.util.ArrayList;
import java.util.List;

/** Collects the layers of a network that have parameters, in order; what goes between them is of no interest. */
final class Parts implements Notation<Parts> {
    private final Naming naming;
    private final List<Part> all = new ArrayList<>();

    private Parts(Naming naming) {
        this.naming = naming;
    }

    /** The layers of a network as a framework keeps them. */
    static List<Part> of(NetworkSpec network, int inputs, Naming naming) {
        Parts parts = new Parts(naming);
        return network.write(parts, inputs, parts).all;
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
