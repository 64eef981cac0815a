package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import io.seiche.training.TrainingSpec.Sync;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code training.windowsPerEpoch}: an exact, fresh and fair sample of the windows for each epoch. */
final class EpochWindowsTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dropout(0.3), dense(1)");
    private static final List<Chunk> CHUNKS = Waves.chunks(3, 40, 17, 8, 9);

    private static EpochWindows windows(long drawn, int... ofShards) {
        return new EpochWindows(ofShards, Arrays.stream(ofShards).asLongStream().sum(), drawn, 42);
    }

    /** Each shard's number is its proportional part, rounded up or down, and all add up to the number asked. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50, 99, 1234, 1235})
    void theNumbersOfAnEpochAddUpExactlyAndAreProportional(int drawn) {
        int[] shards = {500, 0, 1, 333, 7, 0, 394};
        EpochWindows windows = windows(drawn, shards);
        for (int epoch = 0; epoch < 200; epoch++) {
            int[] now = windows.in(epoch);
            assertEquals(drawn, IntStream.of(now).sum());
            assertTrue(IntStream.of(now).max().orElseThrow() <= windows.most());
            for (int shard = 0; shard < shards.length; shard++) {
                double part = (double) drawn * shards[shard] / 1235;
                assertTrue(Math.abs(now[shard] - part) < 1 && now[shard] <= shards[shard]);
            }
        }
    }

    /** A shard whose part is less than a window is not left out for good. */
    @Test
    void overTheEpochsEveryShardIsDrawnAsOftenAsItsWindowsAre() {
        EpochWindows windows = windows(10, 960, 15, 25);
        double[] sums = new double[3];
        for (int epoch = 0; epoch < 20_000; epoch++) {
            int[] now = windows.in(epoch);
            for (int shard = 0; shard < 3; shard++) {
                sums[shard] += now[shard] / 20_000.0;
            }
        }
        assertArrayEquals(new double[] {9.6, 0.15, 0.25}, sums, 0.02);
    }

    @Test
    void billionsOfWindowsDoNotOverflow() {
        int[] shards = new int[6];
        Arrays.fill(shards, Integer.MAX_VALUE);
        EpochWindows windows = windows(Integer.MAX_VALUE, shards);
        int[] now = windows.in(3);
        assertEquals(Integer.MAX_VALUE, Arrays.stream(now).asLongStream().sum());
        assertEquals(Integer.MAX_VALUE / 6 + 1, windows.most());
    }

    @ParameterizedTest
    @CsvSource({"PARAMETERS, 1", "PARAMETERS, 4", "GRADIENTS, 1", "GRADIENTS, 4"})
    void anEpochUsesTheNumberAskedAndTheAverageWeighsIt(Sync sync, int shards) throws InterruptedException {
        TrainingForTests spec = Waves.spec().localSteps(1).epochs(6).windowsPerEpoch(25);
        Trained trained = Waves.train(spec.sync(sync), LSTM, CHUNKS, shards);
        assertEquals(6, trained.history().epochs().size());
        for (History.Epoch epoch : trained.history().epochs()) {
            assertEquals(25, epoch.windows());
        }
    }

    /** Without replacement: as many different windows as are drawn; and the next epoch has others. */
    @Test
    void theWindowsOfAShardAreDifferentInOneEpochAndOthersInTheNext() {
        TrainingSpec spec = Waves.spec().windowsPerEpoch(30).build();
        Shard shard = Shard.of(0, CHUNKS);
        EpochWindows windows = new EpochWindows(new int[] {shard.windows(Span.TRAIN)}, 77, 30, 42);
        Set<Set<Integer>> samples = new HashSet<>();
        Set<Integer> seen = new HashSet<>();
        for (int epoch = 0; epoch < 12; epoch++) {
            RoundBatches batches = new RoundBatches(1, epoch, 0, 4, 4, new double[0], windows.in(epoch));
            WindowOrder order = batches.order(spec, LSTM, shard);
            Set<Integer> sample = new HashSet<>();
            for (int i = 0; i < batches.windows()[0]; i++) {
                sample.add(order.at(i));
            }
            assertEquals(30, sample.size());
            samples.add(sample);
            seen.addAll(sample);
        }
        assertEquals(12, samples.size());
        assertEquals(77, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {77, 78, 1_000_000})
    void aNumberThatIsNotBelowAllIsAll(int number) throws InterruptedException {
        String all = Waves.train(Waves.spec(), LSTM, CHUNKS, 4).sha256();
        assertEquals(
                all,
                Waves.train(Waves.spec().windowsPerEpoch(number), LSTM, CHUNKS, 4)
                        .sha256());
        assertNotEquals(
                all,
                Waves.train(Waves.spec().windowsPerEpoch(76), LSTM, CHUNKS, 4).sha256());
    }

    /** The learning rate falls over all epochs, though an epoch may have one batch fewer than another. */
    @Test
    void scheduleAndPlanReckonWithTheWindowsDrawn() throws InterruptedException {
        TrainingForTests spec = Waves.spec()
                .batchSize(8)
                .localSteps(1)
                .epochs(5)
                .windowsPerEpoch(40)
                .schedule("cosine");
        try (Shards shards = MemoryShards.of(LSTM, CHUNKS, 1)) {
            Plan plan = Plan.of(spec.build(), shards);
            assertEquals(new Plan(1, 1, 77, 5), plan);
            List<History.Epoch> epochs = Trainer.train(spec.build(), shards, TrainingListener.NONE)
                    .history()
                    .epochs();
            assertEquals(25, epochs.get(4).rounds());
            double progress = 4.9 / 5;
            assertEquals(
                    0.01 * 0.5 * (1 + Math.cos(Math.PI * progress)),
                    epochs.get(4).learningRate(),
                    1e-12);
        }
    }

    @Test
    void autoShardsAreChosenByTheWindowsOfAnEpoch() {
        TrainingForTests spec = new TrainingForTests().batchSize(50);
        Objective wide = Waves.objective("lstm(512), dense(1)");
        assertEquals(32, Division.of(spec.build(), wide, 10_000_000).shards());
        assertEquals(
                Division.of(spec.build(), wide, 4096).shards(),
                Division.of(spec.windowsPerEpoch(4096).build(), wide, 10_000_000)
                        .shards());
    }
}
