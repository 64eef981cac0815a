package io.seiche.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of every normaliser, and the numbers each one fits. */
class NormalizersTest {
    private static final Columns COLUMNS = new Columns(List.of("a", "b"), List.of(), List.of(), List.of());
    private static final float[] ROWS = {9, 9, 1, 10, 2, 10, 6, 10, 3, 40}; // the last row is the forecast one

    static Stream<Normalizer> all() {
        return Normalizers.ALL.stream();
    }

    private static Chunk chunk() {
        ChunkRows rows = new ChunkRows(2, ROWS, 0, 1, 2, 3, 4);
        return new Chunk("s", 0, rows, new float[0], new Scaler(new double[2], new double[] {1, 1}), Cutoffs.NONE);
    }

    private static Batch batch(Normalizer normalizer) {
        Batch batch = new Batch(new WindowSpec(3, 1, 1, normalizer), COLUMNS);
        batch.start(1);
        batch.put(0, chunk(), 4);
        return batch;
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsName(Normalizer normalizer) {
        assertSame(normalizer, Normalizers.parse(normalizer.text()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void undoneIsWhatWasGiven(Normalizer normalizer) {
        Batch batch = batch(normalizer);
        for (int t = 0; t < 3; t++) {
            for (int k = 0; k < 2; k++) {
                assertEquals(ROWS[2 + 2 * t + k], batch.undone(batch.x()[t * 2 + k], k, 0), 1e-5);
            }
        }
        assertEquals(3, batch.undone(batch.y()[0], 0, 0), 1e-5);
        assertEquals(40, batch.undone(batch.y()[1], 1, 0), 1e-5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFitOfFlippedValuesIsTheFlippedFit(Normalizer normalizer) {
        float[] flipped = new float[ROWS.length];
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = -ROWS[i];
        }
        Normalizer.Fit fit = normalizer.fit(ROWS, 2, 2, 3);
        Normalizer.Fit other = normalizer.fit(flipped, 2, 2, 3);
        assertEquals(0f, fit.shift() + other.shift());
        assertEquals(fit.spread(), other.spread());
    }

    @Test
    void eachFitsItsOwnNumbers() {
        assertEquals(new Normalizer.Fit(0, 1), Normalizers.NONE.fit(ROWS, 2, 2, 3));
        assertEquals(new Normalizer.Fit(6, 1), Normalizers.LAST.fit(ROWS, 2, 2, 3));
        // The mean of 1, 2, 6 is 3, the mean square 41 / 3.
        assertEquals(new Normalizer.Fit(3, (float) Math.sqrt(41 / 3.0 - 9)), Normalizers.MEAN_STD.fit(ROWS, 2, 2, 3));
    }

    @Test
    void aConstantWindowIsOnlyShifted() {
        assertEquals(new Normalizer.Fit(10, 1), Normalizers.MEAN_STD.fit(ROWS, 3, 2, 3));
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertEquals(
                "window.normalize must be one of " + Normalizers.names() + ", was \"first\"",
                assertThrows(IllegalArgumentException.class, () -> Normalizers.parse("first"))
                        .getMessage());
    }
}
