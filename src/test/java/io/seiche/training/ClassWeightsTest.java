package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.task.Classifying;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    private static final long[] WINDOWS = {60, 30, 10, 0};

    @Test
    void balancedEveryClassCountsAlikeAndAllWindowsAsManyAsThereAre() {
        double[] weights = ClassWeights.BALANCED.weights(WINDOWS);
        for (int c = 0; c < 3; c++) {
            assertEquals(100.0 / 3, weights[c] * WINDOWS[c], 1e-9);
        }
        assertEquals(0, weights[3], "a class without windows");
    }

    @Test
    void givenWeightsAreTakenAsTheyAreAndNoneAreNone() {
        assertArrayEquals(
                new double[] {1, 2, 3, 0},
                ClassWeights.of(List.of(1.0, 2.0, 3.0, 0.0)).weights(WINDOWS));
        assertEquals(0, ClassWeights.parse("none").weights(WINDOWS).length);
        assertEquals("[1.0, 2.0]", ClassWeights.of(List.of(1.0, 2.0)).text());
        assertEquals("balanced", ClassWeights.parse("balanced").text());
    }

    @Test
    void whatCannotBeAWeightIsRefused() {
        ClassWeights two = ClassWeights.of(List.of(1.0, 2.0));
        String count = assertThrows(IllegalArgumentException.class, () -> two.weights(WINDOWS))
                .getMessage();
        assertEquals("training.classWeights must be one for each of the 4 classes, were 2", count);
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(List.of(-1.0)));
        String word = assertThrows(IllegalArgumentException.class, () -> ClassWeights.parse("even"))
                .getMessage();
        assertTrue(word.endsWith("was even"), word);
        String task = assertThrows(IllegalArgumentException.class, () -> new TrainingForTests()
                        .classWeights(ClassWeights.BALANCED)
                        .build())
                .getMessage();
        assertEquals("training.classWeights must be none unless training.task = classify, was balanced", task);
        assertEquals(
                ClassWeights.BALANCED,
                new TrainingForTests()
                        .task(new Classifying())
                        .loss("crossentropy")
                        .classWeights(ClassWeights.BALANCED)
                        .build()
                        .classWeights());
    }
}
