package io.seiche.network;

import io.seiche.cell.Wiring;
import io.seiche.math.Elementwise;
import io.seiche.math.Kernels;
import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;
import io.seiche.math.Operands;
import java.util.List;
import java.util.stream.Stream;

/**
 * A product for each run of gates that a cell's wiring names: the biases are written, then the products of inputs, of h
 * and of operands the cell has made are added in place.
 */
class SeparateProducts extends Products {
    private final Wiring.InputProduct[] inputProducts;
    private final Wiring.Recurrence[] recurrences;
    private final Wiring.Bias[] biases;
    private final int biasGates;
    final int inputs;
    final int units;
    final int gates;
    final int lag;
    private final int blocks;
    private final int preactivations;
    private final int kernel;
    private final int recurrent;
    private final int bias;
    private final boolean inputGradient;
    private final List<SeparateProducts> same;
    final Kernels kernels;
    private final Left[] inputWeights; // of each product, ready for one direction of one pass
    private final Left[] recurrentWeights;
    private final OuterProduct[] inputGradients;
    private final OuterProduct[] recurrentGradients;

    float[] past; // [lag][m][B], or null where nothing was before the first step
    float[] biasRun = {}; // [preactivations][n]
    float[] dBias = {}; // [preactivations][n]
    private float[] sums = {}; // of the gradients of a bias, over the batch

    /**
     * Those of some of a cell's products.
     *
     * @param weights offsets of kernel, recurrent kernel and bias
     */
    SeparateProducts(
            Site site,
            Wiring wiring,
            int units,
            int[] weights,
            List<Wiring.InputProduct> inputProducts,
            List<Wiring.Recurrence> recurrences) {
        super(site.part());
        this.same = part.join(this);
        this.kernels = site.kernels();
        this.inputProducts = inputProducts.toArray(new Wiring.InputProduct[0]);
        this.recurrences = recurrences.toArray(new Wiring.Recurrence[0]);
        this.biases = wiring.biases().toArray(new Wiring.Bias[0]);
        this.biasGates = wiring.biasGates() * units;
        this.inputs = site.inputs();
        this.units = units;
        this.gates = wiring.gates() * units;
        this.lag = wiring.lag();
        this.blocks = wiring.blocks();
        this.preactivations = wiring.preactivations();
        this.kernel = weights[0];
        this.recurrent = weights[1];
        this.bias = weights[2];
        this.inputGradient = site.inputGradient();
        this.inputWeights = lefts(inputProducts.size());
        this.recurrentWeights = lefts(recurrences.size());
        this.inputGradients = outers(inputProducts.size());
        this.recurrentGradients = outers(recurrences.size());
    }

    static Left[] lefts(int count) {
        return Stream.generate(Left::new).limit(count).toArray(Left[]::new);
    }

    static OuterProduct[] outers(int count) {
        return Stream.generate(OuterProduct::new).limit(count).toArray(OuterProduct[]::new);
    }

    @Override
    void begin(float[] carriedInputs, float[] parameters, boolean training) {
        past = carriedInputs;
        prepare(true, parameters);
        int n = step.n;
        biasRun = Buffers.zeros(biasRun, preactivations * n);
        for (Wiring.Bias b : biases) {
            int from = bias + b.row() * biasGates + b.gate() * units;
            for (int j = 0; j < b.gates() * n; j++) {
                biasRun[b.block() * n + j] += parameters[from + j / batch];
            }
        }
    }

    @Override
    void beginBack(float[] parameters) {
        prepare(false, parameters);
        dBias = Buffers.zeros(dBias, preactivations * step.n);
        for (int i = 0; i < inputProducts.length; i++) {
            begin(inputGradients[i], inputs, inputProducts[i].gates() * units);
        }
        for (int i = 0; i < recurrences.length; i++) {
            begin(recurrentGradients[i], units, recurrences[i].gates() * units);
        }
    }

    /** Begins the sum of a gradient, of the gates that this part computes. */
    final void begin(OuterProduct gradient, int rows, int wide) {
        kernels.begin(gradient, rows, part.to(wide) - part.from(wide));
    }

    @Override
    int sums() {
        return Math.max(inputs, units) * gates;
    }

    /** Readies each product's weights for all steps: W' and U' on the way forward, W and U on the way back. */
    private void prepare(boolean forward, float[] parameters) {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.InputProduct p = inputProducts[i];
            prepare(inputWeights[i], forward, p.gates() * units, inputs, parameters, column(p));
        }
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            prepare(recurrentWeights[i], forward, p.gates() * units, units, parameters, column(p));
        }
    }

    final void prepare(Left weights, boolean forward, int wide, int rows, float[] parameters, int column) {
        int m = forward ? wide : rows;
        int k = forward ? rows : wide;
        kernels.prepare(weights, batch, forward, m, k, parameters, column, gates);
    }

    final int column(Wiring.InputProduct p) {
        return kernel + p.tap() * inputs * gates + p.gate() * units;
    }

    final int column(Wiring.Recurrence p) {
        return recurrent + p.gate() * units;
    }

    /** Returns true if h(t-1) is not all zeros. */
    private boolean remembers() {
        return step.t > 0 || past != null;
    }

    @Override
    void forward(int phase) {
        if (phase == 0) {
            System.arraycopy(biasRun, 0, step.z, step.zAt, preactivations * step.n);
            addInputs();
        }
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            if (p.phase() == phase && p.operand() != Wiring.H) {
                add(recurrentWeights[i], step.z, step.at(p.operand()), step.at(p.block()));
            } else if (p.phase() == phase && remembers()) {
                add(recurrentWeights[i], step.states[0], step.before, step.at(p.block()));
            }
        }
    }

    private void addInputs() {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.InputProduct p = inputProducts[i];
            int from = step.t - p.lag();
            if (from >= 0) {
                add(inputWeights[i], x.values(), x.at(from), step.at(p.block()));
            } else if (past != null) {
                add(inputWeights[i], past, (lag + from) * x.stride(), step.at(p.block()));
            }
        }
    }

    private void add(Left weights, float[] operand, int at, int block) {
        kernels.multiply(weights, batch, operand, at, batch, true, step.z, block, batch);
    }

    @Override
    void back(int phase) {
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            if (p.phase() == phase && p.operand() != Wiring.H) {
                back(recurrentWeights[i], step.dAt(p.block()), false, step.dz, step.dAt(p.operand()));
            } else if (p.phase() == phase && step.t > 0) {
                back(recurrentWeights[i], step.dAt(p.block()), true, step.dhBefore, 0);
            }
        }
        if (phase == 0) {
            Elementwise.get().add(step.dz, step.dzAt, dBias, 0, preactivations * step.n);
            if (inputGradient) {
                backInputs();
            }
        }
    }

    /** Adds what reached the inputs of this step and of those it looked back at. */
    private void backInputs() {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.InputProduct p = inputProducts[i];
            int from = step.t - p.lag();
            if (from >= 0) {
                back(inputWeights[i], step.dAt(p.block()), true, step.dx, from * x.stride());
            }
        }
    }

    private void back(Left weights, int block, boolean add, float[] to, int at) {
        kernels.multiply(weights, batch, step.dz, block, batch, add, to, at, batch);
    }

    @Override
    void addWeightGradients(int t, int run, int kept) {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.InputProduct p = inputProducts[i];
            int first = t - p.lag();
            int before = Math.min(run, Math.max(0, -first)); // steps whose inputs come before the first
            int from = part.from(p.gates() * units);
            if (before > 0 && past != null) {
                part.inOrder(same, batch, (other, column, columns) -> {
                    int at = (lag + first) * other.x.stride();
                    operands.put(columns).a(other.past, at + column, other.x.stride(), other.batch);
                    other.putGradient(operands, p.block(), from, kept, column);
                });
                add(inputGradients[i], before);
            }
            if (before < run) {
                part.inOrder(same, batch, (other, column, columns) -> {
                    int at = other.x.at(first + before);
                    operands.put(columns).a(other.x.values(), at + column, other.x.stride(), other.batch);
                    other.putGradient(operands, p.block(), from, kept + before, column);
                });
                add(inputGradients[i], run - before);
            }
        }
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            int from = part.from(p.gates() * units);
            part.inOrder(same, batch, (other, column, columns) -> {
                int n = other.step.n;
                boolean h = p.operand() == Wiring.H;
                int at = h ? t * n : (t * blocks + p.operand()) * n;
                float[] operand = h ? other.step.states[0] : other.step.z;
                operands.put(columns).a(operand, at + column, h ? n : blocks * n, other.batch);
                other.putGradient(operands, p.block(), from, kept, column);
            });
            add(recurrentGradients[i], run);
        }
    }

    /**
     * Sets the gradients of a block as B of the last operands.
     *
     * @param from first gate, in numbers, of those that the part computes
     * @param kept place of the first step among the kept ones
     * @param column first column
     */
    private void putGradient(Operands to, int block, int from, int kept, int column) {
        int n = step.n;
        int at = (kept * blocks + block) * n + from * batch + column;
        to.b(step.dz, at, blocks * n, batch);
    }

    private void add(OuterProduct gradient, int steps) {
        kernels.add(gradient, steps, operands);
        operands.clear();
    }

    @Override
    void finish(float[] gradient) {
        for (int i = 0; i < inputProducts.length; i++) {
            finish(inputGradients[i], inputProducts[i].gates() * units, gradient, column(inputProducts[i]));
        }
        for (int i = 0; i < recurrences.length; i++) {
            finish(recurrentGradients[i], recurrences[i].gates() * units, gradient, column(recurrences[i]));
        }
        for (Wiring.Bias b : biases) {
            int to = bias + b.row() * biasGates + b.gate() * units;
            int from = part.from(b.gates() * units);
            int end = part.to(b.gates() * units);
            sums = Buffers.zeros(sums, end);
            part.inOrder(
                    same, batch, (other, first, columns) -> other.addSums(b.block(), from, end, first, columns, sums));
            for (int u = from; u < end; u++) {
                gradient[to + u] += sums[u];
            }
        }
    }

    final void finish(OuterProduct sum, int wide, float[] gradient, int column) {
        kernels.finish(sum, gradient, column + part.from(wide), gates);
    }

    /** Adds the bias gradients of some units and columns to sums, each in the order of the columns. */
    private void addSums(int block, int from, int to, int first, int columns, float[] all) {
        for (int u = from; u < to; u++) {
            int at = block * step.n + u * batch + first;
            float sum = all[u];
            for (int j = at; j < at + columns; j++) {
                sum += dBias[j];
            }
            all[u] = sum;
        }
    }
}
