package io.seiche.network;

import io.seiche.cell.Cells;
import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The registry of layers that are no cells, one line each; every cell of {@link Cells} is a layer too. */
final class LayerKinds {
    /**
     * A kind of layer.
     *
     * @param name as written in {@code network.layers}
     * @param reader makes the description from what was written and its checked options
     * @param options the options by name
     */
    record LayerKind(String name, BiFunction<Call, Options, LayerSpec> reader, List<Option> options) {}

    private static final List<LayerKind> ALL = List.of(
            new LayerKind("bidirectional", BidirectionalSpec::read, BidirectionalSpec.OPTIONS),
            new LayerKind("residual", ResidualSpec::read, List.of()),
            new LayerKind("embedding", EmbeddingSpec::read, EmbeddingSpec.OPTIONS),
            new LayerKind("dropout", DropoutSpec::read, List.of()),
            new LayerKind("dense", DenseSpec::read, DenseSpec.OPTIONS),
            new LayerKind("linear", FrameSpec::linear, FrameSpec.LINEAR_OPTIONS),
            new LayerKind("naive", FrameSpec::naive, FrameSpec.NAIVE_OPTIONS),
            new LayerKind("smoothing", FrameSpec::smoothing, FrameSpec.SEASON_OPTIONS),
            new LayerKind("levelshape", FrameSpec::levelshape, FrameSpec.SEASON_OPTIONS),
            new LayerKind("mean", MeanSpec::read, MeanSpec.OPTIONS),
            new LayerKind("segments", FrameSpec::segments, FrameSpec.SEGMENTS_OPTIONS));

    private LayerKinds() {}

    /**
     * Reads one layer.
     *
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    static LayerSpec read(Call call) {
        for (LayerKind kind : ALL) {
            if (kind.name().equals(call.name())) {
                return kind.reader().apply(call, Options.of(kind.name(), kind.options(), call.options()));
            }
        }
        return Cells.find(call.name()).map(cell -> CellSpec.read(cell, call)).orElseThrow(() -> unknown(call.name()));
    }

    /** Reads the one layer inside another, which must read a sequence. */
    static LayerSpec inside(Call call) {
        call.atMost(1);
        if (call.arguments().isEmpty()) {
            throw new IllegalArgumentException(
                    call.name() + " must be given a recurrent layer: " + call.name() + "(lstm(64))");
        }
        LayerSpec inner = read(call.arguments().get(0));
        if (!inner.readsSequence()) {
            throw new IllegalArgumentException(call.name() + " must be given a recurrent layer, was " + inner);
        }
        return inner;
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> known = new ArrayList<>(Cells.names());
        ALL.forEach(kind -> known.add(kind.name()));
        return new IllegalArgumentException("layer " + name + " is not known; layers are: " + String.join(", ", known)
                + Spelling.hint(name, known));
    }
}
