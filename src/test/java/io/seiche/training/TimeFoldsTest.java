package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeFoldsTest {
    private static final TimeFolds FOLDS = TimeFolds.of(LongStream.range(0, 100).toArray(), 5);

    /** Of a window of three rows that begins at a time. */
    private static TimeFolds.Times window(long first) {
        return new TimeFolds.Times(first, first + 2, 3);
    }

    @Test
    void everyWindowBelongsToOneBlock() {
        for (int first = 0; first < 100; first++) {
            TimeFolds.Times window = window(first);
            assertEquals(
                    1,
                    IntStream.range(0, FOLDS.count())
                            .filter(block -> FOLDS.holds(block, window))
                            .count());
        }
    }

    @Test
    void whatIsFittedForABlockSharesNoRowWithIt() {
        for (int block = 0; block < FOLDS.count(); block++) {
            for (int held = 0; held < 100; held++) {
                for (int other = 0; other < 100; other++) {
                    boolean share = Math.abs(held - other) < 3;
                    if (FOLDS.holds(block, window(held)) && share) {
                        assertTrue(FOLDS.meets(block, window(other)), block + " " + held + " " + other);
                    }
                }
            }
        }
        assertFalse(FOLDS.meets(0, window(30)));
        assertFalse(FOLDS.meets(4, window(70)));
    }

    @Test
    void manyWindowsOfOneTimeAreOneBlock() {
        assertEquals(1, TimeFolds.of(new long[50], 5).count());
    }
}
