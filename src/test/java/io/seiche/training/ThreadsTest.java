package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.network.RegisteredCells;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Span;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import io.seiche.training.TrainingSpec.Arithmetic;
import io.seiche.training.Worker.ShardWork;
import io.seiche.training.bench.DrawnChunks;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training has the same bytes for any number of threads among which its batches are divided. */
class ThreadsTest {
    /** Enough for eight parts of 16 windows; the last batch of an epoch is smaller. */
    private static final int BATCH = 130;

    private static final int WINDOWS = 203;
    private static final WindowSpec SHAPE = new WindowSpec(12, 4, 1, Normalizers.NONE);

    static Stream<String> networks() {
        return Stream.concat(
                RegisteredCells.of(64).map(cell -> cell + ", dropout(0.2), dense(8)"),
                Stream.of(
                        "bidirectional(lstm(40)), gru(37), dense(30, tanh), dense(8)",
                        "lstm(48), residual(lstm(48)), dense(40, relu), dense(8)",
                        "segments(gru(64), length=2, dropout=0.3)",
                        "segments(lstm(60), length=3, normalize=mean)",
                        "segments(qrnn(64), length=2)",
                        "segments(gru(64), length=3, affine=true, spread=true, lags=[5], dropout=0.2)",
                        "linear(normalize=last)",
                        "mean(linear(normalize=mean), segments(gru(30), length=4))"));
    }

    private static Objective objective(String layers, Arithmetic math) {
        Columns columns = new Columns(List.of("y", "z"), List.of("x"), List.of("ahead"), List.of());
        NetworkSpec network = new NetworkSpec(layers).fitted(SHAPE, columns, 0.5);
        return new Objective(new Forecasting(), network, Losses.parse("mse"), SHAPE, columns, math);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aTrainingHasTheSameBytesOnOneTwoThreeAndEightThreads(String layers) throws InterruptedException {
        sameBytes(layers, Arithmetic.FAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm(64), dropout(0.2), dense(8)", "gru(64), dense(8)", "segments(gru(64), length=2)"})
    void andSoHasOneOfStrictArithmetic(String layers) throws InterruptedException {
        sameBytes(layers, Arithmetic.STRICT);
    }

    private static void sameBytes(String layers, Arithmetic math) throws InterruptedException {
        Objective objective = objective(layers, math);
        sameBytes(objective, DrawnChunks.onePerShard(objective, 1, WINDOWS), BATCH);
    }

    private static void sameBytes(Objective objective, List<Chunk> chunks, int batch) throws InterruptedException {
        float[] one = train(objective, chunks, batch, 1);
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(one, train(objective, chunks, batch, threads), threads + " threads");
        }
    }

    private static float[] train(Objective objective, List<Chunk> chunks, int batch, int threads)
            throws InterruptedException {
        try (Shards shards = MemoryShards.of(objective, chunks, 1, threads)) {
            TrainingSpec spec = Waves.spec().batchSize(batch).epochs(2).build();
            return Trainer.train(spec, shards, TrainingListener.NONE).parameters();
        }
    }

    /** Sequences of different lengths, whose state is carried from window to window. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm(90)", "qrnn(90, zoneout=0.5, window=3)"})
    void aTrainingOnSequencesHasTheSameBytes(String cell) throws InterruptedException {
        List<Chunk> chunks = IntStream.range(0, 150)
                .mapToObj(i -> SequencesTest.chunk("s" + i, i, 2 + i % 11, Span.TRAIN))
                .toList();
        sameBytes(SequencesTest.objective(cell), chunks, 64);
    }

    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void scoresHaveTheSameBytes(Arithmetic math) throws InterruptedException {
        Objective objective = objective("lstm(64), dense(8)", math);
        List<Chunk> chunks = DrawnChunks.onePerShard(objective, 1, WINDOWS);
        float[] parameters = objective.build().initial(1);
        assertArrayEquals(scored(objective, chunks, parameters, 1), scored(objective, chunks, parameters, 3));
    }

    private static float[] scored(Objective objective, List<Chunk> chunks, float[] parameters, int threads)
            throws InterruptedException {
        try (Shards shards = MemoryShards.of(objective, chunks, 1, threads)) {
            return shards.map(parameters, new Outputs()).list().get(0).value();
        }
    }

    private record Outputs() implements ShardWork<float[], float[]> {
        @Override
        public float[] run(Worker worker, Shard shard, float[] parameters) {
            float[] all = new float[WINDOWS * 8];
            worker.score(
                    parameters, shard, Span.TRAIN, y -> System.arraycopy(y.values(), y.offset(), all, 0, all.length));
            return all;
        }
    }

    @Test
    void theFailureOfOneThreadIsThrownAndTheThreadsWorkAgain() throws InterruptedException {
        Objective objective = objective("gru(64), dense(8)", Arithmetic.FAST);
        List<Chunk> chunks = DrawnChunks.onePerShard(objective, 1, WINDOWS);
        float[] parameters = objective.build().initial(1);
        try (Shards shards = MemoryShards.of(objective, chunks, 1, 3)) {
            float[] before = shards.map(parameters, new Outputs()).list().get(0).value();
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> shards.map(new float[1], new Outputs()));
            assertArrayEquals(
                    before, shards.map(parameters, new Outputs()).list().get(0).value());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[1]", "local[4]", "local[*]", "local[4, 2]"})
    void inLocalModeTasksShareAllCores(String master) {
        int cores = TaskThreads.localCores(master);
        for (int tasks = 1; tasks < 10; tasks++) {
            int threads = TaskThreads.of(cores, 1, tasks);
            assertTrue(threads * Math.min(tasks, cores) <= cores && (threads + 1) * Math.min(tasks, cores) > cores);
        }
    }

    @Test
    void coresOfATaskAreItsThreads() {
        assertEquals(4, TaskThreads.of(8, 4, 5));
        assertEquals(8, TaskThreads.of(8, 4, 1));
        assertEquals(4, TaskThreads.localCores("local[4]"));
        assertEquals(1, TaskThreads.localCores("local"));
    }
}
