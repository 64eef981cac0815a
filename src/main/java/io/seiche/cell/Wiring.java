package io.seiche.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * What a cell asks of its layer, as data: the products to make, the blocks to keep, the states to carry. Built by adding:
 * {@code Wiring.of(4).input(0, 4, 0).recurrent(0, 4, 0).bias(0, 4, 0).scratch(1).states(2)} is an LSTM.
 *
 * <p>The input kernel is {@code [taps * inputs, gates * units]}, the recurrent kernel {@code [units, gates * units]}, the
 * bias {@code [rows, biasGates * units]}. Storage blocks receive products and biases first ({@link #preactivations} of
 * them); scratch blocks follow, for what a cell wants to keep.
 */
public final class Wiring {
    /** Gates {@code gate .. gate + gates} of kernel rows of tap {@code tap}, times x(t - lag), added to blocks from {@code block}. */
    public record Input(int tap, int lag, int gate, int gates, int block) {}

    /**
     * Gates of the recurrent kernel times an operand, added to blocks from {@code block} before phase {@code phase}.
     *
     * @param operand the storage block multiplied, or {@link #H} for h(t-1)
     */
    public record Recurrence(int phase, int operand, int gate, int gates, int block) {}

    /** Gates of one row of the bias, added to blocks from {@code block}. */
    public record Bias(int row, int gate, int gates, int block) {}

    /** A vector parameter of {@code count * units} numbers. */
    public record Vector(String name, int count) {}

    /** The operand that is h(t-1). */
    public static final int H = -1;

    private final int gates;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Recurrence> recurrences = new ArrayList<>();
    private final List<Bias> biases = new ArrayList<>();
    private final List<Vector> vectors = new ArrayList<>();
    private int scratch;
    private int states = 1;
    private float[] initial = {};

    private Wiring(int gates) {
        this.gates = gates;
    }

    /** A cell whose kernels have this many gate blocks side by side. */
    public static Wiring of(int gates) {
        return new Wiring(gates);
    }

    /** Adds W x(t) for some gates. */
    public Wiring input(int gate, int count, int block) {
        return input(0, 0, gate, count, block);
    }

    /** Adds a product with an earlier input; rows of the kernel are chosen by the tap. */
    public Wiring input(int tap, int lag, int gate, int count, int block) {
        inputs.add(new Input(tap, lag, gate, count, block));
        return this;
    }

    /** Adds U h(t-1) for some gates. */
    public Wiring recurrent(int gate, int count, int block) {
        return recurrent(0, H, gate, count, block);
    }

    /** Adds U times an operand the cell has made in an earlier phase. */
    public Wiring recurrent(int phase, int operand, int gate, int count, int block) {
        recurrences.add(new Recurrence(phase, operand, gate, count, block));
        return this;
    }

    /** Adds gates of the (only) row of the bias. */
    public Wiring bias(int gate, int count, int block) {
        return bias(0, gate, count, block);
    }

    /** Adds gates of a row of the bias. */
    public Wiring bias(int row, int gate, int count, int block) {
        biases.add(new Bias(row, gate, count, block));
        return this;
    }

    /** Adds a vector parameter. */
    public Wiring vector(String name, int count) {
        vectors.add(new Vector(name, count));
        return this;
    }

    /** Blocks kept beyond the pre-activations. */
    public Wiring scratch(int blocks) {
        this.scratch = blocks;
        return this;
    }

    /** State vectors carried, h the first; what each starts as, where not 0. */
    public Wiring states(int count, float... startsAs) {
        this.states = count;
        this.initial = startsAs.clone();
        return this;
    }

    /** Gate blocks in a row of either kernel. */
    public int gates() {
        return gates;
    }

    /** Products with inputs. */
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /** Products with the recurrent kernel; none means the cell has no recurrent kernel. */
    public List<Recurrence> recurrences() {
        return List.copyOf(recurrences);
    }

    /** Where the biases go. */
    public List<Bias> biases() {
        return List.copyOf(biases);
    }

    /** Vector parameters. */
    public List<Vector> vectors() {
        return List.copyOf(vectors);
    }

    /** State vectors carried. */
    public int states() {
        return states;
    }

    /** What state k is before the first step. */
    public float initial(int state) {
        return state < initial.length ? initial[state] : 0f;
    }

    /** Input blocks side by side in time: 1, or the window of a convolution. */
    public int taps() {
        return inputs.stream().mapToInt(Input::tap).max().orElse(0) + 1;
    }

    /** How many steps back inputs are read. */
    public int lag() {
        return inputs.stream().mapToInt(Input::lag).max().orElse(0);
    }

    /** Phases of a step. */
    public int phases() {
        return recurrences.stream().mapToInt(Recurrence::phase).max().orElse(0) + 1;
    }

    /** Rows of the bias. */
    public int biasRows() {
        return biases.stream().mapToInt(Bias::row).max().orElse(-1) + 1;
    }

    /** Gates in a row of the bias. */
    public int biasGates() {
        return biases.stream().mapToInt(b -> b.gate() + b.gates()).max().orElse(0);
    }

    /** Blocks that products and biases are added to. */
    public int preactivations() {
        int blocks = inputs.stream().mapToInt(p -> p.block() + p.gates()).max().orElse(0);
        return Math.max(
                blocks,
                recurrences.stream().mapToInt(p -> p.block() + p.gates()).max().orElse(0));
    }

    /** All storage blocks of a step. */
    public int blocks() {
        return preactivations() + scratch;
    }
}
