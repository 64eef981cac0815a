package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.cell.InitialValues;
import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that computes steps of a cell: its parameters, its buffers, and the state it starts from. Subclasses decide the
 * order of the steps: {@link Recurrent} or {@link ParallelSteps}.
 */
abstract class CellLayer implements Layer {
    /**
     * Floats of the gradients that a part keeps before it meets the others: half of a second-level cache. BatchParts meet rarely,
     * so that a thread that has to wait for a processor holds the others up a few times in a pass, not at every step.
     */
    private static final int KEPT = 1 << 17;

    final Cell cell;
    final int inputs;
    final int units;
    final boolean inputGradient;
    final int lag;
    final int phases;
    final int blocks;
    final float[] startsAs;
    final Step step = new Step();
    final BatchPart part;
    private final List<CellLayer> same;
    private final int index;
    private final int steps;
    private final int vectors;
    private final int vectorFloats;
    private final int kernel;
    private final int recurrent;
    private final int bias;

    Sequence x; // [T][m][B]
    int n; // units * batch
    boolean carried;
    float[] past = {}; // [lag][m][B], the inputs before the first step
    float[] dz = {}; // [1 or 2][span][blocks][n]
    int span; // steps after which the parts of a batch meet: some runs
    float[] dx = {}; // [T][m][B]
    private float[] z = {}; // [T or 1][blocks][n]
    private int zStep; // from the blocks of a step to those of the next: 0 where they share their place
    private boolean started;

    CellLayer(Site site, Cell cell, int units) {
        this.cell = cell;
        this.inputs = site.inputs();
        this.units = units;
        this.index = site.index();
        this.steps = site.steps();
        this.inputGradient = site.inputGradient();
        Wiring w = cell.wiring();
        lag = w.lag();
        phases = w.phases();
        blocks = w.blocks();
        startsAs = new float[w.states()];
        for (int k = 0; k < startsAs.length; k++) {
            startsAs[k] = w.initial(k);
        }
        Layout layout = site.layout();
        int gates = w.gates() * units;
        int[] shape = w.taps() == 1 ? new int[] {inputs, gates} : new int[] {w.taps(), inputs, gates};
        kernel = layout.add(site.prefix() + ".kernel", Layout.Role.KERNEL, shape);
        recurrent = layout.size();
        if (!w.recurrences().isEmpty()) {
            layout.add(site.prefix() + ".recurrent_kernel", Layout.Role.RECURRENT_KERNEL, units, gates);
        }
        int biasGates = w.biasGates() * units;
        int[] biasShape = w.biasRows() == 1 ? new int[] {biasGates} : new int[] {w.biasRows(), biasGates};
        bias = layout.add(site.prefix() + ".bias", Layout.Role.BIAS, biasShape);
        vectors = layout.size();
        for (Wiring.VectorParameter v : w.vectors()) {
            layout.add(site.prefix() + "." + v.name(), Layout.Role.VECTOR, v.count() * units);
        }
        vectorFloats = layout.size() - vectors;
        step.states = new float[startsAs.length][0];
        step.dStates = new float[startsAs.length][0];
        step.dh = new float[0];
        step.dhBefore = new float[0];
        step.vectors = new float[0];
        step.dVectors = new float[0];
        site.starters().add((p, seed) -> initial(p, seed, site));
        part = site.part();
        same = part.join(this);
    }

    private void initial(float[] p, long seed, Site site) {
        SplitMix random = new SplitMix(SplitMix.mix(seed, kernel));
        Wiring w = cell.wiring();
        int gates = w.gates() * units;
        Starts.glorot(p, kernel, w.taps() * inputs * gates, w.taps() * inputs, w.taps() * gates, random);
        if (!w.recurrences().isEmpty()) {
            Starts.orthogonal(p, recurrent, units, gates, random);
        }
        InitialValues.Pieces pieces = new InitialValues.Pieces(kernel, recurrent, bias, vectors);
        cell.initial(new InitialValues(p, pieces, inputs, units, steps, site.last(), site.initial(), random));
    }

    /** Returns the offsets of kernel, recurrent kernel and bias. */
    final int[] weights() {
        return new int[] {kernel, recurrent, bias};
    }

    @Override
    public final int outputs() {
        return units;
    }

    @Override
    public final void constrain(float[] parameters) {
        cell.constrain(parameters, vectors, units, steps);
    }

    /** Begins a pass over sequences without garbage in their padding. */
    final void prepare(Pass pass, float[] parameters, Sequence clean) {
        int batch = clean.batch();
        n = units * batch;
        carried = started;
        started = false;
        x = clean;
        zStep = pass.training() && cell.wiring().blocksKept() ? blocks * n : 0;
        z = Buffers.atLeast(z, zStep == 0 ? blocks * n : x.steps() * zStep);
        step.n = n;
        step.batch = batch;
        step.examples = pass.examples(batch);
        step.masks = pass.dropout();
        step.seed = SplitMix.mix(pass.seed(), index);
        step.z = z;
        step.x = x.values();
        for (int k = 0; k < startsAs.length; k++) {
            int length = (x.steps() + 1) * n;
            if (!carried) {
                step.states[k] = Buffers.atLeast(step.states[k], length);
                Arrays.fill(step.states[k], 0, n, startsAs[k]);
            } else if (step.states[k].length < length) {
                step.states[k] = Arrays.copyOf(step.states[k], length);
            }
        }
        step.vectors = Buffers.atLeast(step.vectors, vectorFloats * batch);
        for (int u = 0; u < vectorFloats; u++) {
            Arrays.fill(step.vectors, u * batch, (u + 1) * batch, parameters[vectors + u]);
        }
    }

    /** Sets the step to compute; its states are written after those of the steps before it. */
    final void at(int t, int before) {
        step.t = t;
        step.zAt = t * zStep;
        step.before = before;
        step.after = (t + 1) * n;
        step.xAt = x.at(t);
    }

    /**
     * Readies the buffers.
     *
     * @param run steps whose weight gradients are multiplied together
     */
    final void prepareBackward(int run) {
        span = run;
        if (!part.isAlone()) {
            long floats = (long) run * blocks * units * part.wholeColumns(x.batch()) / part.count();
            span *= (int) Math.max(1, KEPT / floats);
        }
        dz = Buffers.atLeast(dz, (part.isAlone() ? 1 : 2) * span * blocks * n);
        step.dz = dz;
        step.dh = Buffers.atLeast(step.dh, n);
        for (int k = 1; k < startsAs.length; k++) {
            step.dStates[k] = Buffers.zeros(step.dStates[k], n);
        }
        step.dVectors = Buffers.zeros(step.dVectors, vectorFloats * x.batch());
        dx = inputGradient ? Buffers.zeros(dx, x.steps() * x.stride()) : dx;
        step.dx = inputGradient ? dx : null;
    }

    /**
     * Returns the place of a step among those whose gradients are kept. Other parts read one span of steps while this part
     * computes the next.
     */
    final int kept(int t) {
        return part.isAlone() ? t % span : t % (2 * span);
    }

    /** Adds the gradient of the vector parameters, and returns that of the input. */
    final Sequence finishBackward(float[] gradient) {
        int from = part.from(vectorFloats);
        int to = part.to(vectorFloats);
        part.inOrder(same, x.batch(), (other, first, columns) -> {
            for (int u = from; u < to; u++) {
                int row = u * other.x.batch() + first;
                for (int b = row; b < row + columns; b++) {
                    gradient[vectors + u] += other.step.dVectors[b];
                }
            }
        });
        return inputGradient ? new Sequence(dx, 0, x.steps(), inputs, x.batch(), x.lengths()) : null;
    }

    @Override
    public final int carries() {
        return startsAs.length * units + lag * inputs;
    }

    @Override
    public final void rest(float[] state, int offset, int batch, int example) {
        for (int j = 0; j < carries(); j++) {
            int k = j / units;
            state[offset + j * batch + example] = k < startsAs.length ? startsAs[k] : 0f;
        }
    }

    @Override
    public final void start(float[] state, int offset, int batch) {
        int length = units * batch;
        for (int k = 0; k < startsAs.length; k++) {
            step.states[k] = Buffers.atLeast(step.states[k], length);
            System.arraycopy(state, offset + k * length, step.states[k], 0, length);
        }
        past = Buffers.atLeast(past, lag * inputs * batch);
        System.arraycopy(state, offset + startsAs.length * length, past, 0, lag * inputs * batch);
        started = true;
    }
}
