package io.seiche.network;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;

/** Numbers left out while training. */
record DropoutSpec(double share) implements LayerSpec {
    /** {@code options} are none. */
    static DropoutSpec read(Call call, Options options) {
        call.atMost(1);
        double share = call.number(0, "share");
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("share of dropout must be at least 0 and below 1, was " + share);
        }
        return new DropoutSpec(share);
    }

    @Override
    public Layer build(Site site) {
        return new Dropout(site.inputs(), site.index(), share);
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        return x;
    }

    @Override
    public String toString() {
        return "dropout(" + Option.number(share) + ")";
    }
}
