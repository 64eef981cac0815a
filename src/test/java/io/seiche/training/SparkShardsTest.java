package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.TrainingForTests;
import io.seiche.evaluation.ForwardPass;
import io.seiche.math.Sequence;
import io.seiche.optimizer.Optimizers;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on Spark gives the bytes of training in one JVM, however the work is distributed. */
final class SparkShardsTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dropout(0.3), dense(1)");
    private static final List<Chunk> CHUNKS = Waves.chunks(20, 13, 8, 31, 1, 26, 17);

    private static final JavaSparkContext SPARK =
            JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());

    static List<String> optimizers() {
        return Optimizers.names();
    }

    private static Trained onSpark(TrainingForTests spec, List<Chunk> chunks, int shards, int partitions)
            throws InterruptedException {
        try (Shards all = SparkShards.of(LSTM, SPARK.parallelize(chunks, 3), shards, partitions)) {
            return Trainer.train(spec.build(), all, TrainingListener.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void oneShardOnSparkIsTheSameLoopWithoutItBitForBit(String optimizer) throws InterruptedException {
        TrainingForTests spec = Waves.spec().optimizer(optimizer);
        assertArrayEquals(
                Waves.train(spec, LSTM, CHUNKS, 1).parameters(),
                onSpark(spec, CHUNKS, 1, 1).parameters());
    }

    @Test
    void shardsServeOneProblemAfterAnother() throws InterruptedException {
        Objective gru = Waves.objective("gru(3), dense(1)");
        try (Shards first = SparkShards.of(LSTM, SPARK.parallelize(CHUNKS, 3), 4)) {
            for (Objective objective : List.of(gru, LSTM, gru)) {
                try (Shards next = first.with(objective)) {
                    assertArrayEquals(
                            Waves.train(Waves.spec(), objective, CHUNKS, 4).parameters(),
                            Trainer.train(Waves.spec().build(), next, TrainingListener.NONE)
                                    .parameters());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sync.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void everyRoundOfManyShardsHasTheBytesOfOneJvm(Sync sync) throws InterruptedException {
        TrainingForTests spec = Waves.spec().localSteps(1).sync(sync);
        assertEquals(rounds(Waves.train(spec, LSTM, CHUNKS, 5)), rounds(onSpark(spec, CHUNKS, 5, 3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void slicesAveragedOnExecutorsHaveTheBitsOfTheDriversMean(int partitions) throws InterruptedException {
        List<TrainingForTests> specs = List.of(
                Waves.spec().epochs(1).optimizer("adam"),
                Waves.spec().epochs(1).optimizer("adam").optimizerState(OptimizerState.RESET),
                Waves.spec().epochs(1).optimizer("adam").localSteps(1).sync(Sync.GRADIENTS));
        for (TrainingForTests spec : specs) {
            assertEquals(rounds(Waves.train(spec, LSTM, CHUNKS, 9)), rounds(sliced(spec, partitions)));
        }
    }

    private static Trained sliced(TrainingForTests spec, int partitions) throws InterruptedException {
        try (Shards all = SparkShards.of(LSTM, SPARK.parallelize(CHUNKS, 3), 9, partitions, 0)) {
            return Trainer.train(spec.build(), all, TrainingListener.NONE);
        }
    }

    @Test
    void evictedShardsAreMadeAgainWithTheSameBytes() throws InterruptedException {
        List<Integer> evicted = new ArrayList<>();
        TrainingListener evicting = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                for (RDDInfo cached : SPARK.sc().getRDDStorageInfo()) {
                    evicted.add(cached.numCachedPartitions());
                    SparkEnv.get().blockManager().master().removeRdd(cached.id(), true);
                }
            }
        };
        Trained here = Waves.train(Waves.spec(), LSTM, CHUNKS, 5);
        try (Shards all = SparkShards.of(LSTM, SPARK.parallelize(CHUNKS, 3), 5, 3)) {
            Trained there = Trainer.train(Waves.spec().build(), all, evicting);
            assertEquals(Collections.nCopies(here.history().rounds().size(), 3), evicted);
            assertEquals(rounds(here), rounds(there));
        }
    }

    @Test
    void whatARoundTakesIsComputingBroadcastingCollectingAndWaiting() throws InterruptedException {
        for (History.Round round : onSpark(Waves.spec(), CHUNKS, 5, 3).history().rounds()) {
            RoundTiming timing = round.timing();
            assertTrue(timing.compute() > 0 && timing.broadcast() > 0 && timing.collect() > 0 && timing.idle() >= 0);
            assertEquals(round.seconds(), timing.seconds(), 1e-9);
        }
    }

    private static List<String> rounds(Trained trained) {
        return trained.history().rounds().stream().map(History.Round::sha256).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theNumberOfSparkPartitionsLeavesNoTrace(int partitions) throws InterruptedException {
        Trained here = Waves.train(Waves.spec(), LSTM, CHUNKS, 7);
        Trained there = onSpark(Waves.spec(), CHUNKS, 7, partitions);
        assertEquals(here.sha256(), there.sha256());
        assertEquals(here.validation(), there.validation());
        List<Chunk> turned = new ArrayList<>(CHUNKS);
        Collections.shuffle(turned, new Random(partitions));
        assertEquals(here.sha256(), onSpark(Waves.spec(), turned, 7, partitions).sha256());
    }

    @Test
    void oneCoreHasTheBytesOfTwo() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-X"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OneCoreTraining.class.getName()));
        Process oneCore = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String digest = new String(oneCore.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, oneCore.waitFor());
        assertEquals(onSpark(Waves.spec(), CHUNKS, 7, 7).sha256(), digest);
    }

    /** The negative control of the tests above: sums in whatever order shards finish are not one sum. */
    @Test
    void averagingInCompletionOrderWouldLeaveATrace() {
        List<float[]> shards = List.of(
                new float[] {(float) 1e17, 0.1f},
                new float[] {(float) -1e17, 3e8f},
                new float[] {1.5f, -3e8f},
                new float[] {7f, 1f});
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        Set<String> digests = new HashSet<>();
        for (int run = 0; run < 24; run++) {
            Average average = new Average();
            order.forEach(shard -> average.add(new TrainingState(shards.get(shard), new float[0]), 1));
            digests.add(Trained.sha256(average.take().parameters()));
            Collections.shuffle(order, new Random(run));
        }
        assertTrue(digests.size() > 1, "no order changed a bit, so equal digests prove nothing");
    }

    /** The same with what shards really come back with: Spark's own {@code reduce} adds as tasks finish. */
    @Test
    void sparksReduceOverTheShardsOfARoundLeavesATrace() {
        List<float[]> shards = new ArrayList<>();
        for (int shard = 0; shard < 8; shard++) {
            shards.add(LSTM.build().initial(shard));
        }
        Set<String> digests = new HashSet<>();
        for (int run = 0; run < 20 && digests.size() < 2; run++) {
            long seed = run;
            float[] sum = SPARK.parallelize(shards, 8)
                    .mapPartitionsWithIndex((index, held) -> late(index, seed, held), true)
                    .reduce(SparkShardsTest::sum);
            digests.add(Trained.sha256(sum));
        }
        assertTrue(
                digests.size() > 1, "tasks finished in 20 orders and no sum changed, so equal digests prove nothing");
    }

    private static Iterator<float[]> late(int index, long seed, Iterator<float[]> held) throws InterruptedException {
        Thread.sleep(new Random(31 * seed + index).nextInt(40));
        return held;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    @Test
    void divergenceOnSparkNamesRoundAndShard() {
        List<Chunk> chunks = new ArrayList<>(CHUNKS);
        chunks.set(3, Waves.poisoned(CHUNKS.get(3), 15, Float.NaN));
        String said = assertThrows(
                        DivergedException.class, () -> onSpark(Waves.spec().localSteps(9), chunks, 7, 2))
                .getMessage();
        assertEquals(
                "loss became NaN in round 1 on shard " + chunks.get(3).shard(7)
                        + "; lower training.learningRate (0.01) or lower training.clipNorm (5.0)",
                said);
    }

    @Test
    void scoringAnswersInShardOrderEveryChunkOnce() throws InterruptedException {
        float[] parameters = LSTM.build().initial(1);
        try (Shards shards = SparkShards.of(LSTM, SPARK.parallelize(CHUNKS, 2), 4, 2);
                Shards here = MemoryShards.of(LSTM, CHUNKS, 4)) {
            List<String> there = new Scoring(shards, parameters).run(SparkShardsTest::namesAndOutputs);
            assertEquals(new Scoring(here, parameters).run(SparkShardsTest::namesAndOutputs), there);
            assertEquals(CHUNKS.size(), String.join("", there).split("wave", -1).length - 1);
        }
    }

    private static String namesAndOutputs(Iterator<Chunk> chunks, ForwardPass network) {
        StringBuilder text = new StringBuilder();
        Batch batch = new Batch(LSTM.windows(), LSTM.columns());
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            batch.start(1);
            batch.put(0, chunk, Waves.LOOKBACK);
            Sequence output = network.output(batch);
            text.append(chunk.series()).append(' ').append(output.values()[output.at(0)]);
        }
        return text.toString();
    }

    @Test
    void interruptionOnSparkStopsAndLeavesTheSessionUsable() throws InterruptedException {
        TrainingListener interrupting = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                if (round.round() == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (Shards shards = SparkShards.of(LSTM, SPARK.parallelize(CHUNKS, 2), 2)) {
            assertThrows(
                    InterruptedException.class, () -> Trainer.train(Waves.spec().build(), shards, interrupting));
        }
        assertEquals(7, SPARK.parallelize(CHUNKS, 2).count());
    }

    /**
     * 66,689 parameters and their state, kept as a value and as bytes, are a megabyte a round. Spark would forget them
     * some day after a garbage collection; here there is seldom more than the last round's.
     */
    @Test
    void manyRoundsLeaveNoBroadcasts() throws InterruptedException {
        Objective large = Waves.objective("lstm(128), dense(1)");
        TrainingSpec spec = Waves.spec().epochs(4).batchSize(1).localSteps(1).build();
        int persistent = SPARK.getPersistentRDDs().size();
        List<Long> used = new ArrayList<>();
        TrainingListener watching = new TrainingListener() {
            @Override
            public void onRound(History.Round round) {
                used.add(SparkEnv.get().memoryManager().storageMemoryUsed());
            }
        };
        List<Chunk> chunks = List.of(Waves.chunk("a", 0, 30, 0), Waves.chunk("a", 1, 30, 0));
        try (Shards shards = SparkShards.of(large, SPARK.parallelize(chunks, 2), 2)) {
            Trainer.train(spec, shards, watching);
            assertEquals(120, used.size());
            Collections.sort(used);
            long usual = used.get(60) - used.get(0);
            assertTrue(usual < 2_500_000, () -> usual + " bytes of broadcasts are kept after a usual round");
            assertEquals(persistent + 1, SPARK.getPersistentRDDs().size());
        }
        assertEquals(persistent, SPARK.getPersistentRDDs().size());
    }
}
