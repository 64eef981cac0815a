package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.math.Elementwise;
import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.List;

/**
 * A recurrent layer: runs its cell over time, forward and back, independent of what the cell computes.
 *
 * <p>Forward, its {@link Products} make each step's pre-activations. Backward, block gradients are kept only for the
 * steps of one weight-gradient product ({@code src/docs/decisions/0002-memory-layout.md}). Padding: see {@link Ended}.
 */
final class Recurrent extends CellLayer {
    private final Products products;
    private final int preactivations;
    private final Ended ended = new Ended();
    private float[] dFinal = {}; // [carries][B], the gradient of the final state, if reached
    private boolean finalReached;
    private boolean[] reached = {}; // of the kept runs of steps: true if a gradient is not zero
    private final List<Recurrent> same;

    Recurrent(Site site, Cell cell, int units) {
        super(site, cell, units);
        products = Products.of(site, cell.wiring(), units, weights());
        preactivations = cell.wiring().preactivations();
        same = part.join(this);
    }

    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence given) {
        prepare(pass, parameters, ended.clean(given));
        products.begin(step, x, carried ? past : null, parameters, pass.training());
        for (int t = 0; t < x.steps(); t++) {
            at(t, t * n);
            for (int phase = 0; phase < phases; phase++) {
                products.forward(phase);
                cell.forward(phase, step);
            }
            for (float[] state : step.states) {
                Elementwise.get().flush(state, step.after, n);
            }
            if (x.lengths() != null) {
                ended.carry(step, x.lengths());
            }
        }
        return new Sequence(step.states[0], n, x.steps(), units, x.batch(), x.lengths());
    }

    /**
     * Makes the next {@code backward} add the gradient of the state that {@code finish} wrote.
     *
     * @param gradient {@code [carries][batch]}
     */
    void finalGradient(float[] gradient, int batch) {
        int length = carries() * batch;
        dFinal = Buffers.atLeast(dFinal, length);
        System.arraycopy(gradient, 0, dFinal, 0, length);
        finalReached = true;
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        products.beginBack(parameters);
        int run = products.run();
        prepareBackward(run);
        step.dhBefore = Buffers.atLeast(step.dhBefore, n);
        int last = x.steps() - 1;
        System.arraycopy(dy.values(), dy.at(last), step.dh, 0, n);
        addFinalGradient();
        if (reached.length == 2 * span / run) {
            Arrays.fill(reached, false);
        } else {
            reached = new boolean[2 * span / run];
        }
        for (int t = last; t >= 0; t--) {
            at(t, t * n);
            step.dzAt = kept(t) * blocks * n;
            step.dxAt = t * x.stride();
            if (t > dy.zeros()) {
                System.arraycopy(dy.values(), dy.at(t - 1), step.dhBefore, 0, n);
            } else { // not read, since long lookbacks leave the caches
                Arrays.fill(step.dhBefore, 0, n, 0f);
            }
            if (flushCarried()) {
                back();
                reached[kept(t) / run] = true;
            } else { // all gradients of the step are zero
                Arrays.fill(dz, step.dzAt, step.dzAt + blocks * n, 0f);
            }
            float[] swap = step.dh;
            step.dh = step.dhBefore;
            step.dhBefore = swap;
            if (t % span == 0) {
                part.await();
                addWeightGradients(t, run);
            }
        }
        products.finish(gradient);
        return finishBackward(gradient);
    }

    /** Adds the weight gradients of a span of steps from t, a run at a time from the last to the first. */
    private void addWeightGradients(int t, int run) {
        int end = Math.min(t + span, x.steps());
        for (int first = t + (end - 1 - t) / run * run; first >= t; first -= run) {
            if (anyReached(kept(first) / run)) {
                products.addWeightGradients(first, Math.min(run, end - first), kept(first));
            }
        }
        if (t >= span) { // those of the next span, which all parts have read
            int next = kept(t - span) / run;
            Arrays.fill(reached, next, next + span / run, false);
        }
    }

    /** Returns true if a gradient reaches a step of a kept run in some part. */
    private boolean anyReached(int keptRun) {
        boolean any = false;
        for (int i = 0; i < part.count(); i++) {
            any |= same.get(i).reached[keptRun];
        }
        return any;
    }

    /** Replaces tiny gradients of the states by zero; returns true if others are left. */
    private boolean flushCarried() {
        Elementwise elementwise = Elementwise.get();
        boolean any = elementwise.flush(step.dh, 0, n);
        for (int k = 1; k < startsAs.length; k++) {
            any |= elementwise.flush(step.dStates[k], 0, n);
        }
        return any;
    }

    /** Computes the gradients of one step; tiny ones become zero, whatever the other examples of the batch are. */
    private void back() {
        if (x.lengths() != null) {
            ended.setAside(step, x.lengths());
        }
        for (int phase = phases - 1; phase >= 0; phase--) {
            cell.backward(phase, step);
            Elementwise.get().flush(dz, step.dzAt, preactivations * n);
            products.back(phase);
        }
        if (x.lengths() != null) {
            ended.putBack(step, x.lengths());
        }
    }

    /** Adds the gradient of the final state to what reaches the last step and the inputs that are carried on. */
    private void addFinalGradient() {
        if (!finalReached) {
            return;
        }
        finalReached = false;
        Elementwise.get().add(dFinal, 0, step.dh, 0, n);
        for (int k = 1; k < startsAs.length; k++) {
            System.arraycopy(dFinal, k * n, step.dStates[k], 0, n);
        }
        int stride = x.stride();
        int from = startsAs.length * n;
        for (int s = 0; s < lag && inputGradient; s++) {
            for (int j = 0; j < stride; j++) {
                int t = carriedStep(s, j);
                if (t >= 0) {
                    dx[t * stride + j] += dFinal[from + s * stride + j];
                }
            }
        }
    }

    /** The step whose input j is carried on as that of place s; negative before the first step. */
    private int carriedStep(int s, int j) {
        return (x.lengths() == null ? x.steps() : x.lengths()[j % x.batch()]) - lag + s;
    }

    @Override
    public void finish(float[] state, int offset, int batch) {
        for (int k = 0; k < startsAs.length; k++) {
            System.arraycopy(step.states[k], x.steps() * n, state, offset + k * n, n);
        }
        int to = offset + startsAs.length * n;
        for (int s = 0; s < lag; s++) {
            for (int j = 0; j < x.stride(); j++) {
                int t = carriedStep(s, j);
                float earlier = carried && t < 0 ? past[(lag + t) * x.stride() + j] : 0f;
                state[to + s * x.stride() + j] = t >= 0 ? x.values()[x.at(t) + j] : earlier;
            }
        }
    }
}
