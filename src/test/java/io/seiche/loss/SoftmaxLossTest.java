package io.seiche.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.math.Sequence;
import org.junit.jupiter.api.Test;

/** The cross-entropy of a softmax, computed from logits. */
class SoftmaxLossTest {
    private final Loss loss = Losses.parse("softmax-crossentropy");

    @Test
    void oneAnswerCostsWhatTheFormulaSays() {
        float[] logits = {0f, (float) Math.log(2), (float) Math.log(5)};
        float[] gradient = new float[3];
        double cost = loss.evaluate(new Sequence(logits, 0, 1, 3, 1), new float[] {1}, gradient);
        assertEquals(Math.log(4), cost, 1e-6);
        assertArrayEquals(new float[] {1 / 8f, 2 / 8f - 1, 5 / 8f}, gradient, 1e-6f);
    }

    @Test
    void knowingNothingCostsTheLogarithmOfTheChoices() {
        Sequence equal = new Sequence(new float[4 * 65 * 7], 0, 4, 65, 7);
        assertEquals(Math.log(65), loss.evaluate(equal, new float[4 * 7], null), 1e-5);
    }

    @Test
    void logitsOfAnySizeGiveFiniteNumbers() {
        Sequence huge = new Sequence(new float[] {1e30f, -1e30f, 3e4f}, 0, 1, 3, 1);
        float[] gradient = new float[3];
        assertEquals(2e30, loss.evaluate(huge, new float[] {1}, gradient), 1e24);
        assertArrayEquals(new float[] {1, -1, 0}, gradient);
    }

    @Test
    void aNetworkThatIsLostIsNotMistakenForAGoodOne() {
        Sequence lost = new Sequence(new float[] {Float.NaN, 1, 2}, 0, 1, 3, 1);
        assertTrue(Double.isNaN(loss.evaluate(lost, new float[] {1}, new float[3])));
    }
}
