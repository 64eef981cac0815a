package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.seiche.TrainingForTests;
import io.seiche.math.Elementwise;
import io.seiche.series.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code training.average}: the mean of the parameters after the rounds of the last part of a run. */
final class AveragingTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dropout(0.3), dense(1)");
    private static final List<Chunk> CHUNKS = Waves.chunks(20, 13, 8, 31);

    /** Keeps the parameters after each round. */
    private static final class Rounds implements TrainingListener {
        private final List<float[]> parameters = new ArrayList<>();

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {
            parameters.add(checkpoint.now().parameters());
        }
    }

    private static Trained train(TrainingForTests spec, TrainingListener listener) throws InterruptedException {
        try (Shards shards = MemoryShards.of(LSTM, CHUNKS, 1)) {
            return Trainer.train(spec.build(), shards, listener);
        }
    }

    /** Of 72 windows in batches of 8 and rounds of 2 steps, an epoch has five rounds: 15 in all, the last of one step. */
    @ParameterizedTest
    @CsvSource({"1, 15", "0.5, 8", "0.34, 6", "0.33, 5", "0.001, 1"})
    void thePublishedParametersAreTheMeanOfTheLastRounds(double share, int rounds) throws InterruptedException {
        Rounds all = new Rounds();
        Trained trained = train(Waves.spec().average(share), all);
        assertEquals(15, all.parameters.size());
        float[] mean = new float[trained.parameters().length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] parameters : all.parameters.subList(15 - rounds, 15)) {
                sum += parameters[i];
            }
            mean[i] = (float) (sum / rounds);
        }
        assertArrayEquals(mean, trained.parameters(), 1e-6f);
        assertEquals(3, trained.epoch());
    }

    @Test
    void aMeanContinuedFromACheckpointIsTheUninterruptedOne() {
        float[][] rounds = {{1, 5}, {2, 3}, {4, 4}, {9, 1}};
        ParameterMean whole = new ParameterMean(0.5, new float[0]);
        ParameterMean before = new ParameterMean(0.5, new float[0]);
        for (int i = 0; i < rounds.length; i++) {
            whole.add((i + 1) / 4.0, rounds[i]);
            if (i < 3) {
                before.add((i + 1) / 4.0, rounds[i]);
            }
        }
        assertArrayEquals(new float[] {6.5f, 2.5f}, whole.mean(), "of the rounds in the last half");
        ParameterMean after = new ParameterMean(0.5, before.mean());
        for (int i = 0; i < 3; i++) {
            after.restored((i + 1) / 4.0);
        }
        after.add(1, rounds[3]);
        assertArrayEquals(whole.mean(), after.mean());
    }

    @Test
    void meansBelowTheLeastMagnitudeBecomeZero() {
        ParameterMean mean = new ParameterMean(1, new float[0]);
        mean.add(0.5, new float[] {Elementwise.LEAST, 1});
        mean.add(1, new float[] {0, 0});
        assertArrayEquals(new float[] {0, 0.5f}, mean.mean());
    }

    @Test
    void theTrainingItselfGoesOnAsWithout() throws InterruptedException {
        Trained without = train(Waves.spec(), TrainingListener.NONE);
        Trained with = train(Waves.spec().average(0.33), TrainingListener.NONE);
        assertEquals(
                without.history().rounds().stream().map(History.Round::sha256).toList(),
                with.history().rounds().stream().map(History.Round::sha256).toList());
        assertNotEquals(without.sha256(), with.sha256());
        assertEquals(
                without.sha256(),
                train(Waves.spec().average(0), TrainingListener.NONE).sha256());
    }

    /** From the first round that counts on, an epoch is validated with the mean; the last one with what is published. */
    @Test
    void theValidationErrorsAreThoseOfThePublishedParameters() throws InterruptedException {
        TrainingForTests spec = Waves.spec().average(0.5);
        Trained trained = train(spec, TrainingListener.NONE);
        try (Shards shards = MemoryShards.of(LSTM, CHUNKS, 1)) {
            ValidationErrors published = Validation.run(shards, trained.parameters(), new DivergenceCheck(spec.build()))
                    .orElseThrow();
            assertEquals(published, trained.validation().orElseThrow());
            assertEquals(published.loss(), trained.history().epochs().get(2).validationLoss());
        }
        assertEquals(
                train(Waves.spec(), TrainingListener.NONE)
                        .history()
                        .epochs()
                        .get(0)
                        .validationLoss(),
                trained.history().epochs().get(0).validationLoss());
    }
}
