package io.seiche.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The requirements of a cell on its layer, as data: products to compute, blocks to store, states to carry. The wiring of
 * an LSTM:
 *
 * <pre>{@code
 * Wiring.of(4).input().gates(0, 4).recurrent().gates(0, 4).bias().gates(0, 4).scratch(1).states(2)
 * }</pre>
 *
 * <p>The input kernel is {@code [taps * inputs, gates * units]}, the recurrent kernel {@code [units, gates * units]}, the
 * bias {@code [rows, biasGates * units]}. The first {@link #preactivations} storage blocks receive products and biases;
 * scratch blocks follow, in which the cell stores values for {@code backward}.
 */
public final class Wiring {
    /**
     * Gates {@code gate .. gate + gates} of kernel rows of tap {@code tap}, times x(t - lag), added to blocks from
     * {@code block}.
     */
    public record InputProduct(int tap, int lag, int gate, int gates, int block) {}

    /**
     * Gates of the recurrent kernel times an operand, added to blocks from {@code block} before phase {@code phase}.
     *
     * @param operand the storage block multiplied, or {@link #H} for h(t-1)
     */
    public record Recurrence(int phase, int operand, int gate, int gates, int block) {}

    /** Gates of one row of the bias, added to blocks from {@code block}. */
    public record Bias(int row, int gate, int gates, int block) {}

    /** A vector parameter of {@code count * units} numbers. */
    public record VectorParameter(String name, int count) {}

    /** The operand that is h(t-1). */
    public static final int H = -1;

    private final int gates;
    private final List<InputProduct> inputs = new ArrayList<>();
    private final List<Recurrence> recurrences = new ArrayList<>();
    private final List<Bias> biases = new ArrayList<>();
    private final List<VectorParameter> vectors = new ArrayList<>();
    private int scratch;
    private boolean blocksKept = true;
    private int states = 1;
    private float[] initial = {};

    private Wiring(int gates) {
        this.gates = gates;
    }

    /** Begins the wiring of a cell whose kernels have this many gate blocks side by side. */
    public static Wiring of(int gates) {
        return new Wiring(gates);
    }

    /** Begins a term W x(t); {@code gates} ends it. */
    public InputTerm input() {
        return new InputTerm();
    }

    /** Begins a term U h(t-1), of phase 0; {@code gates} ends it. */
    public RecurrentTerm recurrent() {
        return new RecurrentTerm();
    }

    /** Begins a term of the bias; {@code gates} ends it. */
    public BiasTerm bias() {
        return new BiasTerm();
    }

    /** A product with an input. */
    public final class InputTerm {
        private int tap;
        private int lag;
        private int into = -1;

        private InputTerm() {}

        /** Takes the rows of one tap of the kernel; tap 0 unless given. */
        public InputTerm tap(int k) {
            tap = k;
            return this;
        }

        /** Reads x this many steps back; 0 unless given. */
        public InputTerm lag(int steps) {
            lag = steps;
            return this;
        }

        /** Adds to the blocks from this one on. */
        public InputTerm into(int block) {
            into = block;
            return this;
        }

        /** Ends the term: some neighbouring gates of the kernel. */
        public Wiring gates(int first, int count) {
            inputs.add(new InputProduct(tap, lag, first, count, into < 0 ? first : into));
            return Wiring.this;
        }
    }

    /** A product with the recurrent kernel. */
    public final class RecurrentTerm {
        private int phase;
        private int operand = H;
        private int into = -1;

        private RecurrentTerm() {}

        /** Multiplies before this phase; phase 0 unless given. */
        public RecurrentTerm phase(int k) {
            phase = k;
            return this;
        }

        /** Multiplies a storage block that an earlier phase has made; h(t-1) unless given. */
        public RecurrentTerm operand(int block) {
            operand = block;
            return this;
        }

        /** Adds to the blocks from this one on. */
        public RecurrentTerm into(int block) {
            into = block;
            return this;
        }

        /** Ends the term: some neighbouring gates of the kernel. */
        public Wiring gates(int first, int count) {
            recurrences.add(new Recurrence(phase, operand, first, count, into < 0 ? first : into));
            return Wiring.this;
        }
    }

    /** Biases added to blocks. */
    public final class BiasTerm {
        private int row;
        private int into = -1;

        private BiasTerm() {}

        /** Takes one row of the bias; row 0 unless given. */
        public BiasTerm row(int k) {
            row = k;
            return this;
        }

        /** Adds to the blocks from this one on. */
        public BiasTerm into(int block) {
            into = block;
            return this;
        }

        /** Ends the term: some neighbouring gates of the bias. */
        public Wiring gates(int first, int count) {
            biases.add(new Bias(row, first, count, into < 0 ? first : into));
            return Wiring.this;
        }
    }

    /** Adds a vector parameter. */
    public Wiring vector(String name, int count) {
        vectors.add(new VectorParameter(name, count));
        return this;
    }

    /** Sets the number of blocks after the pre-activations. */
    public Wiring scratch(int blocks) {
        this.scratch = blocks;
        return this;
    }

    /**
     * Lets all steps of a pass share their blocks, also in training: for cells whose backward pass reads states alone. Half the
     * memory of a long lookback, which otherwise leaves the caches.
     */
    public Wiring blocksShared() {
        this.blocksKept = false;
        return this;
    }

    /**
     * Sets the number of state vectors, of which h is the first.
     *
     * @param startsAs initial values of the states, 0 where left out
     */
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
    public List<InputProduct> inputs() {
        return List.copyOf(inputs);
    }

    /** Products with the recurrent kernel; none means the cell has no recurrent kernel. */
    public List<Recurrence> recurrences() {
        return List.copyOf(recurrences);
    }

    /** Returns the biases. */
    public List<Bias> biases() {
        return List.copyOf(biases);
    }

    /** Vector parameters. */
    public List<VectorParameter> vectors() {
        return List.copyOf(vectors);
    }

    /** State vectors carried. */
    public int states() {
        return states;
    }

    /** Returns true if the backward pass reads the blocks of each step. */
    public boolean blocksKept() {
        return blocksKept;
    }

    /** Returns the value of state k before the first step. */
    public float initial(int state) {
        return state < initial.length ? initial[state] : 0f;
    }

    /** Input blocks side by side in time: 1, or the window of a convolution. */
    public int taps() {
        return inputs.stream().mapToInt(InputProduct::tap).max().orElse(0) + 1;
    }

    /** Returns the number of earlier steps whose inputs are read. */
    public int lag() {
        return inputs.stream().mapToInt(InputProduct::lag).max().orElse(0);
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
