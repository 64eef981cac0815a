package io.seiche.math;

import java.util.Arrays;

/**
 * A batch of sequences, unit-major: step t, feature f, example b is {@code values[offset + (t * features + f) * batch +
 * b]}, so that one gate of one step is {@code features * batch} consecutive floats (see {@code
 * src/docs/decisions/0002-memory-layout.md}). It is a view of a buffer of the layer that returns it.
 *
 * @param values the array, usually longer than the sequences
 * @param offset offset of step 0
 * @param steps T
 * @param features m or H
 * @param batch B
 * @param lengths true length of each example, {@code [batch]}, or null when all fill every step; steps at or after an
 *     example's length are padding that no result depends on
 * @param zeros first steps that are known to hold zeros alone, so that they need not be read
 */
public record Sequence(float[] values, int offset, int steps, int features, int batch, int[] lengths, int zeros) {
    /** Creates sequences of which no step is known to hold zeros alone. */
    public Sequence(float[] values, int offset, int steps, int features, int batch, int[] lengths) {
        this(values, offset, steps, features, batch, lengths, 0);
    }

    /** Creates sequences that all fill every step. */
    public Sequence(float[] values, int offset, int steps, int features, int batch) {
        this(values, offset, steps, features, batch, null);
    }

    /** Returns the offset of step t. */
    public int at(int t) {
        return offset + t * features * batch;
    }

    /** Returns the number of steps of all examples without padding. */
    public long answers() {
        return lengths == null
                ? (long) steps * batch
                : Arrays.stream(lengths).asLongStream().sum();
    }

    /** Returns the number of floats of one step. */
    public int stride() {
        return features * batch;
    }

    /**
     * Copies some examples.
     *
     * @param first the first of them
     * @param count their number
     * @param to array of {@code steps * features * count} numbers or more
     */
    public Sequence columns(int first, int count, float[] to) {
        for (int row = 0; row < steps * features; row++) {
            System.arraycopy(values, offset + row * batch + first, to, row * count, count);
        }
        int[] own = lengths == null ? null : Arrays.copyOfRange(lengths, first, first + count);
        return new Sequence(to, 0, steps, features, count, own);
    }

    /** Returns a sequence of the same shape and lengths over other values, from their beginning. */
    public Sequence shaped(float[] others) {
        return new Sequence(others, 0, steps, features, batch, lengths);
    }
}
