package io.seiche.network;

import io.seiche.cell.CellKind;
import io.seiche.cell.Cells;
import io.seiche.text.Call;
import io.seiche.text.Option;
import io.seiche.text.Options;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The description of one layer: read from a {@link Call}, written back by {@code toString}, built at a {@link Site}. */
sealed interface LayerSpec
        permits LayerSpec.CellSpec,
                LayerSpec.BidirectionalSpec,
                LayerSpec.ResidualSpec,
                LayerSpec.DropoutSpec,
                LayerSpec.DenseSpec,
                EmbeddingSpec {
    /** The layer itself; it adds its parameters to the site's layout. */
    Layer build(Site site);

    /** Tells a notation of the layer as it would be built at the site. */
    <T> T write(Site site, Notation<T> notation, T x);

    /** Whether a step's answer depends on steps behind it. */
    default boolean readsFuture() {
        return false;
    }

    /** Whether it reads a sequence, so that what stands before it must hand one on. */
    default boolean recurrent() {
        return false;
    }

    /** The same layer where there are so many items to tell apart; differs where it was left to be sized by them. */
    default LayerSpec sized(int items) {
        return this;
    }

    /** The same layer with its cells changed; one without a cell stays as it is. */
    default LayerSpec map(UnaryOperator<CellSpec> change) {
        return this;
    }

    /** Reads a layer. */
    static LayerSpec of(Call call) {
        return switch (call.name()) {
            case "dense" -> DenseSpec.read(call);
            case "dropout" -> DropoutSpec.read(call);
            case "bidirectional" -> BidirectionalSpec.read(call);
            case "residual" -> ResidualSpec.read(call);
            case "embedding" -> EmbeddingSpec.read(call);
            default -> CellSpec.read(call);
        };
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> known = new ArrayList<>(Cells.names());
        known.addAll(List.of("bidirectional", "residual", "embedding", "dropout", "dense"));
        return new IllegalArgumentException("layer " + name + " is not known; layers are: " + String.join(", ", known)
                + Spelling.hint(name, known));
    }

    /** A layer around another: the one inside must be recurrent. */
    static LayerSpec wrapped(Call call) {
        call.atMost(1);
        if (call.arguments().isEmpty()) {
            throw new IllegalArgumentException(
                    call.name() + " must be given a recurrent layer: " + call.name() + "(lstm(64))");
        }
        LayerSpec inner = of(call.arguments().get(0));
        if (!inner.recurrent()) {
            throw new IllegalArgumentException(call.name() + " must be given a recurrent layer, was " + inner);
        }
        return inner;
    }

    /** A cell run over the sequence. */
    record CellSpec(CellKind cell, int units, Options options) implements LayerSpec {
        static CellSpec read(Call call) {
            CellKind cell = Cells.find(call.name()).orElseThrow(() -> unknown(call.name()));
            int units = call.whole(0, "units", 1);
            call.atMost(1);
            return new CellSpec(cell, units, Options.of(call.name(), cell.options(), call.options()));
        }

        @Override
        public Layer build(Site site) {
            return ending(site, new Recurrent(site, cell.maker().make(site.inputs(), units, options), units));
        }

        @Override
        public <T> T write(Site site, Notation<T> notation, T x) {
            return write(site, false, notation, x);
        }

        <T> T write(Site site, boolean backward, Notation<T> notation, T x) {
            return notation.recurrent(
                    new Notation.Run(site.prefix(), cell, site.inputs(), units, options, backward, site.last()), x);
        }

        @Override
        public boolean recurrent() {
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

    /** Two layers of the same description, one reading forward in time and one backward. */
    record BidirectionalSpec(CellSpec inner, Merge merge) implements LayerSpec {
        private static final List<Option> OPTIONS =
                List.of(Option.choice("merge", "concat", "sum", "average", "multiply"));

        static BidirectionalSpec read(Call call) {
            if (!(LayerSpec.wrapped(call) instanceof CellSpec cell)) {
                throw new IllegalArgumentException("bidirectional must be given a cell: bidirectional(lstm(64))");
            }
            Options options = Options.of("bidirectional", OPTIONS, call.options());
            return new BidirectionalSpec(cell, options.word("merge", Merge.class));
        }

        @Override
        public Layer build(Site site) {
            Layer forward = inner.build(site.named("forward"));
            Layer backward = new Reversed(inner.build(site.named("backward")));
            return new Branches(forward, backward, merge);
        }

        @Override
        public <T> T write(Site site, Notation<T> notation, T x) {
            T forward = inner.write(site.named("forward"), false, notation, x);
            return notation.merged(merge, forward, inner.write(site.named("backward"), true, notation, x));
        }

        @Override
        public boolean readsFuture() {
            return true;
        }

        @Override
        public boolean recurrent() {
            return true;
        }

        @Override
        public LayerSpec map(UnaryOperator<CellSpec> change) {
            return new BidirectionalSpec(change.apply(inner), merge);
        }

        @Override
        public String toString() {
            String how = merge == Merge.CONCAT ? "" : ", merge=" + Words.of(merge);
            return "bidirectional(" + inner + how + ")";
        }
    }

    /** A recurrent layer whose input is added to its answer. */
    record ResidualSpec(LayerSpec inner) implements LayerSpec {
        static ResidualSpec read(Call call) {
            Options.of("residual", List.of(), call.options());
            return new ResidualSpec(LayerSpec.wrapped(call));
        }

        @Override
        public Layer build(Site site) {
            Layer layer = inner.build(site);
            if (layer.outputs() != site.inputs()) {
                throw new IllegalArgumentException(this + " must hand on as many features as it reads, reads "
                        + site.inputs() + " and hands on " + layer.outputs());
            }
            return new Branches(layer, ending(site, new Identity(site.inputs())), Merge.SUM);
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
        public boolean recurrent() {
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
    }

    /** Numbers left out while training. */
    record DropoutSpec(double share) implements LayerSpec {
        static DropoutSpec read(Call call) {
            call.atMost(1);
            Options.of("dropout", List.of(), call.options());
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
        public <T> T write(Site site, Notation<T> notation, T x) {
            return x;
        }

        @Override
        public String toString() {
            return "dropout(" + Option.number(share) + ")";
        }
    }

    /** A matrix and a bias on the last step or on all. */
    record DenseSpec(int units, Dense.Head activation, boolean allSteps) implements LayerSpec {
        private static final List<Option> OPTIONS = List.of(
                Option.choice(
                        "activation",
                        Stream.of(Dense.Head.values()).map(Words::of).toArray(String[]::new)),
                Option.choice("steps", "last", "all"));

        /** Units that are as many as there are items to choose from. */
        static final int AUTO = 0;

        static DenseSpec read(Call call) {
            boolean auto = call.word(0, "units").equals("auto");
            int units = auto ? AUTO : call.whole(0, "units", 1);
            call.atMost(2);
            Map<String, String> written = new java.util.LinkedHashMap<>(call.options());
            if (call.arguments().size() == 2) {
                written.putIfAbsent("activation", call.word(1, "an activation"));
            }
            Options options = Options.of("dense", OPTIONS, written);
            return new DenseSpec(
                    units,
                    options.word("activation", Dense.Head.class),
                    options.word("steps").equals("all"));
        }

        @Override
        public LayerSpec sized(int items) {
            return units == AUTO ? new DenseSpec(items, activation, true) : this;
        }

        @Override
        public Layer build(Site site) {
            if (units == AUTO) {
                throw new IllegalArgumentException(this + " is sized by the items of training.task = next-item, and"
                        + " there are none here; write how many numbers it must answer");
            }
            return new Dense(site, units, activation);
        }

        @Override
        public <T> T write(Site site, Notation<T> notation, T x) {
            return notation.dense(site.prefix(), site.inputs(), units, Words.of(activation), x);
        }

        @Override
        public String toString() {
            String head = activation == Dense.Head.LINEAR ? "" : ", " + Words.of(activation);
            return "dense(" + (units == AUTO ? "auto" : units) + head + (allSteps ? ", steps=all" : "") + ")";
        }
    }

    /** The layer, or the layer and its last step where nothing else is read. */
    static Layer ending(Site site, Layer layer) {
        return site.last() ? new Chain(layer, new LastStep(layer.outputs())) : layer;
    }
}
