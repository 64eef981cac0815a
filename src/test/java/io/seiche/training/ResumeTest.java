package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Schedules;
import io.seiche.optimizer.Update.Regularize;
import io.seiche.series.Chunk;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was interrupted and resumed ends with the same bits as an uninterrupted one. */
final class ResumeTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dropout(0.3), dense(1)");
    private static final List<Chunk> CHUNKS = Waves.chunks(20, 13, 8, 31);

    /** Every optimizer with every schedule and early stopping, and with every other way to merge without. */
    static List<TrainingSpec> specs() {
        List<TrainingSpec> all = new ArrayList<>();
        for (String optimizer : Optimizers.names()) {
            TrainingForTests spec =
                    Waves.spec().optimizer(optimizer).warmup(1.5).epochs(5).learningRate(0.1);
            for (String schedule : Schedules.names()) {
                all.add(spec.schedule(schedule).patience(2).build());
            }
            all.add(spec.patience(0).outer("nesterov").build());
            all.add(spec.outer("average").localSteps(1).sync(Sync.GRADIENTS).build());
        }
        all.add(Waves.spec().patience(1).outer("nesterov").build());
        all.add(Waves.spec().optimizerState(OptimizerState.RESET).build());
        all.add(Waves.spec().windowsPerEpoch(37).patience(2).localSteps(1).build());
        all.add(Waves.spec().windowsPerEpoch(37).signFlips(true).localSteps(1).build());
        all.add(Waves.spec().average(0.6).build());
        all.add(Waves.spec().average(1).outer("nesterov").optimizer("adam").build());
        all.add(Waves.spec().windowsPerEpoch(37).average(0.5).localSteps(1).build());
        all.add(Waves.spec().regularize(Regularize.ALTERNATE).l2(0.1).build());
        return all;
    }

    /** Remembers each checkpoint as the file it would be. */
    private static final class Files implements TrainingListener {
        private final List<byte[]> all = new ArrayList<>();

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {
            all.add(checkpoint.write());
        }
    }

    private static Trained train(TrainingSpec spec, TrainingListener listener) throws InterruptedException {
        try (Shards shards = MemoryShards.of(LSTM, CHUNKS, 3)) {
            return Trainer.train(spec, shards, listener);
        }
    }

    private static Trained resume(TrainingSpec spec, Checkpoint from) throws InterruptedException {
        try (Shards shards = MemoryShards.of(LSTM, CHUNKS, 3)) {
            return Trainer.resume(spec, shards, from, TrainingListener.NONE);
        }
    }

    private static List<String> digests(Trained trained) {
        return trained.history().rounds().stream().map(History.Round::sha256).toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void resumedEqualsUninterrupted(TrainingSpec spec) throws InterruptedException {
        Files files = new Files();
        Trained whole = train(spec, files);
        assertEquals(whole.history().rounds().size(), files.all.size());
        int last = files.all.size();
        for (int rounds : List.of(1, 2 + new Random(spec.hashCode()).nextInt(last - 2), last)) {
            Trained resumed = resume(spec, Checkpoint.read(files.all.get(rounds - 1)));
            assertArrayEquals(whole.parameters(), resumed.parameters(), () -> "after round " + rounds);
            assertEquals(digests(whole), digests(resumed));
            assertEquals(whole.epoch(), resumed.epoch());
            assertEquals(whole.validation(), resumed.validation());
            assertEquals(
                    whole.history().epochs().stream()
                            .map(e -> List.of(e.loss(), e.validationLoss(), e.learningRate(), e.rounds(), e.windows()))
                            .toList(),
                    resumed.history().epochs().stream()
                            .map(e -> List.of(e.loss(), e.validationLoss(), e.learningRate(), e.rounds(), e.windows()))
                            .toList());
            assertTrue(resumed.seconds()
                    > Checkpoint.read(files.all.get(rounds - 1)).seconds());
        }
    }

    /** The negative control: what is left out of a checkpoint is missed. */
    @Test
    void withoutTheOptimizersStateTheBitsAreOthers() throws InterruptedException {
        TrainingSpec spec = Waves.spec().optimizer("adam").build();
        Files files = new Files();
        Trained whole = train(spec, files);
        Checkpoint then = Checkpoint.read(files.all.get(3));
        TrainingState forgetful =
                new TrainingState(then.now().parameters(), new float[then.now().state().length]);
        Checkpoint without =
                new Checkpoint(forgetful, then.outer(), then.mean(), then.best(), then.firstLoss(), 0, then.history());
        assertNotEquals(whole.sha256(), resume(spec, without).sha256());
    }

    @Test
    void aCheckpointIsReadAsItWasWritten() throws InterruptedException {
        Files files = new Files();
        train(Waves.spec().outer("nesterov").patience(2).build(), files);
        byte[] file = files.all.get(files.all.size() - 1);
        Checkpoint checkpoint = Checkpoint.read(file);
        assertTrue(checkpoint.best().isPresent());
        assertTrue(checkpoint.outer().length > 0);
        assertArrayEquals(file, checkpoint.write());
    }

    /** These names are the file's format: a run begun by an earlier version goes on. */
    @Test
    void theNamesInACheckpointStayAsTheyAre() throws InterruptedException {
        Files files = new Files();
        train(Waves.spec().patience(2).build(), files);
        byte[] file = files.all.get(files.all.size() - 1);
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
        Set<String> names = Pattern.compile("\"(\\w+)\":")
                .matcher(new String(file, Integer.BYTES, length, StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                "bestEpoch bestValidation broadcast collect compute epoch epochs firstLoss format history idle"
                        + " learningRate lengths loss mae mse round rounds samplesPerSecond seconds sha256 spent"
                        + " validationLoss windows",
                String.join(" ", names));
    }

    @Test
    void anyOtherBytesAreNoCheckpoint() throws InterruptedException {
        Files files = new Files();
        train(Waves.spec().epochs(1).build(), files);
        byte[] file = files.all.get(0);
        for (int length = 0; length < file.length; length++) {
            byte[] torn = Arrays.copyOf(file, length);
            assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(torn));
        }
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(Arrays.copyOf(file, file.length + 4)));
        byte[] huge = file.clone();
        huge[3] = 0x7f;
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.read(huge));
    }

    @Test
    void aCheckpointOfAnotherNetworkOrOptimizerIsRefused() throws InterruptedException {
        Files files = new Files();
        train(Waves.spec().build(), files);
        Checkpoint checkpoint = Checkpoint.read(files.all.get(0));
        TrainingSpec adam = Waves.spec().optimizer("adam").build();
        String said = assertThrows(IllegalArgumentException.class, () -> resume(adam, checkpoint))
                .getMessage();
        assertTrue(said.contains("numbers of optimizer state but it needs"), said);
    }

    @Test
    void aRunThatDivergesHandsOutNoCheckpointOfTheRoundItDivergedIn() {
        TrainingSpec spec = Waves.spec()
                .optimizer("sgd")
                .learningRate(1e20)
                .clipNorm(0)
                .localSteps(1)
                .build();
        Files files = new Files();
        assertThrows(DivergedException.class, () -> train(spec, files));
        for (byte[] file : files.all) {
            for (float parameter : Checkpoint.read(file).now().parameters()) {
                assertTrue(Float.isFinite(parameter));
            }
        }
    }

    /** Shards may come back finite and the driver's own step still leave the numbers. */
    @Test
    void anOuterStepOffTheNumbersIsSeenInItsRound() {
        TrainingSpec spec =
                Waves.spec().outer("nesterov(momentum=0.9, learningRate=1e45)").build();
        Files files = new Files();
        String said =
                assertThrows(DivergedException.class, () -> train(spec, files)).getMessage();
        assertTrue(said.startsWith("merged parameters or optimizer state became infinite or NaN in round 1;"), said);
        assertFalse(files.all.size() > 0, "a checkpoint of it was handed out");
    }
}
