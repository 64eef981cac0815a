package io.seiche.math;

import java.util.Arrays;

/** Random sequences and parameters for tests, the same in every run. */
public final class Draws {
    private final SplitMix random;

    public Draws(long seed) {
        random = new SplitMix(seed);
    }

    public float[] floats(int n, double size) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = (float) random.uniform(-size, size);
        }
        return values;
    }

    public Sequence sequence(int steps, int features, int batch, int... lengths) {
        float[] values = floats(steps * features * batch, 1);
        return new Sequence(values, 0, steps, features, batch, lengths.length == 0 ? null : lengths);
    }

    /** Some examples of a batch by themselves. */
    public static Sequence example(Sequence x, int b) {
        float[] values = new float[x.steps() * x.features()];
        for (int j = 0; j < values.length; j++) {
            values[j] = x.values()[x.offset() + j * x.batch() + b];
        }
        int[] lengths = x.lengths() == null ? null : new int[] {x.lengths()[b]};
        return new Sequence(values, 0, x.steps(), x.features(), 1, lengths);
    }

    /** Steps from..to of a sequence. */
    public static Sequence steps(Sequence x, int from, int to) {
        return new Sequence(x.values(), x.at(from), to - from, x.features(), x.batch());
    }

    /** The floats of an answer, out of the layer's buffer. */
    public static float[] copy(Sequence y) {
        return Arrays.copyOfRange(y.values(), y.offset(), y.offset() + y.steps() * y.stride());
    }
}
