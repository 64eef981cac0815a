package io.seiche.network;

import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Kernels;
import io.seiche.math.Left;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The matrix products of a recurrent layer, as its cell's {@link Wiring} asks for them: forward, back to inputs and
 * operands, and back to the weights over blocks of steps.
 *
 * <p>The input kernel is {@code [taps * inputs, gates]}, the recurrent kernel {@code [units, gates]}, gates counted in
 * units; a product takes a run of their columns.
 */
final class Products {
    private final Wiring.Input[] inputProducts;
    private final Wiring.Recurrence[] recurrences;
    private final int inputs;
    private final int units;
    private final int gates;
    private final int lag;
    private final int blocks;
    private final int preactivations;
    private final int kernel;
    private final int recurrent;
    private final boolean alike; // one product each with x and h, to the same blocks, U behind W: one weight gradient
    private final Kernels kernels;
    private final Left[] inputWeights; // of each product, ready for one direction of one pass
    private final Left[] recurrentWeights;

    private Step step;
    private Sequence x; // [T][m][B]
    private float[] past; // [lag][m][B], or null where nothing was before the first step
    private int batch;
    private float[] left = {}; // operands of some steps side by side
    private float[] right = {}; // block gradients of some steps side by side

    Products(Wiring wiring, Kernels kernels, int inputs, int units, int kernel, int recurrent) {
        this.kernels = kernels;
        this.inputProducts = wiring.inputs().toArray(new Wiring.Input[0]);
        this.recurrences = wiring.recurrences().toArray(new Wiring.Recurrence[0]);
        this.inputs = inputs;
        this.units = units;
        this.gates = wiring.gates() * units;
        this.lag = wiring.lag();
        this.blocks = wiring.blocks();
        this.preactivations = wiring.preactivations();
        this.kernel = kernel;
        this.recurrent = recurrent;
        this.alike = inputProducts.length == 1
                && recurrences.length == 1
                && lag == 0
                && inputProducts[0].gates() * units == gates
                && recurrences[0].gates() * units == gates
                && inputProducts[0].block() == recurrences[0].block()
                && recurrences[0].operand() == Wiring.H
                && recurrent == kernel + inputs * gates;
        this.inputWeights = lefts(inputProducts.length);
        this.recurrentWeights = lefts(recurrences.length);
    }

    private static Left[] lefts(int count) {
        return Stream.generate(Left::new).limit(count).toArray(Left[]::new);
    }

    /** Begins a pass over x; {@code carriedInputs} are those before its first step, null for zeros. */
    void begin(Step ofPass, Sequence given, float[] carriedInputs, float[] parameters) {
        step = ofPass;
        x = given;
        past = carriedInputs;
        batch = given.batch();
        prepare(true, parameters);
    }

    /** Begins the way back of the pass. */
    void beginBack(float[] parameters) {
        prepare(false, parameters);
    }

    /** Readies each product's weights for all steps: W' and U' on the way forward, W and U on the way back. */
    private void prepare(boolean forward, float[] parameters) {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.Input p = inputProducts[i];
            prepare(inputWeights[i], forward, p.gates() * units, inputs, parameters, column(p));
        }
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            prepare(recurrentWeights[i], forward, p.gates() * units, units, parameters, column(p));
        }
    }

    private void prepare(Left weights, boolean forward, int wide, int rows, float[] parameters, int column) {
        int m = forward ? wide : rows;
        int k = forward ? rows : wide;
        kernels.prepare(weights, batch, forward, m, k, parameters, column, gates);
    }

    private int column(Wiring.Input p) {
        return kernel + p.tap() * inputs * gates + p.gate() * units;
    }

    private int column(Wiring.Recurrence p) {
        return recurrent + p.gate() * units;
    }

    /** Whether h(t-1) is something but zeros. */
    private boolean remembers() {
        return step.t > 0 || past != null;
    }

    /** Adds every W x to its blocks. */
    void addInputs() {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.Input p = inputProducts[i];
            int from = step.t - p.lag();
            if (from >= 0) {
                add(inputWeights[i], x.values(), x.at(from), step.at(p.block()));
            } else if (past != null) {
                add(inputWeights[i], past, (lag + from) * x.stride(), step.at(p.block()));
            }
        }
    }

    /** Adds every U h or U operand of a phase to its blocks. */
    void addRecurrences(int phase) {
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            if (p.phase() == phase && p.operand() != Wiring.H) {
                add(recurrentWeights[i], step.z, step.at(p.operand()), step.at(p.block()));
            } else if (p.phase() == phase && remembers()) {
                add(recurrentWeights[i], step.states[0], step.before, step.at(p.block()));
            }
        }
    }

    private void add(Left weights, float[] operand, int at, int block) {
        kernels.multiply(weights, batch, operand, at, batch, true, step.z, block, batch);
    }

    /** Adds what reached the inputs of this step and of those it looked back at. */
    void backInputs() {
        for (int i = 0; i < inputProducts.length; i++) {
            Wiring.Input p = inputProducts[i];
            int from = step.t - p.lag();
            if (from >= 0) {
                back(inputWeights[i], step.dAt(p.block()), true, step.dx, from * x.stride());
            }
        }
    }

    /** Adds what reached h(t-1), and fills in the gradient of operands, through the products of a phase. */
    void backRecurrences(int phase) {
        for (int i = 0; i < recurrences.length; i++) {
            Wiring.Recurrence p = recurrences[i];
            if (p.phase() == phase && p.operand() != Wiring.H) {
                back(recurrentWeights[i], step.dAt(p.block()), false, step.dz, step.dAt(p.operand()));
            } else if (p.phase() == phase && step.t > 0) {
                back(recurrentWeights[i], step.dAt(p.block()), true, step.dhBefore, 0);
            }
        }
    }

    private void back(Left weights, int block, boolean add, float[] to, int at) {
        kernels.multiply(weights, batch, step.dz, block, batch, add, to, at, batch);
    }

    /** Adds the weight gradients of {@code run} steps from t, one product each, over operands copied side by side. */
    void addWeightGradients(int t, int run, float[] gradient) {
        int wide = run * batch;
        int n = step.n;
        right = Buffers.atLeast(right, preactivations * units * wide);
        gather(step.dz, 0, blocks * n, preactivations * units, run, right, 0);
        left = Buffers.atLeast(left, (inputs + units) * wide);
        if (alike) {
            gatherInputs(t, run);
            gather(step.states[0], t * n, n, units, run, left, inputs * wide);
            addGradient(inputs + units, recurrences[0].gates(), recurrences[0].block(), wide, gradient, kernel);
            return;
        }
        for (Wiring.Input p : inputProducts) {
            gatherInputs(t - p.lag(), run);
            addGradient(inputs, p.gates(), p.block(), wide, gradient, column(p));
        }
        for (Wiring.Recurrence p : recurrences) {
            if (p.operand() == Wiring.H) {
                gather(step.states[0], t * n, n, units, run, left, 0);
            } else {
                gather(step.z, (t * blocks + p.operand()) * n, blocks * n, units, run, left, 0);
            }
            addGradient(units, p.gates(), p.block(), wide, gradient, column(p));
        }
    }

    private void addGradient(int rows, int count, int block, int wide, float[] gradient, int at) {
        kernels.multiply(
                false,
                true,
                rows,
                count * units,
                wide,
                left,
                0,
                wide,
                right,
                block * units * wide,
                wide,
                true,
                gradient,
                at,
                gates);
    }

    /** Copies rows of {@code run} steps side by side: {@code [run][rows][B]} to {@code [rows][run * B]}. */
    private void gather(float[] from, int at, int stride, int rows, int run, float[] to, int out) {
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < run; s++) {
                System.arraycopy(from, at + s * stride + r * batch, to, out + (r * run + s) * batch, batch);
            }
        }
    }

    private void gatherInputs(int first, int run) {
        for (int s = 0; s < run; s++) {
            boolean before = first + s < 0;
            for (int r = 0; r < inputs; r++) {
                int to = (r * run + s) * batch;
                if (before && past == null) {
                    Arrays.fill(left, to, to + batch, 0f);
                } else {
                    int at = before ? (lag + first + s) * x.stride() : x.at(first + s);
                    System.arraycopy(before ? past : x.values(), at + r * batch, left, to, batch);
                }
            }
        }
    }
}
