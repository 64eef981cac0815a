package io.seiche.training;

import io.seiche.math.Sequence;
import io.seiche.math.SplitMix;
import java.util.Arrays;

/** Sequences of two tasks that need memory: copying and parity. */
final class CopyAndParity {
    private static final int SYMBOLS = 8;
    private static final int COPIED = 10;
    private static final int BLANK = SYMBOLS;
    private static final int SIGNAL = SYMBOLS + 1;
    /** Inputs of a copy task: the symbols, blank, and the signal to repeat them. */
    static final int COPY_INPUTS = SYMBOLS + 2;
    /** Answers of a copy task: the symbols and blank. */
    static final int COPY_ANSWERS = SYMBOLS + 1;

    private CopyAndParity() {}

    /** Steps of a copy task. */
    static int copySteps(int delay) {
        return delay + 2 * COPIED;
    }

    /** The cross-entropy a step of who answers blank until the signal, and any symbol from then on. */
    static double copyTrivial(int delay) {
        return COPIED * Math.log(SYMBOLS) / copySteps(delay);
    }

    /** Ten symbols, blanks, a signal, blanks; wanted are blanks, and after the signal the ten symbols. */
    static EveryStep.Batch copy(SplitMix random, int delay, int size) {
        int steps = copySteps(delay);
        float[] x = new float[steps * COPY_INPUTS * size];
        float[] y = new float[steps * COPY_ANSWERS * size];
        for (int b = 0; b < size; b++) {
            for (int t = 0; t < steps; t++) {
                int read = t == delay + COPIED - 1 ? SIGNAL : BLANK;
                if (t < COPIED) {
                    read = (int) (random.nextDouble() * SYMBOLS);
                    y[((t + delay + COPIED) * COPY_ANSWERS + read) * size + b] = 1;
                }
                x[(t * COPY_INPUTS + read) * size + b] = 1;
                if (t < delay + COPIED) {
                    y[(t * COPY_ANSWERS + BLANK) * size + b] = 1;
                }
            }
        }
        return new EveryStep.Batch(new Sequence(x, 0, steps, COPY_INPUTS, size), y);
    }

    /** Signs; wanted at each step is whether an odd number of them was positive. */
    static EveryStep.Batch parity(SplitMix random, int shortest, int longest, int size) {
        int[] lengths = new int[size];
        Arrays.setAll(lengths, b -> shortest + (int) (random.nextDouble() * (longest - shortest + 1)));
        int steps = Arrays.stream(lengths).max().orElseThrow();
        float[] x = new float[steps * size];
        float[] y = new float[steps * size];
        for (int j = 0; j < x.length; j++) {
            boolean positive = random.nextDouble() < 0.5;
            x[j] = positive ? 1 : -1;
            float before = j < size ? 0 : y[j - size];
            y[j] = positive ? 1 - before : before;
        }
        return new EveryStep.Batch(new Sequence(x, 0, steps, 1, size, lengths), y);
    }

    /** The share of sequences of one length whose parity the network knows at the end. */
    static double knownParity(EveryStep network, int length) {
        int size = 500;
        EveryStep.Batch asked = parity(new SplitMix(length), length, length, size);
        Sequence answer = network.answer(asked.x());
        int known = 0;
        for (int b = 0; b < size; b++) {
            boolean odd = answer.values()[answer.at(length - 1) + b] > 0.5f;
            known += odd == asked.y()[(length - 1) * size + b] > 0.5f ? 1 : 0;
        }
        return known / (double) size;
    }
}
