package io.seiche.network;

import io.seiche.cell.CellKind;
import io.seiche.cell.Cells;
import io.seiche.cell.Initial;
import io.seiche.math.Kernels;
import io.seiche.text.Call;
import io.seiche.text.Spelling;
import io.seiche.text.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A network as people write it: {@code lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)}.
 *
 * <p>Layers: every cell of {@link io.seiche.cell.Cells} with its units and options ({@code gru(64,
 * variant=reset_before)}), {@code bidirectional(lstm(64), merge=concat|sum|average|multiply)}, {@code
 * residual(lstm(64))}, {@code embedding(units)}, {@code dropout(share)} and {@code dense(units, activation, steps=last|all)}. Whether a recurrent
 * layer hands on its whole sequence or its last step follows from what stands after it.
 *
 * @param layers the text, in its canonical form whatever was given
 * @param initial how parameters start
 */
public record NetworkSpec(String layers, Initial initial) implements Serializable {
    private static final String WHAT = "network.layers";

    /**
     * Reads and checks the text.
     *
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    public NetworkSpec {
        List<LayerSpec> specs = read(layers);
        check(specs);
        layers = specs.stream().map(LayerSpec::toString).collect(Collectors.joining(", "));
    }

    /** A network that starts as Keras would start it. */
    public NetworkSpec(String layers) {
        this(layers, Initial.DEFAULT);
    }

    private static List<LayerSpec> read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(WHAT + " must name at least one layer, for example lstm(50), dense(1)");
        }
        return Call.list(WHAT, text).stream().map(LayerSpec::of).toList();
    }

    /** Only the first layer reads numbers of items; a dense layer that hands on one step cannot stand before a recurrent one. */
    private static void check(List<LayerSpec> specs) {
        for (LayerSpec spec : specs.subList(1, specs.size())) {
            if (spec instanceof EmbeddingSpec) {
                throw new IllegalArgumentException(spec
                        + " reads the numbers of items, which nothing before it hands on; it must be the first layer");
            }
        }
        for (int i = 0; i < lastRecurrent(specs); i++) {
            if (specs.get(i) instanceof LayerSpec.DenseSpec dense && !dense.allSteps()) {
                throw new IllegalArgumentException(dense + " hands on one step, but "
                        + specs.get(lastRecurrent(specs)) + " after it reads a sequence; write dense(" + dense.units()
                        + ", steps=all)");
            }
        }
    }

    private static int lastRecurrent(List<LayerSpec> specs) {
        int last = -1;
        for (int i = 0; i < specs.size(); i++) {
            last = specs.get(i).recurrent() ? i : last;
        }
        return last;
    }

    /** Whether the network answers at every step: no dense layer behind the last recurrent one reads the last step only. */
    private static boolean everyStep(List<LayerSpec> specs) {
        List<LayerSpec> dense = specs.subList(lastRecurrent(specs) + 1, specs.size()).stream()
                .filter(LayerSpec.DenseSpec.class::isInstance)
                .toList();
        return !dense.isEmpty() && dense.stream().allMatch(s -> ((LayerSpec.DenseSpec) s).allSteps());
    }

    /**
     * The same network with the layers that were left to be sized by the items told how many there are: an embedding has a
     * row for each and one more for the beginning of a sequence, {@code dense(auto)} answers a number for each at every
     * step.
     */
    public NetworkSpec sized(int items) {
        String sized =
                read(layers).stream().map(spec -> spec.sized(items).toString()).collect(Collectors.joining(", "));
        return new NetworkSpec(sized, initial);
    }

    /** Whether it reads numbers of items, its first layer being an embedding. */
    public boolean readsItems() {
        return read(layers).get(0) instanceof EmbeddingSpec;
    }

    /** Whether the answer at a step depends on steps behind it: a bidirectional layer's does. */
    public boolean readsFuture() {
        return read(layers).stream().anyMatch(LayerSpec::readsFuture);
    }

    /** What the last layer does to its answers, {@code softmax} or another activation; "" unless it is dense. */
    public String head() {
        List<LayerSpec> specs = read(layers);
        return specs.get(specs.size() - 1) instanceof LayerSpec.DenseSpec dense ? Words.of(dense.activation()) : "";
    }

    /** Whether the network answers at every step instead of once for each sequence. */
    public boolean answersEveryStep() {
        return everyStep(read(layers));
    }

    /**
     * The network itself, for windows of any length (IndRNN's bound and chrono's spread then are those of 1 step).
     *
     * @param inputs features of each step
     */
    public Network build(int inputs) {
        return build(inputs, 1);
    }

    /**
     * The network itself.
     *
     * @param inputs features of each step
     * @param steps length of the windows it will be trained on, which bounds IndRNN's recurrent weights and spreads
     *     chrono's forget gates
     */
    public Network build(int inputs, int steps) {
        return build(inputs, steps, Kernels.get());
    }

    /**
     * The network itself, multiplying with kernels given instead of this JVM's.
     *
     * @param inputs features of each step
     * @param steps length of the windows it will be trained on
     */
    public Network build(int inputs, int steps, Kernels kernels) {
        return build(inputs, steps, false, kernels);
    }

    /** As above; with {@code inputGradient}, {@code backward} returns the gradient of the network's own input. */
    Network build(int inputs, int steps, boolean inputGradient) {
        return build(inputs, steps, inputGradient, Kernels.get());
    }

    private Network build(int inputs, int steps, boolean inputGradient, Kernels kernels) {
        if (inputs < 1) {
            throw new IllegalArgumentException("a network must read at least 1 input, was " + inputs);
        }
        Layout layout = new Layout();
        List<Site.Starter> starters = new ArrayList<>();
        List<Layer> built = new ArrayList<>();
        if (lastStepFirst()) {
            built.add(new LastStep(inputs));
        }
        place(layout, starters, inputs, steps, inputGradient, kernels).forEach(placed -> built.add(placed.layer()));
        return new Stack(layout, built, starters);
    }

    /**
     * Tells a notation the layers, from the input to the answer.
     *
     * @param inputs features of each step
     * @param input what stands for the network's input
     * @return what stands for its answer, of one step unless it {@link #answersEveryStep()}
     */
    public <T> T write(Notation<T> notation, int inputs, T input) {
        T x = lastStepFirst() ? notation.lastStep(input) : input;
        for (Placed placed : place(new Layout(), new ArrayList<>(), inputs, 1, false, Kernels.get())) {
            x = placed.spec().write(placed.site(), notation, x);
        }
        return x;
    }

    /** A layer where it stands. */
    private record Placed(LayerSpec spec, Site site, Layer layer) {}

    /** Whether nothing reads more of the window than its last step. */
    private boolean lastStepFirst() {
        List<LayerSpec> specs = read(layers);
        return !everyStep(specs) && lastRecurrent(specs) < 0;
    }

    private List<Placed> place(
            Layout layout, List<Site.Starter> starters, int inputs, int steps, boolean inputGradient, Kernels kernels) {
        List<LayerSpec> specs = read(layers);
        int last = everyStep(specs) ? specs.size() : lastRecurrent(specs);
        List<Placed> placed = new ArrayList<>();
        int features = inputs;
        for (int i = 0; i < specs.size(); i++) {
            Site site = new Site(
                    layout,
                    starters,
                    i,
                    "layer" + i,
                    features,
                    steps,
                    i == last,
                    inputGradient || layout.size() > 0,
                    initial,
                    kernels);
            Layer layer = specs.get(i).build(site);
            placed.add(new Placed(specs.get(i), site, layer));
            features = layer.outputs();
        }
        return placed;
    }

    /**
     * The same network of another cell: every recurrent layer at its place and size, in two directions where it had two,
     * keeping those of its options that the cell has too.
     *
     * @param cell a name of the registry
     * @throws IllegalArgumentException if there is no such cell, or no recurrent layer to put it into
     */
    public NetworkSpec withCell(String cell) {
        CellKind kind = Cells.find(cell)
                .orElseThrow(() -> new IllegalArgumentException("cell " + cell + " is not known; cells are: "
                        + String.join(", ", Cells.names()) + Spelling.hint(cell, Cells.names())));
        widest();
        return changed(layer ->
                new LayerSpec.CellSpec(kind, layer.units(), layer.options().among(kind.options())));
    }

    /**
     * The same network, its recurrent layers made wider or narrower in proportion until it has as nearly that many
     * parameters as whole units allow.
     *
     * @param inputs features of each step
     * @throws IllegalArgumentException if there is no recurrent layer, or one that cannot be of another size
     */
    public NetworkSpec ofSize(int inputs, int parameters) {
        int widest = widest();
        int low = 1;
        int high = 2;
        while (size(inputs, scaled(high, widest)) < parameters) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (size(inputs, scaled(middle, widest)) < parameters) {
                low = middle;
            } else {
                high = middle;
            }
        }
        NetworkSpec below = scaled(low, widest);
        NetworkSpec above = scaled(high, widest);
        return parameters - size(inputs, below) < size(inputs, above) - parameters ? below : above;
    }

    private NetworkSpec scaled(long units, long widest) {
        return changed(layer -> new LayerSpec.CellSpec(
                layer.cell(), (int) Math.max(1, (layer.units() * units + widest / 2) / widest), layer.options()));
    }

    private static int size(int inputs, NetworkSpec network) {
        return network.build(inputs).layout().size();
    }

    private int widest() {
        List<Integer> units = new ArrayList<>();
        changed(layer -> {
            units.add(layer.units());
            return layer;
        });
        return units.stream()
                .max(Integer::compare)
                .orElseThrow(() -> new IllegalArgumentException(
                        WHAT + " must have a recurrent layer to put a cell into, was " + layers));
    }

    private NetworkSpec changed(UnaryOperator<LayerSpec.CellSpec> change) {
        return new NetworkSpec(
                read(layers).stream().map(layer -> layer.map(change).toString()).collect(Collectors.joining(", ")),
                initial);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return layers;
    }
}
