package io.seiche.network;

import io.seiche.cell.Step;
import io.seiche.math.Sequence;

/**
 * Handles examples of a recurrent layer that end before the batch does: their states are carried on unchanged, their
 * inputs are read as zeros, and their gradients bypass the cell, so that nothing depends on padding, even if it holds
 * NaN.
 */
final class Ended {
    private float[] clean = {}; // x with zeros for padding
    private float[] kept = {}; // [states][n], gradients taken out of the cell's way

    /** The input with zeros for padding; the input itself where there is none. */
    Sequence clean(Sequence x) {
        if (x.lengths() == null) {
            return x;
        }
        int length = x.steps() * x.stride();
        clean = Buffers.atLeast(clean, length);
        System.arraycopy(x.values(), x.offset(), clean, 0, length);
        for (int b = 0; b < x.batch(); b++) {
            for (int j = x.lengths()[b] * x.stride() + b; j < length; j += x.batch()) {
                clean[j] = 0f;
            }
        }
        return new Sequence(clean, 0, x.steps(), x.features(), x.batch(), x.lengths());
    }

    /** After a step: puts the states of ended examples back to what they were before it. */
    void carry(Step step, int[] lengths) {
        for (int b = 0; b < lengths.length; b++) {
            if (step.t >= lengths[b]) {
                for (float[] state : step.states) {
                    for (int j = b; j < step.n; j += step.batch) {
                        state[step.after + j] = state[step.before + j];
                    }
                }
            }
        }
    }

    /**
     * Before a step back: takes the gradients of ended examples out; the cell, linear in them, makes zeros of zeros.
     */
    void setAside(Step step, int[] lengths) {
        kept = Buffers.atLeast(kept, step.states.length * step.n);
        for (int b = 0; b < lengths.length; b++) {
            if (step.t >= lengths[b]) {
                for (int k = 0; k < step.states.length; k++) {
                    float[] d = k == 0 ? step.dh : step.dStates[k];
                    for (int j = b; j < step.n; j += step.batch) {
                        kept[k * step.n + j] = d[j];
                        d[j] = 0f;
                    }
                }
            }
        }
    }

    /** After a step back: adds them to the gradients of the step before. */
    void putBack(Step step, int[] lengths) {
        for (int b = 0; b < lengths.length; b++) {
            if (step.t >= lengths[b]) {
                for (int k = 0; k < step.states.length; k++) {
                    float[] d = k == 0 ? step.dhBefore : step.dStates[k];
                    for (int j = b; j < step.n; j += step.batch) {
                        d[j] += kept[k * step.n + j];
                    }
                }
            }
        }
    }
}
