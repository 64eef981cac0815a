package io.seiche.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SchedulesTest {
    private static final double[] NONE = {};

    static List<String> names() {
        return Schedules.names();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    constant                    | 7.5  | 1
                    step(every=3, factor=0.5)   | 2.9  | 1
                    step(every=3, factor=0.5)   | 6.1  | 0.25
                    exponential(factor=0.8)     | 2.5  | 0.64
                    cosine                      | 0    | 1
                    cosine                      | 10   | 0.5
                    cosine(floor=0.2)           | 20   | 0.2
                    """)
    void theFactorIsTheFormulas(String text, double epochs, double factor) {
        assertEquals(factor, Schedules.parse(text).factor(epochs, 20, NONE), 1e-12);
    }

    @Test
    void aPlateauHalvesOnceTheLossHasWaitedLongerThanItsPatience() {
        Schedule plateau = Schedules.parse("plateau(factor=0.5, patience=1, floor=0.3)");
        assertEquals(1, plateau.factor(3, 20, new double[] {3, 2, 2}));
        assertEquals(0.5, plateau.factor(4, 20, new double[] {3, 2, 2, 2.5}));
        assertEquals(0.5, plateau.factor(5, 20, new double[] {3, 2, 2, 2.5, 1}));
        assertEquals(0.3, plateau.factor(8, 20, new double[] {3, 2, 2, 2.5, 1, 1, 1}));
    }

    @ParameterizedTest
    @MethodSource("names")
    void warmUpRisesFromNothingToTheScheduleItself(String name) {
        Schedule plain = Schedules.parse(name);
        Schedule warm = plain.warmup(2);
        double[] losses = {1, 0.5};
        assertEquals(plain.factor(0.5, 20, losses) / 4, warm.factor(0.5, 20, losses), 1e-12);
        assertEquals(plain.factor(2.25, 20, losses), warm.factor(2.25, 20, losses));
        assertTrue(warm.factor(0.01, 20, losses) < 0.01);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    linear           | training.schedule must be one of constant, step, cosine, exponential, plateau, was "linear"
                    constant(a=1)    | training.schedule: constant has no option a; it has none
                    step(every=0)    | training.schedule: every of step must be more than 0, was 0.0
                    plateau(floor=2) | training.schedule: floor of plateau must be 0 or more and less than 1, was 2.0
                    """)
    void aWrongTextIsRefusedWithItsReason(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Schedules.parse(text))
                        .getMessage());
    }
}
