package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.text.Call;
import io.seiche.text.Options;
import java.util.function.UnaryOperator;

/** A cell run over the sequence. */
record CellSpec(Cells.CellKind cell, int units, Options options) implements LayerSpec {
    static CellSpec read(Cells.CellKind cell, Call call) {
        int units = call.whole(0, "units", 1);
        call.atMost(1);
        return new CellSpec(cell, units, Options.of(call.name(), cell.options(), call.options()));
    }

    @Override
    public Layer build(Site site) {
        return LayerSpec.ending(site, new Recurrent(site, cell.maker().make(site.inputs(), units, options), units));
    }

    /** {@inheritDoc} Making the cell checks that its options go together. */
    @Override
    public int outputs(int inputs) {
        cell.maker().make(inputs, units, options);
        return units;
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        return write(site, false, notation, x);
    }

    /** Writes the layer as one direction of two. */
    <T> T write(Site site, boolean backward, Notation<T> notation, T x) {
        return notation.recurrent(
                new Notation.RecurrentLayer(site.prefix(), cell, site.inputs(), units, options, backward, site.last()),
                x);
    }

    @Override
    public boolean readsSequence() {
        return true;
    }

    @Override
    public boolean readsOneWay() {
        return true;
    }

    @Override
    public CellSpec map(UnaryOperator<CellSpec> change) {
        return change.apply(this);
    }

    @Override
    public String toString() {
        return cell.name() + "(" + units + options + ")";
    }
}
