package io.seiche.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.seiche.math.Elementwise;
import org.junit.jupiter.api.Test;

final class OuterOptimizerTest {
    @Test
    void averageTakesTheAverageBitForBit() {
        OuterOptimizer outer = OuterOptimizer.parse("average");
        float[] average = {0.1f, 1e-30f, 3};
        float[] copy = average.clone();
        assertArrayEquals(copy, outer.step(1, new float[] {7, 7, 7}, average, new float[0]));
        assertEquals(0, outer.slots());
    }

    /** By hand: the way is 1, then 0.5; v = 1, then 0.5 * 1 + 0.5 = 1; steps 0.8 (1 + 0.5) and 0.8 (0.5 + 0.5). */
    @Test
    void nesterovFollowsTheWayToTheAverageWithMomentum() {
        OuterOptimizer outer = OuterOptimizer.parse("nesterov(momentum=0.5, learningRate=0.8)");
        float[] state = new float[outer.slots()];
        float[] before = {2};
        float[] after = outer.step(1, before, new float[] {1}, state);
        assertArrayEquals(new float[] {2 - 1.2f}, after, 1e-6f);
        assertArrayEquals(new float[] {2}, before);
        after = outer.step(2, after, new float[] {after[0] - 0.5f}, state);
        assertArrayEquals(new float[] {2 - 1.2f - 0.8f}, after, 1e-6f);
    }

    /** By hand, in units of the least magnitude: the step is 0.8 (1.5 + 3) = 3.6, and 3 - 3.6 = -0.6. */
    @Test
    void parametersBelowTheLeastMagnitudeBecomeZero() {
        OuterOptimizer outer = OuterOptimizer.parse("nesterov(momentum=0.5, learningRate=0.8)");
        float[] before = {3 * Elementwise.LEAST, 3};
        float[] after = outer.step(1, before, new float[] {0, 0}, new float[2 * outer.slots()]);
        assertArrayEquals(new float[] {0, 3 - 3.6f}, after, 1e-6f);
        assertEquals(0f, after[0]);
    }

    @Test
    void anOuterRateOfNothingIsRefused() {
        assertEquals(
                "training.outer: learningRate of nesterov must be more than 0, was 0.0",
                assertThrows(IllegalArgumentException.class, () -> OuterOptimizer.parse("nesterov(learningRate=0)"))
                        .getMessage());
    }
}
