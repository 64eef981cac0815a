package io.seiche.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.optimizer.Update.Decayed;
import io.seiche.optimizer.Update.Penalties;
import io.seiche.optimizer.Update.Slowed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OptimizersTest {
    static List<String> names() {
        return Optimizers.names();
    }

    /** Worked by hand from each rule's formula: parameter 1, rate 0.1, gradients 0.5 and then -1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sgd                              | 0.95      | 1.05
                    sgd(momentum=0.9)                | 0.95      | 1.005
                    sgd(momentum=0.9, nesterov=true) | 0.905     | 1.0545
                    rmsprop                          | 0.6837724 | 0.9694867
                    adagrad                          | 0.9       | 0.9894427
                    adam                             | 0.9       | 0.9366105
                    adamw(weightDecay=0.1)           | 0.89      | 0.9177105
                    """)
    void twoStepsAreTheOnesWorkedByHand(String text, double first, double second) {
        Update update =
                new Update(Optimizers.parse(text), Penalties.always(0, 0), new Decayed(new int[] {0}, new int[] {1}));
        float[] p = {1};
        float[] state = new float[update.rule().slots()];
        update.apply(1, 0.1, true, p, new float[] {0.5f}, state);
        assertEquals(first, p[0], 2e-6);
        update.apply(2, 0.1, true, p, new float[] {-1}, state);
        assertEquals(second, p[0], 2e-6);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyParameterStepsByItself(String name) {
        Optimizer rule = Optimizers.parse(name);
        float[] together = {1, -2, 3};
        float[] state = new float[3 * rule.slots()];
        float[][] alone = {{1}, {-2}, {3}};
        float[][] states = new float[3][rule.slots()];
        float[][] gradients = {{0.5f, -1, 2}, {0.25f, 3, -1}, {-0.5f, 0, 1}};
        for (int step = 1; step <= gradients.length; step++) {
            rule.step(step, 0.1, together, gradients[step - 1].clone(), state);
            for (int i = 0; i < 3; i++) {
                rule.step(step, 0.1, alone[i], new float[] {gradients[step - 1][i]}, states[i]);
            }
        }
        assertArrayEquals(new float[] {alone[0][0], alone[1][0], alone[2][0]}, together);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aZeroGradientFromTheStartMovesNothing(String name) {
        Optimizer rule = Optimizers.parse(name);
        float[] p = {1, -2};
        rule.step(1, 0.1, p, new float[2], new float[2 * rule.slots()]);
        assertArrayEquals(new float[] {1, -2}, p);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyOptimizerDescendsABowlToAHundredthOfItsHeight(String name) {
        Optimizer rule = Optimizers.parse(name);
        float[] p = {3, -2};
        float[] state = new float[2 * rule.slots()];
        for (int step = 1; step <= 3000; step++) {
            double rate = 0.5 / Math.sqrt(step);
            rule.step(step, rate, p, new float[] {2 * p[0], 0.2f * p[1]}, state);
        }
        assertTrue(p[0] * p[0] + 0.1 * p[1] * p[1] < 0.01 * (9 + 0.4), () -> Arrays.toString(p));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    adamm              | training.optimizer must be one of sgd, rmsprop, adagrad, adam, adamw, was "adamm"; did you mean adam?
                    adam(beta3=1)      | training.optimizer: adam has no option beta3; its options are: beta1, beta2, epsilon; did you mean beta1?
                    adam(beta1=one)    | training.optimizer: beta1 of adam must be a number, was one
                    adam(beta1=1.5)    | training.optimizer: beta1 of adam must be 0 or more and less than 1, was 1.5
                    adam(beta1         | training.optimizer "adam(beta1" must have ")" or "," at character 11, it ends there
                    adam(beta1)        | training.optimizer: adam takes 0 arguments without a name, was given 1; write options as name=value
                    adam(beta1=0.9, beta1=0.8) | training.optimizer: adam must be given each option once, was given beta1 twice
                    sgd(nesterov=1)    | training.optimizer: nesterov of sgd must be one of false, true, was 1
                    sgd(nesterov=true) | training.optimizer: momentum of sgd must be more than 0 with nesterov=true, was 0
                    """)
    void aWrongTextIsRefusedWithItsReason(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Optimizers.parse(text))
                        .getMessage());
    }

    @Test
    void theCanonicalTextKeepsValuesAndOrdersOptions() {
        assertEquals("adam", Optimizers.canonical(" Adam() "));
        assertEquals("adam(beta1=0.8, epsilon=1e-7)", Optimizers.canonical("ADAM( epsilon = 1E-7,Beta1=0.8 )"));
        assertEquals("adamw(weightDecay=0.10)", Optimizers.canonical("adamw(weightdecay=0.10)"));
    }

    @Test
    void clippingScalesTheWholeGradientToTheNorm() {
        float[] p = new float[5];
        float[] gradient = {3, 0, 0, 0, 4};
        Update update = new Update(Optimizers.parse("sgd"), Penalties.always(1, 0), Decayed.NOTHING);
        update.apply(1, 1, true, p, gradient, new float[0]);
        assertArrayEquals(new float[] {-0.6f, 0, 0, 0, -0.8f}, p, 1e-6f);
    }

    @Test
    void aGradientWithinTheNormIsLeftAlone() {
        float[] p = new float[2];
        new Update(Optimizers.parse("sgd"), Penalties.always(6, 0), Decayed.NOTHING)
                .apply(1, 1, true, p, new float[] {3, 4}, new float[0]);
        assertArrayEquals(new float[] {-3, -4}, p);
    }

    @Test
    void penaltyAndDecayTouchKernelsOnlyAndOnlyWhenTheyAct() {
        Decayed middle = new Decayed(new int[] {1}, new int[] {2});
        for (Update update : List.of(
                new Update(Optimizers.parse("sgd"), Penalties.always(0, 0.5), middle),
                new Update(new Adam(0.9, 0.999, 1e-8, 0.5), Penalties.always(0, 0), middle))) {
            float[] p = {1, 1, 1};
            update.apply(1, 0.1, true, p, new float[3], new float[6]);
            assertArrayEquals(new float[] {1, 0.95f, 1}, p, 1e-6f);
            update.apply(2, 0.1, false, p, new float[3], new float[6]);
            assertArrayEquals(new float[] {1, 0.95f, 1}, p, 1e-6f);
        }
    }

    /** For every optimizer, Adam included, which a gradient ten times smaller would not slow. */
    @ParameterizedTest
    @MethodSource("names")
    void aSlowedPartTakesItsShareOfTheStepAndTheRestItsOwn(String name) {
        Optimizer rule = Optimizers.parse(name);
        Slowed slowed = new Slowed(new int[] {1, 4}, new int[] {2, 6}, new double[] {0.1, 0});
        Update update = new Update(rule, Penalties.always(0, 0), Decayed.NOTHING, slowed);
        Update plain = new Update(rule, Penalties.always(0, 0), Decayed.NOTHING);
        float[] zeros = new float[7];
        float[] slow = zeros.clone();
        float[] full = zeros.clone();
        float[] slowState = new float[7 * rule.slots()];
        float[] fullState = slowState.clone();
        for (int step = 1; step <= 5; step++) {
            float[] gradient = new float[7];
            Arrays.fill(gradient, step % 2 == 0 ? -0.75f : 1.5f);
            update.apply(step, 0.1, true, slow, gradient.clone(), slowState);
            plain.apply(step, 0.1, true, full, gradient.clone(), fullState);
        }
        for (int i : new int[] {0, 2, 3, 6}) {
            assertEquals(full[i], slow[i]);
        }
        assertEquals(0.1 * full[1], slow[1], 1e-6);
        assertArrayEquals(new float[2], Arrays.copyOfRange(slow, 4, 6));
        for (int slot = 0; slot < rule.slots(); slot++) {
            assertArrayEquals(new float[2], Arrays.copyOfRange(slowState, slot * 7 + 4, slot * 7 + 6));
        }
    }

    @Test
    void thePenaltyIsAddedAfterClippingAsInTorch() {
        float[] p = {1};
        new Update(Optimizers.parse("sgd"), Penalties.always(1, 2), new Decayed(new int[] {0}, new int[] {1}))
                .apply(1, 0.1, true, p, new float[] {100}, new float[0]);
        assertEquals(1 - 0.1 * (1 + 2), p[0], 1e-6);
    }
}
