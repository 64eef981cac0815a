package io.seiche.network;

import io.seiche.math.Sequence;
import io.seiche.text.Call;
import io.seiche.text.Options;
import java.util.function.UnaryOperator;

/** A recurrent layer whose input is added to its answer. */
record ResidualSpec(LayerSpec inner) implements LayerSpec {
    /**
     * Checks that answer and input have the same steps.
     *
     * @throws IllegalArgumentException if they have not
     */
    ResidualSpec {
        if (!inner.keepsSteps()) {
            throw new IllegalArgumentException(
                    "residual must be given a layer that hands on every step it reads, was " + inner);
        }
    }

    /** {@code options} are none. */
    static ResidualSpec read(Call call, Options options) {
        return new ResidualSpec(LayerKinds.inside(call));
    }

    @Override
    public Layer build(Site site) {
        outputs(site.inputs());
        Layer input = LayerSpec.ending(site, new Identity(site.inputs()));
        return new Branches(inner.build(site), input, Merge.SUM);
    }

    @Override
    public int outputs(int inputs) {
        int outputs = inner.outputs(inputs);
        if (outputs != inputs) {
            throw new IllegalArgumentException(
                    this + " must hand on as many features as it reads, reads " + inputs + " and hands on " + outputs);
        }
        return outputs;
    }

    @Override
    public <T> T write(Site site, Notation<T> notation, T x) {
        T layer = inner.write(site, notation, x);
        return notation.merged(Merge.SUM, layer, site.last() ? notation.lastStep(x) : x);
    }

    @Override
    public boolean readsFuture() {
        return inner.readsFuture();
    }

    @Override
    public boolean readsSequence() {
        return true;
    }

    @Override
    public LayerSpec map(UnaryOperator<CellSpec> change) {
        return new ResidualSpec(inner.map(change));
    }

    @Override
    public String toString() {
        return "residual(" + inner + ")";
    }

    /** Outputs its input. */
    record Identity(int outputs) implements Layer {
        @Override
        public Sequence forward(Pass pass, float[] parameters, Sequence x) {
            return x;
        }

        @Override
        public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
            return dy;
        }
    }
}
