package io.seiche.series;

import java.io.Serializable;

/**
 * A layout of the targets of a batch: the numbers that a network is trained to output for each window, {@code
 * [count][size]}. A task chooses one. Windows that are asked at every step have a layout of their own, see {@link
 * Batch#y}.
 */
public interface Targets extends Serializable {
    /** The targets of the rows after the window: {@code [horizon * targets][size]}, each step's targets side by side. */
    Targets FORECAST_ROWS = new ForecastRows();

    /** The position of the window's class among those of {@code input.label}: {@code [1][size]}. */
    Targets CLASS = new WindowClass();

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

    /** See {@link #FORECAST_ROWS}. */
    record ForecastRows() implements Targets {
        private static final long serialVersionUID = 1;

        @Override
        public int count(WindowSpec windows, Columns columns) {
            return windows.horizon() * columns.targets().size();
        }

        @Override
        public void put(Batch batch, int example, Chunk chunk, int cutoff) {
            int targets = batch.columns().targets().size();
            int size = batch.size();
            float[] y = batch.y();
            for (int h = 0; h < batch.windows().horizon(); h++) {
                int row = (cutoff + h) * chunk.columns();
                for (int k = 0; k < targets; k++) {
                    y[(h * targets + k) * size + example] = batch.normalized(chunk.values()[row + k], k, example);
                }
            }
        }
    }

    /** See {@link #CLASS}. */
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
}
