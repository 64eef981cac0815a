package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.configuration.Key;
import io.seiche.configuration.KeyIndex;
import io.seiche.configuration.Keys;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainingSpecTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                wrong(b -> b.batchSize(0), "training.batchSize must be 1 or more, was 0"),
                wrong(b -> b.epochs(-1), "training.epochs must be 1 or more, was -1"),
                wrong(b -> b.learningRate(0), "training.learningRate must be more than 0, was 0"),
                wrong(b -> b.learningRate(Double.NaN), "training.learningRate must be more than 0, was NaN"),
                wrong(b -> b.shards(-2), "training.shards must be auto, or 1 or more, was -2"),
                wrong(b -> b.clipNorm(-0.5), "training.clipNorm must be 0 (no clipping) or more, was -0.5"),
                wrong(b -> b.patience(-1), "training.earlyStopping.patience must be 0 (off) or more, was -1"),
                wrong(b -> b.windowsPerEpoch(-3), "training.windowsPerEpoch must be all, or 1 or more, was -3"),
                wrong(b -> b.average(1.5), "training.average must be from 0 (off) to 1, was 1.5"),
                wrong(b -> b.average(Double.NaN), "training.average must be from 0 (off) to 1, was NaN"),
                wrong(
                        b -> b.average(0.3).patience(2),
                        "training.average must be 0 with training.earlyStopping.patience, was 0.3; early stopping"),
                wrong(b -> b.optimizer("adamm"), "training.optimizer must be one of sgd, rmsprop"),
                wrong(b -> b.schedule("linear"), "training.schedule must be one of constant, step"),
                wrong(b -> b.outer("median"), "training.outer must be one of average, nesterov"),
                wrong(b -> b.loss("mze"), "training.loss must be one of mse, mae,"),
                wrong(b -> b.sync(Sync.GRADIENTS).localSteps(4), "training.localSteps must be 1 with"),
                wrong(b -> b.sync(Sync.GRADIENTS).outer("nesterov"), "training.outer must be average with"),
                wrong(
                        b -> b.sync(Sync.GRADIENTS).optimizerState(OptimizerState.RESET),
                        "training.optimizerState must be average with"));
    }

    private static Arguments wrong(Consumer<TrainingForTests> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aWrongValueIsRefusedWithItsKey(Consumer<TrainingForTests> change, String message) {
        TrainingForTests builder = new TrainingForTests();
        change.accept(builder);
        String said =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(said.startsWith(message), said);
    }

    @Test
    void everyComponentIsAKeyOfTheListAndAFactOfTheRun() {
        SortedMap<String, String> facts = KeyIndex.facts(
                "training", Waves.spec().l2(0.5).warmup(1.5).patience(4).build());
        assertEquals("0.5", facts.get("training.l2"));
        assertEquals("1.5", facts.get("training.warmup"));
        assertEquals("4", facts.get("training.earlyStopping.patience"));
        assertEquals("forecast", facts.get("training.task"));
        assertEquals("parameters", facts.get("training.sync"));
        Set<String> keys = Keys.ALL.stream()
                .map(Key::path)
                .filter(path -> path.startsWith("training."))
                .collect(Collectors.toCollection(TreeSet::new));
        keys.removeAll(Set.of( // of the network, and of the run while it is under way
                "training.initial", "training.forgetBias", "training.checkpointEvery", "training.resume"));
        assertEquals(keys, facts.keySet());
    }

    @Test
    void countsAreNumbersOrAuto() {
        assertEquals(TrainingSpec.AUTO, TrainingSpec.countOrAuto("shards", "auto"));
        assertEquals(12, TrainingSpec.countOrAuto("shards", "12"));
        assertEquals(
                "training.localSteps must be auto, or 1 or more, was many",
                assertThrows(IllegalArgumentException.class, () -> TrainingSpec.countOrAuto("localSteps", "many"))
                        .getMessage());
        assertEquals(TrainingSpec.ALL, TrainingSpec.windowsPerEpoch("All"));
        assertEquals(4096, TrainingSpec.windowsPerEpoch("4096"));
        assertEquals(
                "training.windowsPerEpoch must be all, or 1 or more, was auto",
                assertThrows(IllegalArgumentException.class, () -> TrainingSpec.windowsPerEpoch("auto"))
                        .getMessage());
    }

    @Test
    void aNetworkThatAnswersTooManyNumbersIsRefused() {
        assertEquals(
                "network.layers must answer 1 numbers (horizon 1 x 1 targets x 1 for mse), but lstm(4), dense(3)"
                        + " answers 3; end it with dense(1)",
                assertThrows(IllegalArgumentException.class, () -> Waves.objective("lstm(4), dense(3)"))
                        .getMessage());
    }
}
