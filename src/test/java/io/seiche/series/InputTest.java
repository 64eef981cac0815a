package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of an input are those of the flat sequence and of the rows it was laid from. */
class InputTest {
    private static final Columns COLUMNS = new Columns(
                    List.of("y", "z"), List.of("wind"), List.of("price", "holiday"), List.of("size"))
            .with(List.of(new Category("region", List.of("north", "south", "west", "east"))));
    private static final int LOOKBACK = 3;
    private static final int HORIZON = 2;

    /** Column c of row r is 100 * series + 10 * r + c. */
    private static Chunk chunk(int series) {
        int rows = LOOKBACK + HORIZON + 1;
        float[] values = new float[rows * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 * series + i / 5 * 10 + i % 5;
        }
        return new Chunk(
                "s" + series,
                0,
                new ChunkRows(5, values, new long[rows]),
                new float[] {-series, series == 1 ? 2 : Category.UNKNOWN},
                new Scaler(new double[5], new double[] {1, 1, 1, 1, 1}),
                Cutoffs.NONE);
    }

    private static Input input() {
        Batch batch = new Batch(new WindowSpec(LOOKBACK, HORIZON, 1, Normalizers.LAST), COLUMNS);
        batch.start(2);
        batch.putInputs(0, chunk(1), LOOKBACK);
        batch.putInputs(1, chunk(2), LOOKBACK + 1);
        return batch.input();
    }

    @Test
    void theColumnsNameEveryInput() {
        assertEquals(
                List.of(
                        "y",
                        "z",
                        "wind",
                        "price",
                        "holiday",
                        "price one horizon on",
                        "holiday one horizon on",
                        "size",
                        "region=north",
                        "region=south",
                        "region=west",
                        "region=east"),
                COLUMNS.inputNames());
        assertEquals(COLUMNS.inputNames().size(), COLUMNS.inputs());
        assertEquals(COLUMNS.inputs(), input().past().features());
    }

    @Test
    void thePastIsTheFlatSequence() {
        Sequence past = input().past();
        assertEquals(LOOKBACK, past.steps());
        assertEquals(2, past.batch());
        // y of the first row less the last one, in both windows
        assertEquals(-20, past.values()[0]);
        assertEquals(-20, past.values()[1]);
        // the price of the last row and the one horizon later
        assertEquals(100 + 20 + 3, past.values()[past.at(2) + 3 * 2]);
        assertEquals(100 + 40 + 3, past.values()[past.at(2) + 5 * 2]);
    }

    @Test
    void futureStaticsAndScaleAreThoseOfTheRows() {
        Input input = input();
        assertArrayEquals(new float[] {133, 243, 134, 244, 143, 253, 144, 254}, input.future(new float[0]));
        float[] statics = {-1, -2, 0, 0.25f, 0, 0.25f, 1, 0.25f, 0, 0.25f};
        assertArrayEquals(statics, input.statics());
        int first = input.past().at(1) + 7 * 2;
        assertArrayEquals(statics, Arrays.copyOfRange(input.past().values(), first, first + statics.length));
        assertArrayEquals(new float[] {120, 230, 121, 231}, input.shift());
        assertArrayEquals(new float[] {1, 1, 1, 1}, input.spread());
        assertArrayEquals(new int[] {7, -1}, input.series(Map.of("s1", 7)));
    }

    @Test
    void aSequenceAloneHasNoWindows() {
        Input input = Input.of(new Sequence(new float[4], 0, 2, 1, 2));
        assertEquals(2, input.size());
        String said = assertThrows(IllegalStateException.class, () -> input.future(new float[0]))
                .getMessage();
        assertTrue(said.contains("windows of a table"), said);
    }
}
