package io.seiche.network;

import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Words;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two layers of the same description, one reading forward in time and one backward. */
record BidirectionalSpec(LayerSpec inner, Merge merge) implements LayerSpec {
    static final List<Option> OPTIONS = List.of(Option.choice("merge", "concat", "sum", "average", "multiply"));

    static BidirectionalSpec read(Call call, Options options) {
        LayerSpec inner = LayerKinds.inside(call);
        if (!inner.readsOneWay()) {
            throw new IllegalArgumentException("bidirectional must be given a cell: bidirectional(lstm(64))");
        }
        return new BidirectionalSpec(inner, options.word("merge", Merge.class));
    }

    @Override
    public Layer build(Site site) {
        Layer forward = inner.build(site.named("forward"));
        Layer backward = new Reversed(inner.build(site.named("backward")));
        return new Branches(forward, backward, merge);
    }

    @Override
    public int outputs(int inputs) {
        return merge == Merge.CONCAT ? 2 * inner.outputs(inputs) : inner.outputs(inputs);
    }

    @Override
    public int steps(int given) {
        return inner.steps(given);
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        if (!(inner instanceof CellSpec cell)) {
            return LayerSpec.super.write(site, notation, x);
        }
        T forward = cell.write(site.named("forward"), false, notation, x);
        return notation.merged(merge, forward, cell.write(site.named("backward"), true, notation, x));
    }

    @Override
    public boolean readsFuture() {
        return true;
    }

    @Override
    public boolean readsSequence() {
        return true;
    }

    @Override
    public LayerSpec map(UnaryOperator<CellSpec> change) {
        return new BidirectionalSpec(inner.map(change), merge);
    }

    @Override
    public String toString() {
        String how = merge == Merge.CONCAT ? "" : ", merge=" + Words.of(merge);
        return "bidirectional(" + inner + how + ")";
    }
}
