package io.seiche.series;

import io.seiche.math.Draws;
import java.util.Arrays;

/** Windows of one series of random values. */
public final class WindowsForTests {
    private WindowsForTests() {}

    /**
     * A batch of windows of one series; values of the targets are multiplied by a factor and moved.
     *
     * @param cutoffs row of the first forecast row of each window
     */
    public static Input input(
            WindowSpec windows, Columns columns, int rows, double factor, double offset, int... cutoffs) {
        return inputOf(1, windows, columns, rows, factor, offset, cutoffs);
    }

    /** As above, of a series with the value at a place of every category. */
    public static Input inputOf(
            int place, WindowSpec windows, Columns columns, int rows, double factor, double offset, int... cutoffs) {
        int width = columns.numberCount();
        float[] values = new Draws(6).floats(rows * width, 2);
        for (int i = 0; i < values.length; i++) {
            if (i % width < columns.targets().size()) {
                values[i] = (float) (factor * values[i] + offset);
            }
        }
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        int statics = columns.statics().size();
        float[] fixed = Arrays.copyOf(new Draws(7).floats(statics, 1), columns.fixed());
        Arrays.fill(fixed, statics, fixed.length, place);
        Chunk chunk = new Chunk(
                "s",
                0,
                new ChunkRows(width, values, new long[rows]),
                fixed,
                new Scaler(new double[width], ones),
                Cutoffs.NONE);
        Batch batch = new Batch(windows, columns);
        batch.start(cutoffs.length);
        for (int b = 0; b < cutoffs.length; b++) {
            batch.putInputs(b, chunk, cutoffs[b]);
        }
        return batch.input();
    }
}
