package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.series.Chunk;
import io.seiche.series.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways a run ends: last epoch, early stopping, divergence, interruption. */
final class StoppingTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dense(1)");

    @Test
    void earlyStoppingTakesTheBestEpochsParameters() throws InterruptedException {
        List<Chunk> chunks = Waves.chunks(40, 23);
        TrainingForTests spec = Waves.spec().learningRate(0.2).epochs(60).patience(3);
        Trained stopped = Waves.train(spec, LSTM, chunks, 2);
        List<History.Epoch> epochs = stopped.history().epochs();
        History.Epoch best = epochs.stream()
                .min(Comparator.comparing(History.Epoch::watched))
                .orElseThrow();
        assertTrue(epochs.size() < 60, "the run stopped early");
        assertEquals(best.epoch() + 3, epochs.size());
        assertEquals(best.epoch(), stopped.epoch());
        assertEquals(best.validationLoss(), stopped.validation().orElseThrow().loss());
        Trained until = Waves.train(spec.epochs(best.epoch()).patience(0), LSTM, chunks, 2);
        assertArrayEquals(until.parameters(), stopped.parameters());
    }

    @Test
    void withoutPatienceTheLastEpochCounts() throws InterruptedException {
        Trained trained = Waves.train(Waves.spec().learningRate(0.2).epochs(7), LSTM, Waves.chunks(40), 1);
        assertEquals(7, trained.epoch());
        assertEquals(
                trained.history()
                        .rounds()
                        .get(trained.history().rounds().size() - 1)
                        .sha256(),
                trained.sha256());
    }

    @Test
    void withoutValidationWindowsTheTrainingLossIsWatched() throws InterruptedException {
        List<Chunk> chunks = List.of(Waves.chunk("only", 0, 30, 0));
        Trained trained = Waves.train(Waves.spec().patience(1), LSTM, chunks, 1);
        assertTrue(trained.validation().isEmpty());
        assertTrue(Double.isNaN(trained.history().epochs().get(0).validationLoss()));
        assertEquals(3, trained.epoch());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void aLossThatIsNoNumberNamesRoundShardAndRemedy(float poison) {
        List<Chunk> chunks = new ArrayList<>(Waves.chunks(40, 40, 40));
        Chunk last = chunks.get(2);
        chunks.set(2, Waves.poisoned(last, Waves.LOOKBACK + 20, poison));
        DivergedException stop = assertThrows(
                DivergedException.class,
                () -> Waves.train(Waves.spec().localSteps(5).clipNorm(0), LSTM, chunks, 50));
        assertTrue(
                stop.getMessage()
                        .endsWith(" in round 1 on shard " + last.shard(50)
                                + "; lower training.learningRate (0.01) or set training.clipNorm"),
                stop.getMessage());
    }

    @Test
    void anExplodingLossStopsTheRun() {
        TrainingForTests spec = Waves.spec()
                .optimizer("sgd")
                .learningRate(50)
                .clipNorm(0)
                .epochs(50)
                .localSteps(1);
        DivergedException stop = assertThrows(
                DivergedException.class, () -> Waves.train(spec, Waves.objective("dense(1)"), Waves.chunks(40), 1));
        assertTrue(stop.getMessage().startsWith("loss grew from "), stop.getMessage());
        assertTrue(stop.getMessage().contains("lower training.learningRate (50.0)"), stop.getMessage());
    }

    @Test
    void aRateThatThrowsTheFirstStepsFarOffStopsTheRun() {
        TrainingForTests spec =
                Waves.spec().optimizer("rmsprop").learningRate(50).clipNorm(0).localSteps(5);
        DivergedException stop =
                assertThrows(DivergedException.class, () -> Waves.train(spec, LSTM, Waves.chunks(40, 40), 2));
        assertTrue(stop.getMessage().startsWith("loss grew from "), stop.getMessage());
    }

    @Test
    void interruptionStopsBetweenRounds() {
        List<Integer> rounds = new ArrayList<>();
        TrainingListener interrupting = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                rounds.add(round.round());
                if (round.round() == 4) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (Shards shards = MemoryShards.of(LSTM, Waves.chunks(40), 1)) {
            assertThrows(
                    InterruptedException.class, () -> Trainer.train(Waves.spec().build(), shards, interrupting));
        }
        assertEquals(List.of(1, 2, 3, 4), rounds);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void noTrainingWindowIsRefused() {
        List<Chunk> chunks = List.of(Waves.chunk("short", 0, 0, 5));
        assertTrue(assertThrows(DataException.class, () -> Waves.train(Waves.spec(), LSTM, chunks, 1))
                .getMessage()
                .startsWith("no series has a training window"));
    }
}
