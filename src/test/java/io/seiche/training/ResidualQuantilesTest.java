package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResidualQuantilesTest {
    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return ones;
    }

    private static ResidualQuantiles.Residuals residuals(float[] values, int horizon, long from) {
        long[] times = LongStream.range(from, from + values.length / horizon).toArray();
        return new ResidualQuantiles.Residuals(values, ones(times.length), times, horizon);
    }

    @Test
    void residualsOfOneTimeGiveTheirPlainQuantiles() {
        float[] values = new float[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 500) / 500f;
        }
        long[] times = new long[values.length];
        float[] quantiles = new ResidualQuantiles(1)
                .at(LEVELS, List.of(new ResidualQuantiles.Residuals(values, ones(times.length), times, 1)));
        assertArrayEquals(new float[] {-0.8f, 0, 0.8f}, quantiles, 1e-3f);
    }

    @Test
    void halfOfTheMedianIsSubtracted() {
        float[] values = new float[500];
        Arrays.fill(values, 4);
        assertArrayEquals(
                new float[] {2, 2, 2}, new ResidualQuantiles(1).at(LEVELS, List.of(residuals(values, 1, 0))), 1e-6f);
    }

    /** The spread of the last rows decides, not that of rows long before them. */
    @Test
    void recentResidualsCountMore() {
        Random random = new Random(1);
        float[] values = new float[8_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i < 6_000 ? 10 : 1);
        }
        float[] quantiles = new ResidualQuantiles(1).at(LEVELS, List.of(residuals(values, 1, 0)));
        assertEquals(2.56, quantiles[2] - quantiles[0], 0.5);
    }

    @Test
    void theOrderOfPartsMovesNothing() {
        Random random = new Random(2);
        float[] first = new float[40];
        float[] second = new float[60];
        IntStream.range(0, 40).forEach(i -> first[i] = (float) random.nextGaussian());
        IntStream.range(0, 60).forEach(i -> second[i] = (float) random.nextGaussian());
        ResidualQuantiles quantiles = new ResidualQuantiles(4);
        assertArrayEquals(
                quantiles.at(LEVELS, List.of(residuals(first, 4, 0), residuals(second, 4, 10))),
                quantiles.at(LEVELS, List.of(residuals(second, 4, 10), residuals(first, 4, 0))),
                1e-6f);
    }
}
