package io.seiche.task;

import io.seiche.math.Sequence;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import java.util.List;

/** Makes rows of what a network outputs for windows. Plain Java: tables of any kind are made of it. */
public interface OutputRows {
    /**
     * One row.
     *
     * @param step of the horizon the row is about, from 0
     * @param cells a value for each of {@link #columns}, none null
     */
    record OutputRow(int step, List<Object> cells) {}

    /**
     * A column of the rows that a model outputs, after the series, the time and the cutoff that all rows have.
     *
     * @param name of the column
     * @param kind of its values: {@link String} or {@link Double}
     * @param shown true if results have it; a column with one value throughout need not be shown
     */
    record OutputColumn(String name, OutputType kind, boolean shown) {
        /** The kinds of values. */
        public enum OutputType {
            /** Text. */
            TEXT,
            /** A number in double precision. */
            NUMBER
        }

        /** A column of text. */
        static OutputColumn text(String name, boolean shown) {
            return new OutputColumn(name, OutputType.TEXT, shown);
        }

        /** A column of numbers. */
        static OutputColumn number(String name) {
            return new OutputColumn(name, OutputType.NUMBER, true);
        }
    }

    /** Columns of the rows. */
    List<OutputColumn> columns();

    /**
     * Returns the rows of one window.
     *
     * @param batch the window lies in
     * @param output of the network for the batch, {@code [1][outputs][batch]}
     * @param example position of the window in the batch
     * @param chunk that holds the rows of the window
     * @param cutoff offset in the chunk of the first row of the horizon
     */
    List<OutputRow> of(Batch batch, Sequence output, int example, Chunk chunk, int cutoff);
}
