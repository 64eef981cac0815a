package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.cell.InitialValues;
import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Kernels;
import io.seiche.math.SplitMix;
import java.util.Arrays;

/**
 * A recurrent layer: owns every matrix product of its cell, forward and back through time, and knows nothing of what the
 * cell computes (see {@link Wiring}).
 *
 * <p>Forward, each step's blocks are filled with the biases, then input and recurrent products are added in place.
 * Backward, only {@link #BLOCK} steps of block gradients are kept: when so many are there, the operands of those steps
 * are copied side by side and each weight gradient is one product ({@code src/docs/decisions/0002-memory-layout.md}).
 *
 * <p>Where an example has ended, its states are carried on unchanged and its inputs read as zeros; backward, its
 * gradients go round the cell untouched, so nothing depends on padding, not even on NaN in it.
 */
final class Recurrent implements Layer {
    /** Steps folded into one weight-gradient product. */
    private static final int BLOCK = 16;

    private final Cell cell;
    private final int inputs;
    private final int units;
    private final int index;
    private final boolean inputGradient;
    private final int steps;
    private final Wiring.Input[] inputProducts;
    private final Wiring.Recurrence[] recurrences;
    private final Wiring.Bias[] biases;
    private final Wiring.Vector[] vectors;
    private final int gates;
    private final int lag;
    private final int phases;
    private final int biasGates;
    private final int preactivations;
    private final int blocks;
    private final float[] startsAs;
    private final int kernel;
    private final int recurrent;
    private final int bias;
    private final int vectorsAt;
    private final Kernels kernels = Kernels.get();
    private final Step step = new Step();

    private Sequence x; // [T][m][B]
    private int n;
    private boolean carried;
    private boolean started;
    private float[] past = {}; // [lag][m][B], the inputs before the first step
    private float[] z = {}; // [T or 1][blocks][n]
    private float[] dz = {}; // [BLOCK][blocks][n]
    private float[] biasRun = {}; // [preactivations][n]
    private float[] dBias = {}; // [preactivations][n]
    private float[] clean = {}; // x with zeros for padding
    private float[] dx = {};
    private float[] left = {};
    private float[] right = {};
    private float[] kept = {}; // [states][n], gradients of ended examples

    Recurrent(Site site, Cell cell, int units) {
        this.cell = cell;
        this.inputs = site.inputs();
        this.units = units;
        this.index = site.index();
        this.inputGradient = site.inputGradient();
        this.steps = site.steps();
        Wiring w = cell.wiring();
        inputProducts = w.inputs().toArray(new Wiring.Input[0]);
        recurrences = w.recurrences().toArray(new Wiring.Recurrence[0]);
        biases = w.biases().toArray(new Wiring.Bias[0]);
        vectors = w.vectors().toArray(new Wiring.Vector[0]);
        gates = w.gates() * units;
        lag = w.lag();
        phases = w.phases();
        biasGates = w.biasGates() * units;
        preactivations = w.preactivations();
        blocks = w.blocks();
        startsAs = new float[w.states()];
        for (int k = 0; k < startsAs.length; k++) {
            startsAs[k] = w.initial(k);
        }
        kernel = w.taps() == 1
                ? site.layout().add(site.prefix() + ".kernel", Layout.Role.KERNEL, inputs, gates)
                : site.layout().add(site.prefix() + ".kernel", Layout.Role.KERNEL, w.taps(), inputs, gates);
        recurrent = recurrences.length == 0
                ? site.layout().size()
                : site.layout().add(site.prefix() + ".recurrent_kernel", Layout.Role.RECURRENT_KERNEL, units, gates);
        bias = w.biasRows() == 1
                ? site.layout().add(site.prefix() + ".bias", Layout.Role.BIAS, biasGates)
                : site.layout().add(site.prefix() + ".bias", Layout.Role.BIAS, w.biasRows(), biasGates);
        vectorsAt = site.layout().size();
        for (Wiring.Vector v : vectors) {
            site.layout().add(site.prefix() + "." + v.name(), Layout.Role.VECTOR, v.count() * units);
        }
        step.states = new float[startsAs.length][0];
        step.dStates = new float[startsAs.length][0];
        step.dh = new float[0];
        step.dhBefore = new float[0];
        step.vectors = new float[0];
        step.dVectors = new float[0];
        int taps = w.taps();
        site.starters().add((p, seed) -> start(p, seed, site, taps));
    }

    private void start(float[] p, long seed, Site site, int taps) {
        SplitMix random = new SplitMix(SplitMix.mix(seed, kernel));
        Starts.glorot(p, kernel, taps * inputs * gates, taps * inputs, taps * gates, random);
        if (recurrences.length > 0) {
            Starts.orthogonal(p, recurrent, units, gates, random);
        }
        cell.initial(new InitialValues(
                p, kernel, recurrent, bias, vectorsAt, inputs, units, steps, site.last(), site.initial(), random));
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public void constrain(float[] parameters) {
        cell.constrain(parameters, vectorsAt, units, steps);
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence given) {
        prepare(pass, parameters, given);
        int zStep = pass.training() ? blocks * n : 0;
        for (int t = 0; t < x.steps(); t++) {
            step.t = t;
            step.zAt = t * zStep;
            step.before = t * n;
            step.after = (t + 1) * n;
            step.xAt = x.at(t);
            System.arraycopy(biasRun, 0, z, step.zAt, preactivations * n);
            for (Wiring.Input p : inputProducts) {
                addInput(p, t - p.lag(), parameters);
            }
            for (int phase = 0; phase < phases; phase++) {
                for (Wiring.Recurrence p : recurrences) {
                    if (p.phase() == phase && (t > 0 || carried || p.operand() != Wiring.H)) {
                        addRecurrence(p, parameters);
                    }
                }
                cell.forward(phase, step);
            }
            if (x.lengths() != null) {
                carryEnded(t);
            }
        }
        return new Sequence(step.states[0], n, x.steps(), units, x.batch(), x.lengths());
    }

    private void prepare(Pass pass, float[] parameters, Sequence given) {
        int batch = given.batch();
        n = units * batch;
        carried = started;
        started = false;
        x = given.lengths() == null ? given : cleaned(given);
        z = Buffers.atLeast(z, (pass.training() ? x.steps() : 1) * blocks * n);
        step.n = n;
        step.batch = batch;
        step.masks = pass.dropout();
        step.seed = SplitMix.mix(pass.seed(), index);
        step.z = z;
        step.x = x.values();
        for (int k = 0; k < startsAs.length; k++) {
            if (!carried) {
                step.states[k] = Buffers.atLeast(step.states[k], (x.steps() + 1) * n);
                Arrays.fill(step.states[k], 0, n, startsAs[k]);
            } else if (step.states[k].length < (x.steps() + 1) * n) {
                step.states[k] = Arrays.copyOf(step.states[k], (x.steps() + 1) * n);
            }
        }
        biasRun = Buffers.zeros(biasRun, preactivations * n);
        for (Wiring.Bias b : biases) {
            int from = bias + b.row() * biasGates + b.gate() * units;
            for (int u = 0; u < b.gates() * units; u++) {
                int at = b.block() * n + u * batch;
                for (int j = at; j < at + batch; j++) {
                    biasRun[j] += parameters[from + u];
                }
            }
        }
        int length = 0;
        for (Wiring.Vector v : vectors) {
            length += v.count() * units;
        }
        step.vectors = Buffers.atLeast(step.vectors, length * batch);
        for (int u = 0; u < length; u++) {
            Arrays.fill(step.vectors, u * batch, (u + 1) * batch, parameters[vectorsAt + u]);
        }
    }

    private Sequence cleaned(Sequence given) {
        int length = given.steps() * given.stride();
        clean = Buffers.atLeast(clean, length);
        System.arraycopy(given.values(), given.offset(), clean, 0, length);
        for (int b = 0; b < given.batch(); b++) {
            for (int j = given.lengths()[b] * given.stride() + b; j < length; j += given.batch()) {
                clean[j] = 0f;
            }
        }
        return new Sequence(clean, 0, given.steps(), inputs, given.batch(), given.lengths());
    }

    private void addInput(Wiring.Input p, int from, float[] parameters) {
        if (from < 0 && !carried) {
            return;
        }
        kernels.multiply(
                true,
                false,
                p.gates() * units,
                x.batch(),
                inputs,
                parameters,
                kernel + p.tap() * inputs * gates + p.gate() * units,
                gates,
                from < 0 ? past : x.values(),
                from < 0 ? (lag + from) * x.stride() : x.at(from),
                x.batch(),
                true,
                z,
                step.at(p.block()),
                x.batch());
    }

    private void addRecurrence(Wiring.Recurrence p, float[] parameters) {
        boolean h = p.operand() == Wiring.H;
        kernels.multiply(
                true,
                false,
                p.gates() * units,
                x.batch(),
                units,
                parameters,
                recurrent + p.gate() * units,
                gates,
                h ? step.states[0] : z,
                h ? step.before : step.at(p.operand()),
                x.batch(),
                true,
                z,
                step.at(p.block()),
                x.batch());
    }

    private void carryEnded(int t) {
        for (int b = 0; b < x.batch(); b++) {
            if (t >= x.lengths()[b]) {
                for (float[] state : step.states) {
                    for (int j = b; j < n; j += x.batch()) {
                        state[step.after + j] = state[step.before + j];
                    }
                }
            }
        }
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        prepareBackward();
        int last = x.steps() - 1;
        System.arraycopy(dy.values(), dy.at(last), step.dh, 0, n);
        for (int t = last; t >= 0; t--) {
            step.t = t;
            step.zAt = t * blocks * n;
            step.dzAt = t % BLOCK * blocks * n;
            step.before = t * n;
            step.after = (t + 1) * n;
            step.xAt = x.at(t);
            step.dxAt = t * x.stride();
            if (t > 0) {
                System.arraycopy(dy.values(), dy.at(t - 1), step.dhBefore, 0, n);
            } else {
                Arrays.fill(step.dhBefore, 0, n, 0f);
            }
            if (x.lengths() != null) {
                setEndedAside(t);
            }
            for (int phase = phases - 1; phase >= 0; phase--) {
                cell.backward(phase, step);
                for (Wiring.Recurrence p : recurrences) {
                    if (p.phase() == phase && (t > 0 || p.operand() != Wiring.H)) {
                        backRecurrence(p, parameters);
                    }
                }
            }
            for (int j = 0; j < preactivations * n; j++) {
                dBias[j] += dz[step.dzAt + j];
            }
            if (inputGradient) {
                for (Wiring.Input p : inputProducts) {
                    backInput(p, t - p.lag(), parameters);
                }
            }
            if (x.lengths() != null) {
                putEndedBack(t);
            }
            float[] swap = step.dh;
            step.dh = step.dhBefore;
            step.dhBefore = swap;
            if (t % BLOCK == 0) {
                addWeightGradients(t, Math.min(BLOCK, x.steps() - t), gradient);
            }
        }
        sumOverBatch(gradient);
        return inputGradient ? new Sequence(dx, 0, x.steps(), inputs, x.batch(), x.lengths()) : null;
    }

    private void prepareBackward() {
        dz = Buffers.atLeast(dz, Math.min(BLOCK, x.steps()) * blocks * n);
        step.dz = dz;
        step.dh = Buffers.atLeast(step.dh, n);
        step.dhBefore = Buffers.atLeast(step.dhBefore, n);
        for (int k = 1; k < startsAs.length; k++) {
            step.dStates[k] = Buffers.zeros(step.dStates[k], n);
        }
        dBias = Buffers.zeros(dBias, preactivations * n);
        step.dVectors = Buffers.zeros(step.dVectors, step.vectors.length);
        dx = inputGradient ? Buffers.zeros(dx, x.steps() * x.stride()) : dx;
        step.dx = inputGradient ? dx : null;
    }

    private void backRecurrence(Wiring.Recurrence p, float[] parameters) {
        boolean h = p.operand() == Wiring.H;
        kernels.multiply(
                false,
                false,
                units,
                x.batch(),
                p.gates() * units,
                parameters,
                recurrent + p.gate() * units,
                gates,
                dz,
                step.dAt(p.block()),
                x.batch(),
                h,
                h ? step.dhBefore : dz,
                h ? 0 : step.dAt(p.operand()),
                x.batch());
    }

    private void backInput(Wiring.Input p, int from, float[] parameters) {
        if (from < 0) {
            return;
        }
        kernels.multiply(
                false,
                false,
                inputs,
                x.batch(),
                p.gates() * units,
                parameters,
                kernel + p.tap() * inputs * gates + p.gate() * units,
                gates,
                dz,
                step.dAt(p.block()),
                x.batch(),
                true,
                dx,
                from * x.stride(),
                x.batch());
    }

    /** Takes the gradients of ended examples out, so that the cell, being linear in them, makes zeros of them. */
    private void setEndedAside(int t) {
        kept = Buffers.atLeast(kept, startsAs.length * n);
        for (int b = 0; b < x.batch(); b++) {
            if (t >= x.lengths()[b]) {
                for (int k = 0; k < startsAs.length; k++) {
                    float[] d = k == 0 ? step.dh : step.dStates[k];
                    for (int j = b; j < n; j += x.batch()) {
                        kept[k * n + j] = d[j];
                        d[j] = 0f;
                    }
                }
            }
        }
    }

    private void putEndedBack(int t) {
        for (int b = 0; b < x.batch(); b++) {
            if (t >= x.lengths()[b]) {
                for (int k = 0; k < startsAs.length; k++) {
                    float[] d = k == 0 ? step.dhBefore : step.dStates[k];
                    for (int j = b; j < n; j += x.batch()) {
                        d[j] += kept[k * n + j];
                    }
                }
            }
        }
    }

    private void addWeightGradients(int t, int run, float[] gradient) {
        int wide = run * x.batch();
        right = Buffers.atLeast(right, preactivations * units * wide);
        gather(dz, 0, blocks * n, preactivations * units, run, right);
        left = Buffers.atLeast(left, Math.max(inputs, units) * wide);
        for (Wiring.Input p : inputProducts) {
            gatherInput(t - p.lag(), run);
            addGradient(
                    inputs, p.gates(), p.block(), wide, gradient, kernel + p.tap() * inputs * gates + p.gate() * units);
        }
        for (Wiring.Recurrence p : recurrences) {
            if (p.operand() == Wiring.H) {
                gather(step.states[0], t * n, n, units, run, left);
            } else {
                gather(z, t * blocks * n + p.operand() * n, blocks * n, units, run, left);
            }
            addGradient(units, p.gates(), p.block(), wide, gradient, recurrent + p.gate() * units);
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
        int batch = x.batch();
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < run; s++) {
                System.arraycopy(from, at + s * stride + r * batch, to, (r * run + s) * batch, batch);
            }
        }
    }

    private void gatherInput(int first, int run) {
        int batch = x.batch();
        for (int s = 0; s < run; s++) {
            boolean before = first + s < 0;
            for (int r = 0; r < inputs; r++) {
                int to = (r * run + s) * batch;
                if (before && !carried) {
                    Arrays.fill(left, to, to + batch, 0f);
                } else {
                    int at = before ? (lag + first + s) * x.stride() : x.at(first + s);
                    System.arraycopy(before ? past : x.values(), at + r * batch, left, to, batch);
                }
            }
        }
    }

    private void sumOverBatch(float[] gradient) {
        int batch = x.batch();
        for (Wiring.Bias b : biases) {
            for (int u = 0; u < b.gates() * units; u++) {
                gradient[bias + b.row() * biasGates + b.gate() * units + u] +=
                        sum(dBias, b.block() * n + u * batch, batch);
            }
        }
        int length = 0;
        for (Wiring.Vector v : vectors) {
            length += v.count() * units;
        }
        for (int u = 0; u < length; u++) {
            gradient[vectorsAt + u] += sum(step.dVectors, u * batch, batch);
        }
    }

    private static float sum(float[] values, int at, int count) {
        float sum = 0;
        for (int j = at; j < at + count; j++) {
            sum += values[j];
        }
        return sum;
    }

    @Override
    public int carries() {
        return startsAs.length * units + lag * inputs;
    }

    @Override
    public void start(float[] state, int offset, int batch) {
        int run = units * batch;
        for (int k = 0; k < startsAs.length; k++) {
            step.states[k] = Buffers.atLeast(step.states[k], run);
            System.arraycopy(state, offset + k * run, step.states[k], 0, run);
        }
        past = Buffers.atLeast(past, lag * inputs * batch);
        System.arraycopy(state, offset + startsAs.length * run, past, 0, lag * inputs * batch);
        started = true;
    }

    @Override
    public void finish(float[] state, int offset, int batch) {
        for (int k = 0; k < startsAs.length; k++) {
            System.arraycopy(step.states[k], x.steps() * n, state, offset + k * n, n);
        }
        int to = offset + startsAs.length * n;
        for (int s = 0; s < lag; s++) {
            for (int b = 0; b < batch; b++) {
                int t = (x.lengths() == null ? x.steps() : x.lengths()[b]) - lag + s;
                for (int j = b; j < x.stride(); j += batch) {
                    float value = t >= 0 ? x.values()[x.at(t) + j] : carried ? past[(lag + t) * x.stride() + j] : 0f;
                    state[to + s * x.stride() + j] = value;
                }
            }
        }
    }
}
