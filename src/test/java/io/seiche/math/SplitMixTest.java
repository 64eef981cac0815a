package io.seiche.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Random numbers: published reference values, and masks that depend on the position alone. */
class SplitMixTest {
    @Test
    void theNumbersAreThoseOfThePublishedGenerator() {
        SplitMix random = new SplitMix(1234567);
        assertEquals(6457827717110365317L, random.nextLong());
        assertEquals(3203168211198807973L, random.nextLong());
    }

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        SplitMix random = new SplitMix(1);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double v = random.gaussian();
            sum += v;
            squares += v * v;
        }
        assertEquals(0, sum / 100_000, 0.01);
        assertEquals(1, squares / 100_000, 0.01);
    }

    @Test
    void aMaskDropsItsShare() {
        float[] mask = new float[100_000];
        new SplitMix.Mask(7, 0.2f, 1.25f).draw(mask, 0, 1000, 100, Examples.all(100), 3);
        int dropped = 0;
        for (float kept : mask) {
            dropped += kept == 0f ? 1 : 0;
        }
        assertEquals(0.2, dropped / 1e5, 0.005);
    }

    @Test
    void aMaskDependsOnSeedStepFeatureAndExampleAlone() {
        float[] wide = new float[6 * 10];
        float[] narrow = new float[6 * 4];
        new SplitMix.Mask(7, 0.5f, 1f).draw(wide, 0, 6, 10, Examples.all(10), 3);
        new SplitMix.Mask(7, 0.5f, 1f).draw(narrow, 0, 6, 4, Examples.all(4), 3);
        for (int f = 0; f < 6; f++) {
            assertArrayEquals(
                    Arrays.copyOfRange(narrow, f * 4, f * 4 + 4), Arrays.copyOfRange(wide, f * 10, f * 10 + 4));
        }
        float[] later = wide.clone();
        new SplitMix.Mask(7, 0.5f, 1f).draw(later, 0, 6, 10, Examples.all(10), 4);
        assertFalse(Arrays.equals(wide, later));
        new SplitMix.Mask(8, 0.5f, 1f).draw(later, 0, 6, 10, Examples.all(10), 3);
        assertFalse(Arrays.equals(wide, later));
    }
}
