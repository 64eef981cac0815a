package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PermutationTest {
    private static int[] all(int size, long seed) {
        Permutation order = new Permutation(size, seed);
        return IntStream.range(0, size).map(order::at).toArray();
    }

    @Test
    void everyPlaceIsTakenOnce() {
        for (int size = 1; size < 300; size++) {
            int[] sorted = all(size, size).clone();
            Arrays.sort(sorted);
            assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
        }
    }

    @Test
    void theLargestSizesStayInside() {
        Permutation order = new Permutation(Integer.MAX_VALUE, 3);
        for (int i : new int[] {0, 1, 1 << 20, Integer.MAX_VALUE - 1}) {
            assertTrue(order.at(i) >= 0 && order.at(i) < Integer.MAX_VALUE);
        }
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        assertNotEquals(Arrays.toString(all(50, 1)), Arrays.toString(all(50, 2)));
        assertArrayEquals(all(50, 1), all(50, 1));
    }

    /** Chi-squared over 10 places and 5,000 seeds; 27.9 is the 0.1 % point of 9 degrees of freedom. */
    @Test
    void whereAnElementLandsIsEven() {
        int[] landed = new int[10];
        for (int seed = 0; seed < 5000; seed++) {
            landed[new Permutation(10, seed).at(3)]++;
        }
        double chi = Arrays.stream(landed)
                .mapToDouble(n -> (n - 500.0) * (n - 500.0) / 500)
                .sum();
        assertTrue(chi < 27.9, () -> chi + " " + Arrays.toString(landed));
    }

    /** Neighbours do not stay neighbours: of 1,000, about two pairs do by chance. */
    @Test
    void neighboursPart() {
        int[] order = all(1000, 42);
        long together = IntStream.range(1, 1000)
                .filter(i -> Math.abs(order[i] - order[i - 1]) == 1)
                .count();
        assertTrue(together < 10, () -> together + " pairs");
    }
}
