package io.seiche.network;

import io.seiche.cell.Wiring;
import io.seiche.math.Elementwise;
import io.seiche.math.Kernels;
import io.seiche.math.Kernels.Left;
import io.seiche.math.Kernels.OuterProduct;
import java.util.Arrays;
import java.util.List;

/**
 * A single product per step for a cell that reads x and h(t-1) in the same blocks: kernel, recurrent kernel and bias
 * are the rows of one matrix, which is multiplied with x, h and a row of ones. Pre-activations are thus written once,
 * the bias costs one row, and the three gradients are one product as well.
 */
final class JointProduct extends Products {
    private final Kernels kernels;
    private final int inputs;
    private final int rows; // inputs + units + 1
    private final int gates;
    private final int block;
    private final int blocks;
    private final int kernel;
    private final boolean inputGradient;
    private final List<JointProduct> same;
    private final Left weights = new Left(); // [gates, rows]
    private final Left weightsBack = new Left(); // [(inputs +) units, gates]
    private final OuterProduct gradients = new OuterProduct(); // [rows, gates of this part]

    private float[] factors = {}; // [T or 1][rows][B]: x, h(t-1), 1
    private boolean training; // the factors of all steps are kept
    private float[] reached = {}; // [(inputs +) units][B]

    JointProduct(Site site, Wiring wiring, int units, int kernel) {
        super(site.part());
        this.same = part.join(this);
        this.kernels = site.kernels();
        this.inputs = site.inputs();
        this.rows = inputs + units + 1;
        this.gates = wiring.gates() * units;
        this.block = wiring.inputs().get(0).block();
        this.blocks = wiring.blocks();
        this.kernel = kernel;
        this.inputGradient = site.inputGradient();
    }

    static boolean fits(Site site, Wiring w, int units, int[] weights) {
        if (w.inputs().size() != 1 || w.recurrences().size() != 1 || w.biases().size() != 1) {
            return false;
        }
        Wiring.InputProduct input = w.inputs().get(0);
        Wiring.Recurrence recurrence = w.recurrences().get(0);
        Wiring.Bias b = w.biases().get(0);
        int gates = w.gates() * units;
        return input.lag() == 0
                && input.gates() == w.gates()
                && recurrence.gates() == w.gates()
                && b.gates() == w.gates()
                && recurrence.operand() == Wiring.H
                && recurrence.phase() == 0
                && recurrence.block() == input.block()
                && b.block() == input.block()
                && weights[1] == weights[0] + site.inputs() * gates
                && weights[2] == weights[1] + units * gates;
    }

    @Override
    void begin(float[] carriedInputs, float[] parameters, boolean training) {
        this.training = training;
        kernels.prepare(weights, batch, true, gates, rows, parameters, kernel, gates);
        int steps = training ? x.steps() : 1;
        factors = Buffers.atLeast(factors, steps * rows * batch);
        for (int t = 1; t <= steps; t++) {
            Arrays.fill(factors, (t * rows - 1) * batch, t * rows * batch, 1f);
        }
    }

    @Override
    void forward(int phase) {
        int at = training ? step.t * rows * batch : 0;
        System.arraycopy(x.values(), x.at(step.t), factors, at, inputs * batch);
        System.arraycopy(step.states[0], step.before, factors, at + inputs * batch, step.n);
        kernels.multiply(weights, batch, factors, at, batch, false, step.z, step.at(block), batch);
    }

    @Override
    void beginBack(float[] parameters) {
        int reachable = inputGradient ? rows - 1 : rows - 1 - inputs;
        int from = inputGradient ? kernel : kernel + inputs * gates;
        kernels.prepare(weightsBack, batch, false, reachable, gates, parameters, from, gates);
        kernels.begin(gradients, rows, part.to(gates) - part.from(gates));
        reached = Buffers.atLeast(reached, reachable * batch);
    }

    @Override
    int sums() {
        return rows * gates;
    }

    @Override
    void back(int phase) {
        if (step.t == 0 && !inputGradient) {
            return;
        }
        kernels.multiply(weightsBack, batch, step.dz, step.dAt(block), batch, false, reached, 0, batch);
        int h = inputGradient ? inputs * batch : 0;
        Elementwise elementwise = Elementwise.get();
        if (inputGradient) {
            elementwise.add(reached, 0, step.dx, step.dxAt, h);
        }
        if (step.t > 0) {
            elementwise.add(reached, h, step.dhBefore, 0, step.n);
        }
    }

    @Override
    void addWeightGradients(int t, int run, int kept) {
        int from = part.from(gates);
        operands.clear();
        part.inOrder(same, batch, (other, first, columns) -> {
            int wide = other.batch;
            int n = other.step.n;
            int at = t * rows * wide + first;
            int dzAt = (kept * blocks + block) * n + from * wide + first;
            operands.put(columns).a(other.factors, at, rows * wide, wide).b(other.step.dz, dzAt, blocks * n, wide);
        });
        kernels.add(gradients, run, operands);
    }

    @Override
    void finish(float[] gradient) {
        kernels.finish(gradients, gradient, kernel + part.from(gates), gates);
    }
}
