package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layouts of the targets of a batch, those of a new task included. */
class TargetsTest {
    private static final WindowSpec WINDOWS = new WindowSpec(3, 2, 1, Normalizers.LAST);
    private static final Columns COLUMNS = new Columns(List.of("y", "z"), List.of("x"), List.of(), List.of());

    /** The targets of the window's own rows: {@code [lookback * targets][size]}. */
    private record OwnRows() implements Targets {
        private static final long serialVersionUID = 1;

        @Override
        public int count(WindowSpec windows, Columns columns) {
            return windows.lookback() * columns.targets().size();
        }

        @Override
        public void put(Batch batch, int example, Chunk chunk, int cutoff) {
            int first = (cutoff - WINDOWS.lookback()) * chunk.columns();
            for (int t = 0; t < WINDOWS.lookback(); t++) {
                for (int k = 0; k < 2; k++) {
                    batch.y()[(t * 2 + k) * batch.size() + example] =
                            batch.normalized(chunk.values()[first + t * chunk.columns() + k], k, example);
                }
            }
        }
    }

    private static float[] targets(Targets targets) {
        return batch(targets, new BitSet()).y();
    }

    private static Batch batch(Targets targets, BitSet masked) {
        float[] values = new float[6 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * i;
        }
        Chunk chunk = new Chunk(
                "s",
                0,
                new ChunkRows(0, 3, values, RowTimes.of(new long[6]), new double[0], masked),
                new float[0],
                new Scaler(new double[2], new double[] {1, 1}),
                Cutoffs.NONE);
        Batch batch = new Batch(WINDOWS, COLUMNS, targets);
        batch.start(2);
        batch.put(0, chunk, 3);
        batch.put(1, chunk, 4);
        return batch;
    }

    @Test
    void aMaskedTargetIsAbsentAndItsFilledValueIsRead() {
        BitSet masked = new BitSet();
        masked.set(4 * 3 + 1); // second target of row 4
        Batch all = batch(Targets.forecastRows(), new BitSet());
        Batch some = batch(Targets.forecastRows(), masked);
        assertArrayEquals(all.x(), some.x());
        float[] expected = all.y().clone();
        expected[(1 * 2 + 1) * 2] = Float.NaN; // of the first window its second step
        expected[(0 * 2 + 1) * 2 + 1] = Float.NaN; // of the second window its first step
        assertArrayEquals(expected, some.y());
        assertEquals(all.y()[(1 * 2 + 1) * 2], some.filled(1 * 2 + 1, 0));
        assertEquals(all.y()[(0 * 2 + 1) * 2 + 1], some.filled(1, 1));
    }

    /** Rows 3 and 4 less row 2, and rows 4 and 5 less row 3, as both windows are normalised by their last value. */
    @Test
    void rowsAfterTheWindowAreStepsOfTargets() {
        float[] expected = {81 - 36, 144 - 81, 100 - 49, 169 - 100, 144 - 36, 225 - 81, 169 - 49, 256 - 100};
        assertArrayEquals(expected, targets(Targets.forecastRows()));
    }

    @Test
    void aTaskMayBringALayoutOfItsOwn() {
        float[] expected = {
            0 - 36, 9 - 81, 1 - 49, 16 - 100, 9 - 36, 36 - 81, 16 - 49, 49 - 100, 0, 0, 0, 0,
        };
        assertArrayEquals(expected, targets(new OwnRows()));
    }
}
