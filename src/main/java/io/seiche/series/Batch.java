package io.seiche.series;

import io.seiche.math.Examples;
import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.Map;

/**
 * Some windows laid side by side as a network reads them: unit-major, so that feature f of step t is a run of {@code
 * size} floats. Reused from batch to batch: {@link #start} once, then {@link #put} for every window.
 *
 * <p>Values are scaled (the chunk's scaler) and, where {@link WindowSpec#normalize} says so, normalised window by
 * window: value = network value * {@link #spread} + {@link #shift}.
 */
public final class Batch {
    private final WindowSpec windows;
    private final Columns columns;
    private final Targets targets;
    private int size;
    private float[] x = {};
    private float[] y = {};
    private float[] shift = {};
    private float[] spread = {};
    private float[] signs = {}; // of the targets of each window: -1 where it is flipped, else 1
    private int[] lengths = {};
    private Chunk[] chunks = {}; // of each window
    private int[] cutoffs = {};

    /** An empty batch of windows of this shape over these columns, with the rows after each window as its targets. */
    public Batch(WindowSpec windows, Columns columns) {
        this(windows, columns, Targets.forecastRows());
    }

    /** An empty batch of windows of this shape over these columns, with their targets. */
    public Batch(WindowSpec windows, Columns columns, Targets targets) {
        this.windows = windows;
        this.columns = columns;
        this.targets = targets;
    }

    /** Returns the shape of the windows. */
    public WindowSpec windows() {
        return windows;
    }

    /** Returns the columns of the chunks that windows are put from. */
    public Columns columns() {
        return columns;
    }

    /** Begins a batch of {@code windowCount} windows and discards the previous one. */
    public void start(int windowCount) {
        size = windowCount;
        x = atLeast(x, windows.lookback() * columns.inputs() * size);
        y = atLeast(y, targets.count(windows, columns) * size);
        lengths = new int[size];
        signs = atLeast(signs, size);
        Arrays.fill(signs, 0, size, 1f);
        shift = atLeast(shift, columns.targets().size() * size);
        spread = atLeast(spread, columns.targets().size() * size);
        if (chunks.length < size) {
            chunks = new Chunk[size];
            cutoffs = new int[size];
        }
    }

    private static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /**
     * Fills one example with a window whose targets are all known: its inputs and, as the {@link Targets} lay them out, the
     * numbers to output.
     *
     * @param example index of the example, from 0 to size - 1
     * @param chunk chunk that holds the window
     * @param cutoff offset in the chunk of its first forecast row
     */
    public void put(int example, Chunk chunk, int cutoff) {
        targets.putInputs(this, example, chunk, cutoff);
        targets.put(this, example, chunk, cutoff);
    }

    /**
     * Fills one example with a window as it would be if the targets of its series had the opposite sign on the scale of the
     * chunk. All normalisers follow the values that they are fitted to, so the network reads and learns the window mirrored
     * at its shift. Covariates and calendar inputs stay.
     *
     * @param example index of the example, from 0 to size - 1
     * @param chunk chunk that holds the window
     * @param cutoff offset in the chunk of its first forecast row
     */
    public void putFlipped(int example, Chunk chunk, int cutoff) {
        signs[example] = -1f;
        put(example, chunk, cutoff);
    }

    /**
     * Fills one example with the steps before a window of a sequence: as many as a window has, or all there are.
     *
     * @param cutoff offset in the chunk of the window's first item, which must not be the sequence's first
     */
    public void putBefore(int example, Chunk chunk, int cutoff) {
        int steps = Math.min(windows.lookback(), cutoff - 1);
        putItems(example, chunk, cutoff - steps, steps);
    }

    /** Fills one example with the items of consecutive steps, the first of them the one before the cutoff. */
    void putItems(int example, Chunk chunk, int cutoff, int steps) {
        for (int t = 0; t < steps; t++) {
            x[t * size + example] = chunk.values()[cutoff - 1 + t];
        }
        lengths[example] = steps;
    }

    /**
     * Fills one example's inputs only: the forecast rows need exist in the chunk only where there are future covariates
     * or calendar inputs, and their targets are not read.
     */
    public void putInputs(int example, Chunk chunk, int cutoff) {
        chunks[example] = chunk;
        cutoffs[example] = cutoff;
        lengths[example] = windows.lookback();
        fit(example, chunk, cutoff);
        int targetCount = columns.targets().size();
        int numbers = columns.numberCount();
        int future = columns.future().size();
        int made = columns.calendar().size();
        float[] calendar = chunk.inputs(columns.calendar());
        int aheadBy = windows.horizon() * chunk.columns() + columns.firstFuture();
        int inputs = columns.inputs();
        float[] values = chunk.values();
        for (int t = 0; t < windows.lookback(); t++) {
            int at = cutoff - windows.lookback() + t;
            int row = at * chunk.columns();
            int ahead = row + aheadBy;
            int out = t * inputs * size + example;
            if (row < 0) {
                for (int c = 0; c < inputs; c++, out += size) {
                    x[out] = 0;
                }
                continue;
            }
            for (int k = 0; k < targetCount; k++, out += size) {
                x[out] = normalized(target(example, at, k), k, example);
            }
            for (int c = targetCount; c < numbers; c++, out += size) {
                x[out] = values[row + c];
            }
            for (int c = 0; c < made; c++, out += size) {
                x[out] = calendar[at * made + c];
            }
            for (int c = 0; c < future; c++, out += size) {
                x[out] = values[ahead + c];
            }
            for (int c = 0; c < made; c++, out += size) {
                x[out] = calendar[(at + windows.horizon()) * made + c];
            }
            columns.putStatics(chunk.statics(), x, out, size);
        }
    }

    /** Fills one example with a sequence of one item, with which no answer is known. */
    public void putItem(int example, int item) {
        x[example] = item;
        lengths[example] = 1;
    }

    private void fit(int example, Chunk chunk, int cutoff) {
        int rows = Math.min(cutoff, windows.lookback());
        int first = (cutoff - rows) * chunk.columns();
        for (int k = 0; k < columns.targets().size(); k++) {
            Normalizer.Fit fit = windows.normalize().fit(chunk.values(), first + k, chunk.columns(), rows);
            shift[k * size + example] = signs[example] * fit.shift();
            spread[k * size + example] = fit.spread();
        }
    }

    /**
     * Returns a value of the chunk's scale on the network's scale: the window's normalisation applied.
     *
     * @param value as the chunk holds it
     * @param target from 0
     * @param example from 0 to size - 1
     */
    public float normalized(float value, int target, int example) {
        int at = target * size + example;
        return (value - shift[at]) / spread[at];
    }

    /**
     * Returns a value of the network's scale on the chunk's scale: normalisation undone.
     *
     * @param value as the network answers it
     * @param target from 0
     * @param example from 0 to size - 1
     */
    public double undone(double value, int target, int example) {
        int at = target * size + example;
        return value * spread[at] + shift[at];
    }

    /** Windows in the batch. */
    public int size() {
        return size;
    }

    /** True length of each window, {@code [size]}; null where all fill the lookback. */
    public int[] lengths() {
        for (int length : lengths) {
            if (length != windows.lookback()) {
                return lengths;
            }
        }
        return null;
    }

    /** Steps of the longest window. */
    public int steps() {
        int longest = 0;
        for (int length : lengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Returns the number of outputs that count: one per window, or one per step that is not padding. */
    public int answers() {
        return targets.answers(this);
    }

    /** Returns the number of steps of a window. */
    int length(int example) {
        return lengths[example];
    }

    /** Returns the number of steps of all windows, padding left out. */
    int items() {
        int sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return sum;
    }

    /** The windows as a network reads them, valid until the batch is filled again. */
    public Input input() {
        return new Input(new Sequence(x, 0, steps(), columns.inputs(), size, lengths()), this);
    }

    /** As {@link Input#future}, of some windows. */
    float[] future(Examples of, float[] room) {
        int future = columns.future().size();
        int made = columns.calendar().size();
        int all = columns.knownAhead();
        int first = columns.firstFuture();
        float[] known = atLeast(room, windows.horizon() * all * of.size());
        for (int b = 0; b < of.size(); b++) {
            Chunk chunk = chunks[of.first() + b];
            int cutoff = cutoffs[of.first() + b];
            float[] calendar = chunk.inputs(columns.calendar());
            for (int h = 0; h < windows.horizon(); h++) {
                int row = (cutoff + h) * chunk.columns();
                for (int c = 0; c < future; c++) {
                    known[(h * all + c) * of.size() + b] = chunk.values()[row + first + c];
                }
                for (int c = 0; c < made; c++) {
                    known[(h * all + future + c) * of.size() + b] = calendar[(cutoff + h) * made + c];
                }
            }
        }
        return known;
    }

    float value(int example, int target, int back) {
        int row = cutoffs[example] - back;
        return row < 0 ? Float.NaN : target(example, row, target);
    }

    /** Returns a target of a row of a window's chunk, with the sign that the window has. */
    float target(int example, int row, int target) {
        return signs[example] * chunks[example].values()[row * chunks[example].columns() + target];
    }

    /** As {@link Input#history}, of some windows. */
    void history(Examples of, int rows, float[] out) {
        int count = columns.targets().size();
        for (int t = 0; t < rows; t++) {
            for (int k = 0; k < count; k++) {
                int at = (t * count + k) * of.size();
                for (int b = 0; b < of.size(); b++) {
                    out[at + b] = value(of.first() + b, k, rows - t);
                }
            }
        }
    }

    /** As {@link Input#statics}, of some windows. */
    float[] statics(Examples of) {
        float[] fixed = new float[columns.staticInputs() * of.size()];
        for (int b = 0; b < of.size(); b++) {
            columns.putStatics(chunks[of.first() + b].statics(), fixed, b, of.size());
        }
        return fixed;
    }

    /** As {@link Input#series}, of some windows. */
    int[] series(Examples of, Map<String, Integer> numbers) {
        int[] own = new int[of.size()];
        Arrays.setAll(own, b -> numbers.getOrDefault(chunks[of.first() + b].series(), -1));
        return own;
    }

    /** The values the network reads: {@code [lookback][inputs][size]}, see {@link Columns} for the order of inputs. */
    public float[] x() {
        return x;
    }

    /**
     * The targets of the network, laid out as the batch's {@link Targets} say, {@code [count][size]}.
     */
    public float[] y() {
        return y;
    }

    /**
     * Returns a target of a window on the network's scale, also where it is masked and {@link #y} has none.
     *
     * @param value {@code step * targets + target}
     * @param example position of the window
     */
    public float filled(int value, int example) {
        int targetCount = columns.targets().size();
        int target = value % targetCount;
        return normalized(target(example, cutoffs[example] + value / targetCount, target), target, example);
    }

    /** Returns the shift subtracted from each window's targets: {@code [targets][size]}. */
    public float[] shift() {
        return shift;
    }

    /** Returns the spread that each window's targets were divided by: {@code [targets][size]}. */
    public float[] spread() {
        return spread;
    }
}
