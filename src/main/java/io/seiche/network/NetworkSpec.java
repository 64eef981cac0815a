package io.seiche.network;

import io.seiche.cell.Initial;
import io.seiche.math.Kernels;
import io.seiche.series.Columns;
import io.seiche.series.WindowSpec;
import io.seiche.text.Call;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of a network, written as {@code lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)} and parsed
 * once.
 *
 * <p>Layers: every cell of {@link io.seiche.cell.Cells} with its units and options ({@code gru(64,
 * variant=reset_before)}), {@code bidirectional(lstm(64), merge=concat|sum|average|multiply)}, {@code
 * residual(lstm(64))}, {@code embedding(units)}, {@code dropout(share)} and {@code dense(units, activation,
 * steps=last|all)}. A recurrent layer outputs its whole sequence if a layer after it reads one, else its
 * last step.
 *
 * <p>Whole networks, written without other layers: {@code linear(...)}, {@code naive(...)} and {@code segments(gru(64),
 * length=24)}, which read whole windows and normalise them themselves, and {@code mean(...)} of those.
 */
public final class NetworkSpec implements Serializable {
    private static final long serialVersionUID = 1;

    private static final String WHAT = "network.layers";
    private static final int MOST_LAYERS = 1000;

    /** A dropout layer that drops something, in the canonical form. */
    private static final Pattern DROPOUT = Pattern.compile("\\bdropout\\((?!0\\))");

    private final List<LayerSpec> specs;
    private final String layers;
    private final Initial initial;

    /**
     * Reads and checks the text.
     *
     * @throws IllegalArgumentException saying what is not understood and what would be
     */
    public NetworkSpec(String layers, Initial initial) {
        this(read(layers), initial);
    }

    /** A network that starts as Keras would start it. */
    public NetworkSpec(String layers) {
        this(layers, Initial.DEFAULT);
    }

    /** A network of layers that are read already. */
    NetworkSpec(List<LayerSpec> specs, Initial initial) {
        check(specs);
        this.specs = List.copyOf(specs);
        this.initial = initial;
        layers = specs.stream().map(LayerSpec::toString).collect(Collectors.joining(", "));
    }

    /** A network travels as its text: kinds of layers and cells are those of the JVM that reads it. */
    private record Text(String layers, Initial initial) implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            return new NetworkSpec(layers, initial);
        }
    }

    private Object writeReplace() {
        return new Text(layers, initial);
    }

    private static List<LayerSpec> read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(WHAT + " must name at least one layer, for example lstm(50), dense(1)");
        }
        List<Call> calls = Call.list(WHAT, text);
        if (calls.size() > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    WHAT + " must have at most " + MOST_LAYERS + " layers, was given " + calls.size());
        }
        return calls.stream().map(LayerKinds::read).toList();
    }

    private static void check(List<LayerSpec> specs) {
        for (LayerSpec spec : specs) {
            if (spec instanceof WholeNetworkSpec whole && specs.size() > 1) {
                throw new IllegalArgumentException(whole.name() + " is a whole network, from the window to the"
                        + " forecast; write no other layer beside it");
            }
        }
        for (LayerSpec spec : specs.subList(1, specs.size())) {
            if (spec instanceof EmbeddingSpec) {
                throw new IllegalArgumentException(spec
                        + " reads the numbers of items, which no layer before it outputs; it must be the first layer");
            }
        }
        int last = lastReader(specs);
        for (int i = 0; i < last; i++) {
            if (specs.get(i) instanceof DenseSpec dense && !dense.allSteps()) {
                throw new IllegalArgumentException(dense + " outputs one step, but " + specs.get(last)
                        + " after it reads a sequence; write dense(" + dense.units() + ", steps=all)");
            }
        }
        if (everyStep(specs) && !specs.stream().allMatch(LayerSpec::keepsSteps)) {
            throw new IllegalArgumentException(specs.get(specs.size() - 1)
                    + " must answer at every step that the network reads, but a layer before it hands on another number"
                    + " of steps; leave out steps=all");
        }
    }

    /** The place of the last layer that reads a sequence, -1 where there is none. */
    private static int lastReader(List<LayerSpec> specs) {
        int last = -1;
        for (int i = 0; i < specs.size(); i++) {
            last = specs.get(i).readsSequence() ? i : last;
        }
        return last;
    }

    /**
     * Returns true if the network has an output at every step: no dense layer after the last recurrent one reads the
     * last step only.
     */
    private static boolean everyStep(List<LayerSpec> specs) {
        List<LayerSpec> dense = specs.subList(lastReader(specs) + 1, specs.size()).stream()
                .filter(DenseSpec.class::isInstance)
                .toList();
        return !dense.isEmpty() && dense.stream().allMatch(s -> ((DenseSpec) s).allSteps());
    }

    /** The layers, from the input to the output. */
    List<LayerSpec> specs() {
        return specs;
    }

    /** The place of the last layer whose output is read as a sequence's end; after every layer if each step is answered. */
    int lastReader() {
        return everyStep(specs) ? specs.size() : lastReader(specs);
    }

    /** The text, in its canonical form whatever was given. */
    public String layers() {
        return layers;
    }

    /** The initial values of the parameters. */
    public Initial initial() {
        return initial;
    }

    /**
     * Returns the same network for a vocabulary of so many items: an embedding whose size was left out has a row for
     * each and one more for the beginning of a sequence, {@code dense(auto)} answers a number for each at every step.
     */
    public NetworkSpec sized(int items) {
        return new NetworkSpec(specs.stream().map(spec -> spec.sized(items)).toList(), initial);
    }

    /**
     * Returns the same network with the sizes that windows, columns and quantile levels decide, which whole networks
     * have.
     *
     * @param levels of the quantiles to answer; 0.5 alone for a point forecast
     * @throws io.seiche.text.Refusal if the network cannot read such windows
     */
    public NetworkSpec fitted(WindowSpec windows, Columns columns, double... levels) {
        return whole().map(network -> new NetworkSpec(List.of(network.fitted(windows, columns, levels)), initial))
                .orElse(this);
    }

    /** Returns the same network with the sizes that {@link #fitted} decides left to it. */
    public NetworkSpec unfitted() {
        return whole().map(network -> new NetworkSpec(List.of(network.unfitted()), initial))
                .orElse(this);
    }

    /** Returns true if sizes are left to {@link #fitted}. */
    public boolean needsFitting() {
        return whole().map(WholeNetworkSpec::needsFitting).orElse(false);
    }

    /**
     * Returns true if the network reads each window as a whole and normalises it itself: it cannot go on from row
     * to row.
     */
    public boolean readsWholeWindows() {
        return whole().isPresent();
    }

    /** Returns the rows before the first forecast row that the network reads of a window of a lookback, if they exist. */
    public int reach(int lookback) {
        return whole().map(network -> network.reach(lookback)).orElse(lookback);
    }

    Optional<WholeNetworkSpec> whole() {
        return specs.get(0) instanceof WholeNetworkSpec whole ? Optional.of(whole) : Optional.empty();
    }

    /** The networks that are trained one by one, this one alone unless it is a {@code mean}. */
    public List<NetworkSpec> members() {
        return whole().map(whole -> whole.members().stream()
                        .map(member -> new NetworkSpec(List.of(member), initial))
                        .toList())
                .orElse(List.of(this));
    }

    /** Returns true if a network that reads whole windows has a cell, so that there is more to train than its closed form. */
    public boolean recurrent() {
        return whole().map(whole -> whole.members().stream().anyMatch(member -> member.cell() != null))
                .orElse(true);
    }

    /** Returns true if the network repeats the last rows of a window. */
    public boolean isNaive() {
        return whole().filter(whole -> whole.name().equals("naive")).isPresent();
    }

    /** Returns the closed forms among the {@link #members}, with the shares they have beside one another; empty for none. */
    public Optional<NetworkSpec> withoutCells() {
        return whole().flatMap(WholeNetworkSpec::withoutCells).map(closed -> new NetworkSpec(List.of(closed), initial));
    }

    /** Returns the text of the linear part of a network that reads whole windows: those with one text have one closed form. */
    public String linearPart() {
        return whole().orElseThrow().members().get(0).linearPart();
    }

    /** Returns how much of a mean a network is expected to be before anything is known of it, in no unit. */
    public double expectedShare() {
        return whole().orElseThrow().members().get(0).expectedShare();
    }

    /** Returns true if the network is a {@code mean} with weights written. */
    public boolean isWeighted() {
        return whole().filter(WholeNetworkSpec::isWeighted).isPresent();
    }

    /** The share of each of the {@link #members} in the output. */
    public double[] weights() {
        return whole().map(WholeNetworkSpec::weights).orElse(new double[] {1});
    }

    /**
     * Returns the mean of networks.
     *
     * @param members {@code linear}, {@code naive} or {@code segments}
     * @param weights of the members, not negative and of sum 1
     * @throws IllegalArgumentException if a member is another network
     */
    public static NetworkSpec mean(List<NetworkSpec> members, double[] weights) {
        List<FrameSpec> frames = new ArrayList<>();
        for (NetworkSpec member : members) {
            frames.addAll(member.whole()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a mean must be of networks that read whole windows, was " + member))
                    .members());
        }
        return new NetworkSpec(List.of(MeanSpec.of(frames, weights)), members.get(0).initial);
    }

    /** Returns true if the network reads item numbers, its first layer being an embedding. */
    public boolean readsItems() {
        return specs.get(0) instanceof EmbeddingSpec;
    }

    /** Returns true if a layer, or one inside it, leaves numbers out while training. */
    public boolean drops() {
        return DROPOUT.matcher(layers).find();
    }

    /** Returns true if a cell starts otherwise with these options than with {@link Initial#DEFAULT}. */
    public boolean reads(Initial options) {
        List<CellSpec> cells = new ArrayList<>();
        specs.forEach(spec -> spec.map(cell -> {
            cells.add(cell);
            return cell;
        }));
        return cells.stream().anyMatch(cell -> !Arrays.equals(start(cell, options), start(cell, Initial.DEFAULT)));
    }

    /** Returns initial parameters of a cell of few units. */
    private static float[] start(CellSpec cell, Initial options) {
        List<LayerSpec> alone = List.of(new CellSpec(cell.cell(), Math.min(cell.units(), 2), cell.options()));
        return new NetworkSpec(alone, options).build(1, 10).initial(0);
    }

    /** Returns true if the output at a step depends on later steps, as with a bidirectional layer. */
    public boolean readsFuture() {
        return specs.stream().anyMatch(LayerSpec::readsFuture);
    }

    /** The activation of the answers, {@code softmax} or another; "" unless the last layer is dense. */
    public String head() {
        return specs.get(specs.size() - 1) instanceof DenseSpec dense ? dense.head() : "";
    }

    /** Returns true if the network has an output at every step instead of one per sequence. */
    public boolean answersEveryStep() {
        return everyStep(specs);
    }

    /**
     * Numbers the network answers for each example, without building it.
     *
     * @param inputs features of each step
     * @throws IllegalArgumentException if a layer cannot read what stands before it
     */
    public int outputs(int inputs) {
        int features = inputs;
        for (LayerSpec spec : specs) {
            features = spec.outputs(features);
        }
        return features;
    }

    /**
     * Builds the network for windows of any length: IndRNN's bound and chrono's spread then are those of 1 step.
     *
     * @param inputs features of each step
     */
    public Network build(int inputs) {
        return build(inputs, 1);
    }

    /**
     * Builds the network.
     *
     * @param inputs features of each step
     * @param steps length of the windows it will be trained on, which bounds IndRNN's recurrent weights and spreads
     *     chrono's forget gates
     */
    public Network build(int inputs, int steps) {
        return build(inputs, steps, Kernels.get(), 1);
    }

    /**
     * Builds the network to multiply with kernels given instead of this JVM's, on several threads where batches are large
     * enough. Their number changes no bit; kernels that are not {@linkplain Kernels#isDivisible divisible} use one thread.
     *
     * @param inputs features of each step
     * @param steps length of the windows it will be trained on
     * @param threads largest number of threads
     */
    public Network build(int inputs, int steps, Kernels kernels, int threads) {
        return new NetworkBuilder(this, inputs, steps).network(false, kernels, threads);
    }

    /** As above; with {@code inputGradient}, {@code backward} returns the gradient of the network's own input. */
    Network build(int inputs, int steps, boolean inputGradient) {
        return new NetworkBuilder(this, inputs, steps).network(inputGradient, Kernels.get(), 1);
    }

    /**
     * Writes the layers in a notation, from the input to the answer.
     *
     * @param inputs features of each step
     * @param input the network's input in the notation
     * @return its output in the notation, of one step unless it {@link #answersEveryStep()}
     * @throws IllegalArgumentException if a layer has no form outside Seiche
     */
    public <T> T write(Notation<T> notation, int inputs, T input) {
        return new NetworkBuilder(this, inputs, 1).write(notation, input);
    }

    /** Returns the same network with its cells changed. */
    NetworkSpec changed(UnaryOperator<CellSpec> change) {
        return new NetworkSpec(specs.stream().map(layer -> layer.map(change)).toList(), initial);
    }

    /** Returns true if the other has the same text and initial values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkSpec network && network.layers.equals(layers) && network.initial.equals(initial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(layers, initial);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return layers;
    }
}
