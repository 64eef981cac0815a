package io.seiche.network;

import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Kernels;
import java.util.Arrays;

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
    private final Kernels kernels = Kernels.get();

    private Step step;
    private Sequence x; // [T][m][B]
    private float[] past; // [lag][m][B], or null where nothing was before the first step
    private int batch;
    private float[] left = {}; // operands of some steps side by side
    private float[] right = {}; // block gradients of some steps side by side

    Products(Wiring wiring, int inputs, int units, int kernel, int recurrent) {
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
    }

    /** Begins a pass over x; {@code carriedInputs} are those before its first step, null for zeros. */
    void begin(Step ofPass, Sequence given, float[] carriedInputs) {
        step = ofPass;
        x = given;
        past = carriedInputs;
        batch = given.batch();
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
    void addInputs(float[] parameters) {
        for (Wiring.Input p : inputProducts) {
            int from = step.t - p.lag();
            if (from >= 0) {
                add(p.gates(), inputs, parameters, column(p), x.values(), x.at(from), step.at(p.block()));
            } else if (past != null) {
                add(p.gates(), inputs, parameters, column(p), past, (lag + from) * x.stride(), step.at(p.block()));
            }
        }
    }

    /** Adds every U h or U operand of a phase to its blocks. */
    void addRecurrences(int phase, float[] parameters) {
        for (Wiring.Recurrence p : recurrences) {
            if (p.phase() == phase && p.operand() != Wiring.H) {
                add(p.gates(), units, parameters, column(p), step.z, step.at(p.operand()), step.at(p.block()));
            } else if (p.phase() == phase && remembers()) {
                add(p.gates(), units, parameters, column(p), step.states[0], step.before, step.at(p.block()));
            }
        }
    }

    private void add(int count, int rows, float[] parameters, int column, float[] operand, int at, int block) {
        kernels.multiply(
                true,
                false,
                count * units,
                batch,
                rows,
                parameters,
                column,
                gates,
                operand,
                at,
                batch,
                true,
                step.z,
                block,
                batch);
    }

    /** Adds what reached the inputs of this step and of those it looked back at. */
    void backInputs(float[] parameters) {
        for (Wiring.Input p : inputProducts) {
            int from = step.t - p.lag();
            if (from >= 0) {
                back(p.gates(), inputs, parameters, column(p), step.dAt(p.block()), true, step.dx, from * x.stride());
            }
        }
    }

    /** Adds what reached h(t-1), and fills in the gradient of operands, through the products of a phase. */
    void backRecurrences(int phase, float[] parameters) {
        for (Wiring.Recurrence p : recurrences) {
            if (p.phase() == phase && p.operand() != Wiring.H) {
                int to = step.dAt(p.operand());
                back(p.gates(), units, parameters, column(p), step.dAt(p.block()), false, step.dz, to);
            } else if (p.phase() == phase && step.t > 0) {
                back(p.gates(), units, parameters, column(p), step.dAt(p.block()), true, step.dhBefore, 0);
            }
        }
    }

    private void back(int count, int rows, float[] parameters, int column, int block, boolean add, float[] to, int at) {
        kernels.multiply(
                false,
                false,
                rows,
                batch,
                count * units,
                parameters,
                column,
                gates,
                step.dz,
                block,
                batch,
                add,
                to,
                at,
                batch);
    }

    /** Adds the weight gradients of {@code run} steps from t, one product each, over operands copied side by side. */
    void addWeightGradients(int t, int run, float[] gradient) {
        int wide = run * batch;
        int n = step.n;
        right = Buffers.atLeast(right, preactivations * units * wide);
        gather(step.dz, 0, blocks * n, preactivations * units, run, right);
        left = Buffers.atLeast(left, Math.max(inputs, units) * wide);
        for (Wiring.Input p : inputProducts) {
            gatherInputs(t - p.lag(), run);
            addGradient(inputs, p.gates(), p.block(), wide, gradient, column(p));
        }
        for (Wiring.Recurrence p : recurrences) {
            if (p.operand() == Wiring.H) {
                gather(step.states[0], t * n, n, units, run, left);
            } else {
                gather(step.z, (t * blocks + p.operand()) * n, blocks * n, units, run, left);
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
    private void gather(float[] from, int at, int stride, int rows, int run, float[] to) {
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < run; s++) {
                System.arraycopy(from, at + s * stride + r * batch, to, (r * run + s) * batch, batch);
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
