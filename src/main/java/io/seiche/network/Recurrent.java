package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.cell.InitialValues;
import io.seiche.cell.Step;
import io.seiche.cell.Wiring;
import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;

/**
 * A recurrent layer: runs its cell over time, forward and back, independent of what the cell computes.
 *
 * <p>Forward, its {@link Products} make each step's pre-activations. Backward, block gradients are kept only for the
 * steps of one weight-gradient product ({@code src/docs/decisions/0002-memory-layout.md}). Padding: see {@link Ended}.
 */
final class Recurrent implements Layer {
    private final Cell cell;
    private final int inputs;
    private final int units;
    private final int index;
    private final int steps;
    private final boolean inputGradient;
    private final int lag;
    private final int phases;
    private final int blocks;
    private final float[] startsAs;
    private final int vectors;
    private final int vectorFloats;
    private final Products products;
    private final Ended ended = new Ended();
    private final Step step = new Step();

    private Sequence x; // [T][m][B]
    private int n; // units * batch
    private boolean carried;
    private boolean started;
    private float[] past = {}; // [lag][m][B], the inputs before the first step
    private float[] z = {}; // [T or 1][blocks][n]
    private float[] dz = {}; // [steps of a run][blocks][n]
    private float[] dx = {}; // [T][m][B]

    Recurrent(Site site, Cell cell, int units) {
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
        int kernel = layout.add(site.prefix() + ".kernel", Layout.Role.KERNEL, shape);
        int recurrent = layout.size();
        if (!w.recurrences().isEmpty()) {
            layout.add(site.prefix() + ".recurrent_kernel", Layout.Role.RECURRENT_KERNEL, units, gates);
        }
        int biasGates = w.biasGates() * units;
        int[] biasShape = w.biasRows() == 1 ? new int[] {biasGates} : new int[] {w.biasRows(), biasGates};
        int bias = layout.add(site.prefix() + ".bias", Layout.Role.BIAS, biasShape);
        vectors = layout.size();
        for (Wiring.Vector v : w.vectors()) {
            layout.add(site.prefix() + "." + v.name(), Layout.Role.VECTOR, v.count() * units);
        }
        vectorFloats = layout.size() - vectors;
        products = Products.of(site, w, units, kernel, recurrent, bias);
        step.states = new float[startsAs.length][0];
        step.dStates = new float[startsAs.length][0];
        step.dh = new float[0];
        step.dhBefore = new float[0];
        step.vectors = new float[0];
        step.dVectors = new float[0];
        site.starters().add((p, seed) -> initial(p, seed, site, kernel, recurrent, bias));
    }

    private void initial(float[] p, long seed, Site site, int kernel, int recurrent, int bias) {
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

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public void constrain(float[] parameters) {
        cell.constrain(parameters, vectors, units, steps);
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence given) {
        prepare(pass, parameters, given);
        int zStep = pass.training() ? blocks * n : 0;
        for (int t = 0; t < x.steps(); t++) {
            at(t, t * zStep);
            for (int phase = 0; phase < phases; phase++) {
                products.forward(phase);
                cell.forward(phase, step);
            }
            if (x.lengths() != null) {
                ended.carry(step, x.lengths());
            }
        }
        return new Sequence(step.states[0], n, x.steps(), units, x.batch(), x.lengths());
    }

    private void at(int t, int zAt) {
        step.t = t;
        step.zAt = zAt;
        step.before = t * n;
        step.after = (t + 1) * n;
        step.xAt = x.at(t);
    }

    private void prepare(Pass pass, float[] parameters, Sequence given) {
        int batch = given.batch();
        n = units * batch;
        carried = started;
        started = false;
        x = ended.clean(given);
        z = Buffers.atLeast(z, (pass.training() ? x.steps() : 1) * blocks * n);
        step.n = n;
        step.batch = batch;
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
        products.begin(step, x, carried ? past : null, parameters, pass.training());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        products.beginBack(parameters);
        int run = products.run();
        prepareBackward(run);
        int last = x.steps() - 1;
        System.arraycopy(dy.values(), dy.at(last), step.dh, 0, n);
        for (int t = last; t >= 0; t--) {
            at(t, t * blocks * n);
            step.dzAt = t % run * blocks * n;
            step.dxAt = t * x.stride();
            if (t > 0) {
                System.arraycopy(dy.values(), dy.at(t - 1), step.dhBefore, 0, n);
            } else {
                Arrays.fill(step.dhBefore, 0, n, 0f);
            }
            if (x.lengths() != null) {
                ended.setAside(step, x.lengths());
            }
            for (int phase = phases - 1; phase >= 0; phase--) {
                cell.backward(phase, step);
                products.back(phase);
            }
            if (x.lengths() != null) {
                ended.putBack(step, x.lengths());
            }
            float[] swap = step.dh;
            step.dh = step.dhBefore;
            step.dhBefore = swap;
            if (t % run == 0) {
                products.addWeightGradients(t, Math.min(run, x.steps() - t));
            }
        }
        products.finish(gradient);
        for (int u = 0; u < vectorFloats; u++) {
            for (int b = 0; b < x.batch(); b++) {
                gradient[vectors + u] += step.dVectors[u * x.batch() + b];
            }
        }
        return inputGradient ? new Sequence(dx, 0, x.steps(), inputs, x.batch(), x.lengths()) : null;
    }

    private void prepareBackward(int run) {
        dz = Buffers.atLeast(dz, run * blocks * n);
        step.dz = dz;
        step.dh = Buffers.atLeast(step.dh, n);
        step.dhBefore = Buffers.atLeast(step.dhBefore, n);
        for (int k = 1; k < startsAs.length; k++) {
            step.dStates[k] = Buffers.zeros(step.dStates[k], n);
        }
        step.dVectors = Buffers.zeros(step.dVectors, vectorFloats * x.batch());
        dx = inputGradient ? Buffers.zeros(dx, x.steps() * x.stride()) : dx;
        step.dx = inputGradient ? dx : null;
    }

    @Override
    public int carries() {
        return startsAs.length * units + lag * inputs;
    }

    @Override
    public void rest(float[] state, int offset, int batch, int example) {
        for (int j = 0; j < carries(); j++) {
            int k = j / units;
            state[offset + j * batch + example] = k < startsAs.length ? startsAs[k] : 0f;
        }
    }

    @Override
    public void start(float[] state, int offset, int batch) {
        int length = units * batch;
        for (int k = 0; k < startsAs.length; k++) {
            step.states[k] = Buffers.atLeast(step.states[k], length);
            System.arraycopy(state, offset + k * length, step.states[k], 0, length);
        }
        past = Buffers.atLeast(past, lag * inputs * batch);
        System.arraycopy(state, offset + startsAs.length * length, past, 0, lag * inputs * batch);
        started = true;
    }

    @Override
    public void finish(float[] state, int offset, int batch) {
        for (int k = 0; k < startsAs.length; k++) {
            System.arraycopy(step.states[k], x.steps() * n, state, offset + k * n, n);
        }
        int to = offset + startsAs.length * n;
        for (int s = 0; s < lag; s++) {
            for (int j = 0; j < x.stride(); j++) {
                int t = (x.lengths() == null ? x.steps() : x.lengths()[j % batch]) - lag + s;
                float earlier = carried && t < 0 ? past[(lag + t) * x.stride() + j] : 0f;
                state[to + s * x.stride() + j] = t >= 0 ? x.values()[x.at(t) + j] : earlier;
            }
        }
    }
}
