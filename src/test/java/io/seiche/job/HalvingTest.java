package io.seiche.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingTest {
    @ParameterizedTest
    @CsvSource({
        "1, 20, 3, 1",
        "2, 20, 3, 2",
        "3, 20, 3, 2",
        "9, 20, 3, 3",
        "27, 20, 3, 3",
        "27, 27, 3, 4",
        "18, 1, 3, 1",
        "8, 100, 2, 4"
    })
    void thereAreAsManyRungsAsCandidatesAndEpochsAllow(int candidates, int epochs, int factor, int rungs) {
        Halving halving = new Halving(Halving.AUTO, factor).of(candidates, epochs);
        assertEquals(rungs, halving.rungs());
        assertEquals(epochs, halving.epochs(rungs, epochs), "the last rung trains in full");
        for (int rung = 1; rung < rungs; rung++) {
            assertTrue(halving.epochs(rung, epochs) < halving.epochs(rung + 1, epochs));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "2, 1", "2, 0"})
    void numbersOutOfRangeAreRefused(int rungs, int factor) {
        assertThrows(IllegalArgumentException.class, () -> new Halving(rungs, factor));
    }

    @ParameterizedTest
    @CsvSource({"9, 3", "8, 3", "2, 1", "1, 1"})
    void oneInThreeIsKeptRoundedUp(int candidates, int kept) {
        assertEquals(kept, new Halving(2, 3).kept(candidates));
    }
}
