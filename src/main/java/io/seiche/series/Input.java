package io.seiche.series;

import io.seiche.math.Examples;
import io.seiche.math.Sequence;
import java.util.Map;

/**
 * A batch of windows as a network reads it: {@link #past} is the sequence its first layer reads; the other parts are
 * there for layers that need them by themselves, and are laid out on request. Made by {@link Batch#input};
 * valid until the batch is filled again. Every array is unit-major, its last dimension being the window.
 */
public final class Input {
    private final Sequence past;
    private final Batch batch; // null for a sequence that is no window's
    private final Examples examples;

    private Input(Sequence past, Batch batch, Examples examples) {
        this.past = past;
        this.batch = batch;
        this.examples = examples;
    }

    Input(Sequence past, Batch batch) {
        this(past, batch, Examples.all(past.batch()));
    }

    /** Returns the input of sequences that belong to no window: all there is of them is {@link #past}. */
    public static Input of(Sequence past) {
        return new Input(past, null);
    }

    /**
     * Returns some windows of the batch as an input of their own.
     *
     * @param first the first of them
     * @param size their number
     * @param room array for their past, see {@link #roomFor}
     */
    public Input part(int first, int size, float[] room) {
        return new Input(past.columns(first, size, room), batch, new Examples(first, size, size()));
    }

    /** Returns an array for the past of so many windows: the one given, if it is long enough. */
    public float[] roomFor(int size, float[] room) {
        int length = past.steps() * past.features() * size;
        return room.length >= length ? room : new float[length];
    }

    /** The place of the windows in the batch of which they are a part. */
    public Examples examples() {
        return examples;
    }

    /** The values of each step of the lookback: {@code [lookback][inputs][size]}, {@link Columns} has the order of inputs. */
    public Sequence past() {
        return past;
    }

    /** Windows in the batch. */
    public int size() {
        return past.batch();
    }

    /**
     * A target's value on the scale of the chunk, before any normaliser.
     *
     * @param example from 0 to size - 1
     * @param target from 0
     * @param back rows before the first forecast row, from 1, the last known row
     * @return NaN where the series has no such row, or the chunk does not hold it ({@link WindowSpec#context})
     */
    public float value(int example, int target, int back) {
        return windows().value(examples.first() + example, target, back);
    }

    /**
     * Writes the last rows of every window, values as {@link #value}.
     *
     * @param rows number of rows
     * @param out {@code [rows][targets][size]}, oldest first
     */
    public void history(int rows, float[] out) {
        windows().history(examples, rows, out);
    }

    /** Returns the number of targets of each window. */
    public int targets() {
        return windows().columns().targets().size();
    }

    /**
     * Writes the future covariates and calendar inputs of the forecast rows: {@code [horizon][known ahead][size]}.
     *
     * @param room an array to fill, replaced when it is too short
     */
    public float[] future(float[] room) {
        return windows().future(examples, room);
    }

    /** The static covariates and the values of categories: {@code [static inputs][size]}. */
    public float[] statics() {
        return windows().statics(examples);
    }

    /**
     * The number of each window's series: {@code [size]}.
     *
     * @param numbers of the series that are known
     * @return -1 for a series that is not known
     */
    public int[] series(Map<String, Integer> numbers) {
        return windows().series(examples, numbers);
    }

    /** The values subtracted from each window's targets: {@code [targets][size]}, on the scale of the chunk. */
    public float[] shift() {
        return own(windows().shift());
    }

    /** The values each window's targets were divided by after that: {@code [targets][size]}. */
    public float[] spread() {
        return own(windows().spread());
    }

    /** Returns the columns of these windows of {@code [targets][whole batch]}. */
    private float[] own(float[] all) {
        if (examples.size() == examples.whole()) {
            return all;
        }
        return new Sequence(all, 0, 1, targets(), examples.whole())
                .columns(examples.first(), size(), new float[targets() * size()])
                .values();
    }

    private Batch windows() {
        if (batch == null) {
            throw new IllegalStateException("a network must read windows of a table to know more than their past");
        }
        return batch;
    }
}
