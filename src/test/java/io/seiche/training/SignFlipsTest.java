package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.loss.Losses;
import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizer;
import io.seiche.series.Normalizers;
import io.seiche.series.Span;
import io.seiche.series.WindowSpec;
import io.seiche.training.bench.DrawnChunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code training.signFlips}: in every two epochs each window is used as it is, and with the sign of its targets changed. */
final class SignFlipsTest {
    private static final int LOOKBACK = 12;
    private static final int HORIZON = 4;
    private static final int WINDOWS = 67;
    private static final Columns COLUMNS = new Columns(List.of("y", "z"), List.of("wind"), List.of("price"), List.of());
    private static final String LOSS = "quantile(0.1, 0.5, 0.9)";

    static Stream<Arguments> networks() {
        Stream<Arguments> stacks = Normalizers.ALL.stream()
                .map(normalizer -> Arguments.of("dropout(0.1), lstm(4), dense(24)", normalizer));
        Stream<Arguments> frames = Stream.of("last", "mean")
                .map(shift -> Arguments.of(
                        "segments(gru(5), length=3, lags=[3, 7], dropout=0.2, normalize=" + shift + ")",
                        Normalizers.NONE));
        return Stream.concat(stacks, frames);
    }

    private static Objective objective(String layers, Normalizer normalizer) {
        WindowSpec windows = new WindowSpec(LOOKBACK, HORIZON, 1, normalizer);
        NetworkSpec network = new NetworkSpec(layers).fitted(windows, COLUMNS, 0.1, 0.5, 0.9);
        return new Objective(network, Losses.parse(LOSS), windows, COLUMNS);
    }

    /** The same rows, the sign of every target changed. */
    private static Chunk flipped(Chunk chunk, int targets) {
        float[] values = chunk.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % chunk.columns() < targets ? -values[i] : values[i];
        }
        return new Chunk(
                chunk.series(),
                chunk.index(),
                chunk.data().with(values),
                chunk.statics(),
                chunk.scaler(),
                chunk.cutoffs());
    }

    /** A loop written by hand that takes flipped windows out of a second table, in which all targets have the other sign. */
    private static float[] onTheTableWrittenOut(Objective objective, TrainingSpec spec, List<Chunk> chunks) {
        Shard plain = Shard.of(0, chunks);
        Shard other =
                Shard.of(0, chunks.stream().map(chunk -> flipped(chunk, 2)).toList());
        Network network = objective.build();
        OptimizerPlan optimizer = OptimizerPlan.of(spec, network.layout());
        float[] parameters = network.initial(spec.passes().seed());
        float[] state = new float[optimizer.stateSize(parameters.length)];
        Batch batch = objective.batch();
        int size = spec.passes().batchSize();
        int count = (WINDOWS + size - 1) / size;
        for (int epoch = 0; epoch < spec.passes().epochs(); epoch++) {
            RoundBatches batches = new RoundBatches(1, epoch, 0, count, count, new double[0], new int[] {WINDOWS});
            WindowOrder order = batches.order(spec, objective, plain);
            for (int b = 0; b < count; b++) {
                int these = Math.min(size, WINDOWS - b * size);
                batch.start(these);
                for (int i = 0; i < these; i++) {
                    int window = order.at(b * size + i);
                    Chunk chunk = plain.chunks()[plain.chunkOf(Span.TRAIN, window)];
                    int cutoff = plain.cutoff(Span.TRAIN, plain.chunkOf(Span.TRAIN, window), window);
                    (order.flips(chunk, cutoff) ? other : plain).put(Span.TRAIN, window, batch, i);
                }
                Sequence output = network.forward(batches.pass(spec, plain, b), parameters, batch.input());
                float[] dOutput = new float[output.stride()];
                objective.loss().evaluate(output, batch.y(), dOutput);
                float[] gradient = new float[parameters.length];
                network.backward(parameters, output.shaped(dOutput), gradient);
                double rate = optimizer.rate(batches, b);
                optimizer.update().apply(batches.step(b), rate, true, parameters, gradient, state);
            }
        }
        return parameters;
    }

    private static float[] train(TrainingForTests spec, Objective objective, List<Chunk> chunks, int threads)
            throws InterruptedException {
        try (Shards shards = MemoryShards.of(objective, chunks, 1, threads)) {
            return Trainer.train(spec.build(), shards, TrainingListener.NONE).parameters();
        }
    }

    private static TrainingForTests spec() {
        return Waves.spec().optimizer("adam").clipNorm(0).loss(LOSS).signFlips(true);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itIsTrainingOnATableWithTheFlippedWindowsWrittenOut(String layers, Normalizer normalizer)
            throws InterruptedException {
        Objective objective = objective(layers, normalizer);
        List<Chunk> chunks = DrawnChunks.onePerShard(objective, 1, WINDOWS);
        float[] trained = train(spec(), objective, chunks, 1);
        assertArrayEquals(onTheTableWrittenOut(objective, spec().build(), chunks), trained);
        assertOther(trained, train(spec().signFlips(false), objective, chunks, 1));
    }

    private static void assertOther(float[] some, float[] others) {
        assertNotEquals(Arrays.toString(some), Arrays.toString(others));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itHasTheSameBytesOnOneAndOnThreeThreads(String layers, Normalizer normalizer) throws InterruptedException {
        Objective objective = objective(layers, normalizer);
        List<Chunk> chunks = DrawnChunks.onePerShard(objective, 1, WINDOWS);
        assertArrayEquals(
                train(spec().batchSize(64), objective, chunks, 1), train(spec().batchSize(64), objective, chunks, 3));
    }

    /** With a batch of all windows, a step of gradient descent is the same however they are divided. */
    @ParameterizedTest
    @EnumSource(value = TrainingSpec.Sync.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void shardsFlipTheWindowsThatTheUnionOfThemFlips(TrainingSpec.Sync sync) throws InterruptedException {
        Objective linear = Waves.objective("dense(3, tanh), dense(1)");
        TrainingForTests spec = Waves.wholeBatches(sync).signFlips(true);
        List<Chunk> chunks = Waves.chunks(5, 30, 11, 2);
        float[] union = Waves.train(spec, linear, chunks, 1).parameters();
        assertArrayEquals(union, Waves.train(spec, linear, chunks, 3).parameters(), 2e-6f);
    }

    private static List<Boolean> flips(long seed, int epoch) {
        SignFlips flips = new SignFlips(WindowOrder.IN_ORDER, seed, epoch);
        List<Boolean> all = new ArrayList<>();
        for (String series : new String[] {"", "north", "south"}) {
            Chunk chunk = Waves.chunk(series, 2, 1000, 5);
            IntStream.range(0, 1000).forEach(cutoff -> all.add(flips.flips(chunk, cutoff)));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 100})
    void inTwoEpochsEachWindowIsFlippedOnce(int epoch) {
        List<Boolean> first = flips(42, epoch);
        List<Boolean> second = flips(42, epoch + 1);
        for (int i = 0; i < first.size(); i++) {
            assertNotEquals(first.get(i), second.get(i));
        }
        long flipped = first.stream().filter(flip -> flip).count();
        assertTrue(flipped > 1360 && flipped < 1640, flipped + " of 3,000 windows");
    }

    @Test
    void otherSeedsEpochsAndSeriesHaveOtherFlips() {
        Set<List<Boolean>> all = new HashSet<>();
        for (long seed = 0; seed < 5; seed++) {
            for (int epoch = 0; epoch < 10; epoch++) {
                List<Boolean> flips = flips(seed, epoch);
                all.add(flips);
                all.add(flips.subList(0, 1000));
                all.add(flips.subList(1000, 2000));
            }
        }
        assertEquals(5 * 10 * 3, all.size());
    }

    /** A window has its sign wherever its rows lie: the rows of a long series are divided among chunks. */
    @Test
    void aWindowHasOneSignInEveryChunkThatHoldsIt() {
        SignFlips flips = new SignFlips(WindowOrder.IN_ORDER, 42, 3);
        Chunk chunk = Waves.chunk("north", 0, 100, 5);
        for (int skipped = 1; skipped < 50; skipped++) {
            Chunk part = new Chunk(
                    "north",
                    7,
                    chunk.data().part(skipped, chunk.rows()),
                    chunk.statics(),
                    chunk.scaler(),
                    chunk.cutoffs());
            assertEquals(flips.flips(chunk, 60), flips.flips(part, 60 - skipped));
        }
    }
}
