package io.seiche.network;

import io.seiche.cell.Cell;
import io.seiche.math.Elementwise;
import io.seiche.math.Sequence;
import java.util.Arrays;

/**
 * Steps of a cell that all start from the same state: step t of the output is the h that one step of the cell makes of
 * x(t) and the state given by {@link #start}. This is the decoder of SegRNN (Lin et al. 2023, <a
 * href="https://arxiv.org/abs/2308.11200">arXiv:2308.11200</a>).
 *
 * <p>The products with the state are computed once for all steps, see {@link SharedStartProducts}. No number is carried from
 * step to step, so that none has to be flushed as in {@link Recurrent}.
 */
final class ParallelSteps extends CellLayer {
    private final SharedStartProducts products;
    private float[] dStart = {}; // [carries][B]

    ParallelSteps(Site site, Cell cell, int units) {
        super(site, cell, units);
        products = new SharedStartProducts(site, cell.wiring(), units, weights());
    }

    /** {@inheritDoc} A state must have been given by {@code start}. */
    @Override
    public Sequence forward(Pass pass, float[] parameters, Sequence given) {
        prepare(pass, parameters, given);
        products.begin(step, x, past, parameters, pass.training());
        for (int t = 0; t < x.steps(); t++) {
            at(t, 0);
            for (int phase = 0; phase < phases; phase++) {
                products.forward(phase);
                cell.forward(phase, step);
            }
        }
        return new Sequence(step.states[0], n, x.steps(), units, x.batch());
    }

    @Override
    public Sequence backward(float[] parameters, Sequence dy, float[] gradient) {
        products.beginBack(parameters);
        int run = products.run();
        prepareBackward(run);
        dStart = Buffers.zeros(dStart, carries() * x.batch());
        step.dhBefore = dStart;
        for (int t = x.steps() - 1; t >= 0; t--) {
            at(t, 0);
            step.dzAt = kept(t) * blocks * n;
            step.dxAt = t * x.stride();
            System.arraycopy(dy.values(), dy.at(t), step.dh, 0, n);
            for (int phase = phases - 1; phase >= 0; phase--) {
                cell.backward(phase, step);
                products.back(phase);
            }
            for (int k = 1; k < startsAs.length; k++) {
                Elementwise.get().add(step.dStates[k], 0, dStart, k * n, n);
                Arrays.fill(step.dStates[k], 0, n, 0f);
            }
            if (t % span == 0) {
                part.await();
                addWeightGradients(t, run);
            }
        }
        products.backStart(dStart, startsAs.length * n);
        products.finish(gradient);
        return finishBackward(gradient);
    }

    private void addWeightGradients(int t, int run) {
        int end = Math.min(t + span, x.steps());
        for (int first = t + (end - 1 - t) / run * run; first >= t; first -= run) {
            products.addWeightGradients(first, Math.min(run, end - first), kept(first));
        }
    }

    /** The gradient of the state that the steps started from, {@code [carries][batch]}, of the last {@code backward}. */
    float[] startGradient() {
        return dStart;
    }
}
