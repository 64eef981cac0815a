package io.seiche.series;

import io.seiche.math.Grid;
import java.io.Serializable;

/**
 * A layout of the targets of a batch: the numbers that a network is trained to output for each window, {@code
 * [count][size]}. A task chooses one, or has one of its own.
 */
public interface Targets extends Serializable {
    /** Returns the targets of the rows after the window: {@code [horizon * targets][size]}, each step's targets side by side. */
    static Targets forecastRows() {
        return new RowsAfterWindow();
    }

    /** Returns the position of the window's class among those of {@code input.label}: {@code [1][size]}. */
    static Targets windowClass() {
        return new WindowClass();
    }

    /** Returns the item after each step of a sequence: {@code [lookback][size]}. */
    static Targets nextItems() {
        return new NextItems();
    }

    /** Returns the numbers of one window. */
    int count(WindowSpec windows, Columns columns);

    /**
     * Fills the numbers of one window into {@link Batch#y}, after its inputs have been put.
     *
     * @param example position of the window in the batch
     * @param chunk chunk that holds the window
     * @param cutoff offset in the chunk of the first row after the window
     */
    void put(Batch batch, int example, Chunk chunk, int cutoff);

    /**
     * Fills the inputs of one window; see {@link #put}.
     *
     * @param example position of the window in the batch
     */
    default void putInputs(Batch batch, int example, Chunk chunk, int cutoff) {
        batch.putInputs(example, chunk, cutoff);
    }

    /** Returns the number of outputs of a batch that count: one per window, or one per step that is not padding. */
    default int answers(Batch batch) {
        return batch.size();
    }

    /** See {@link #forecastRows}. */
    record RowsAfterWindow() implements Targets {
        private static final long serialVersionUID = 1;

        @Override
        public int count(WindowSpec windows, Columns columns) {
            return windows.horizon() * columns.targets().size();
        }

        @Override
        public void put(Batch batch, int example, Chunk chunk, int cutoff) {
            Grid values = new Grid(
                    batch.windows().horizon(), batch.columns().targets().size());
            int size = batch.size();
            float[] y = batch.y();
            for (int h = 0; h < values.rows(); h++) {
                for (int k = 0; k < values.columns(); k++) {
                    y[values.at(h, k) * size + example] = chunk.isMasked(cutoff + h, k)
                            ? Float.NaN
                            : batch.normalized(batch.target(example, cutoff + h, k), k, example);
                }
            }
        }
    }

    /** See {@link #windowClass}. */
    record WindowClass() implements Targets {
        private static final long serialVersionUID = 1;

        @Override
        public int count(WindowSpec windows, Columns columns) {
            return 1;
        }

        @Override
        public void put(Batch batch, int example, Chunk chunk, int cutoff) {
            batch.y()[example] = chunk.label(cutoff + batch.windows().horizon() - 1);
        }
    }

    /** See {@link #nextItems}. */
    record NextItems() implements Targets {
        private static final long serialVersionUID = 1;

        @Override
        public int count(WindowSpec windows, Columns columns) {
            return windows.lookback();
        }

        /** The item before each of the window's, up to the end of its span. */
        @Override
        public void putInputs(Batch batch, int example, Chunk chunk, int cutoff) {
            batch.putItems(
                    example, chunk, cutoff, Math.min(batch.windows().lookback(), chunk.spanEnd(cutoff) - cutoff));
        }

        @Override
        public void put(Batch batch, int example, Chunk chunk, int cutoff) {
            for (int t = 0; t < batch.length(example); t++) {
                batch.y()[t * batch.size() + example] = chunk.values()[cutoff + t];
            }
        }

        @Override
        public int answers(Batch batch) {
            return batch.items();
        }
    }
}
