package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.Pass;
import io.seiche.optimizer.Optimizer;
import io.seiche.optimizer.Optimizers;
import io.seiche.optimizer.Update.Regularize;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of rounds, independent of where the shards are; {@link SparkShardsTest} has the same for Spark. */
final class RoundLawsTest {
    private static final Objective LSTM = Waves.objective("lstm(4), dropout(0.3), dense(1)");
    private static final Objective LINEAR = Waves.objective("dense(3, tanh), dense(1)");

    static List<String> optimizers() {
        return Optimizers.names();
    }

    /** The plain loop, written once more by hand: no shards, rounds or averages. */
    private static float[] plainLoop(Objective objective, TrainingSpec spec, List<Chunk> chunks) {
        Shard shard = Shard.of(0, chunks);
        Network network = objective.build();
        Optimizer rule = Optimizers.parse(spec.rates().optimizer());
        float[] parameters = network.initial(spec.passes().seed());
        float[] state = new float[rule.slots() * parameters.length];
        Batch batch = new Batch(objective.windows(), objective.columns());
        int windows = shard.windows(Span.TRAIN);
        int count = (windows + spec.passes().batchSize() - 1) / spec.passes().batchSize();
        long step = 0;
        for (int epoch = 0; epoch < spec.passes().epochs(); epoch++) {
            RoundBatches batches = new RoundBatches(1, epoch, 0, count, count, new double[0], new int[] {windows});
            WindowOrder order = batches.order(spec, objective, shard);
            for (int b = 0; b < count; b++) {
                int first = b * spec.passes().batchSize();
                int size = Math.min(spec.passes().batchSize(), windows - first);
                batch.start(size);
                for (int i = 0; i < size; i++) {
                    shard.put(Span.TRAIN, order.at(first + i), batch, i);
                }
                Pass pass = batches.pass(spec, shard, b);
                Sequence x = new Sequence(batch.x(), 0, Waves.LOOKBACK, 1, size);
                Sequence answer = network.forward(pass, parameters, x);
                float[] dOutput = new float[answer.stride()];
                objective.loss().evaluate(answer, batch.y(), dOutput);
                float[] gradient = new float[parameters.length];
                network.backward(parameters, new Sequence(dOutput, 0, 1, 1, size), gradient);
                rule.step(++step, spec.rates().learningRate(), parameters, gradient, state);
            }
        }
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void oneShardIsThePlainLoopBitForBit(String optimizer) throws InterruptedException {
        String rule = optimizer.equals("adamw") ? "adamw(weightDecay=0)" : optimizer;
        TrainingForTests spec = Waves.spec().optimizer(rule).clipNorm(0);
        List<Chunk> chunks = Waves.chunks(21, 17, 9);
        assertArrayEquals(
                plainLoop(LSTM, spec.build(), chunks),
                Waves.train(spec, LSTM, chunks, 1).parameters());
    }

    @ParameterizedTest
    @EnumSource(value = Sync.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void oneLocalStepOfSgdOverShardsEqualsOneStepOnTheUnion(Sync sync) throws InterruptedException {
        List<Chunk> chunks = Waves.chunks(5, 30, 11, 2);
        TrainingForTests spec = Waves.wholeBatches(sync);
        assertTrue(chunks.stream().map(c -> c.shard(3)).distinct().count() > 1, "the chunks lie on several shards");
        float[] union = Waves.train(spec, LINEAR, chunks, 1).parameters();
        float[] shards = Waves.train(spec, LINEAR, chunks, 3).parameters();
        assertArrayEquals(union, shards, 2e-6f);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void onOneShardAveragingGradientsIsAveragingParametersEveryStep(String optimizer) throws InterruptedException {
        TrainingForTests spec = Waves.spec().optimizer(optimizer).l2(0.01).localSteps(1);
        List<Chunk> chunks = Waves.chunks(21, 17);
        float[] parameters = Waves.train(spec, LSTM, chunks, 1).parameters();
        float[] gradients =
                Waves.train(spec.sync(Sync.GRADIENTS), LSTM, chunks, 1).parameters();
        assertArrayEquals(parameters, gradients);
    }

    @Test
    void theAverageWeighsShardsByTheWindowsTheyUsed() {
        Average average = new Average();
        average.add(new TrainingState(new float[] {1, 10}, new float[] {4}), 3);
        average.add(new TrainingState(new float[] {5, -10}, new float[] {0}), 1);
        TrainingState mean = average.take();
        assertArrayEquals(new float[] {2, 5}, mean.parameters());
        assertArrayEquals(new float[] {3}, mean.state());
        assertTrue(average.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2047, 2048, 5000})
    void theAverageOfAllAtOnceIsTheRunningOne(int length) {
        List<TrainingState> all = new ArrayList<>();
        double[] weights = {3, 0, 1e-3, 50};
        Average running = new Average();
        Random random = new Random(length);
        for (double weight : weights) {
            TrainingState vectors =
                    weight == 0 ? null : new TrainingState(numbers(random, length), numbers(random, 2 * length));
            all.add(vectors);
            running.add(vectors, weight);
        }
        TrainingState atOnce = Average.of(all, weights);
        TrainingState one = running.take();
        assertArrayEquals(one.parameters(), atOnce.parameters());
        assertArrayEquals(one.state(), atOnce.state());
        assertThrows(IllegalStateException.class, () -> Average.of(all, new double[4]));
        assertThrows(IllegalStateException.class, running::take);
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9)));
        }
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(value = Sync.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void shardsWithoutTrainingWindowsWeighNothing(Sync sync) throws InterruptedException {
        TrainingForTests spec = Waves.spec().localSteps(1).sync(sync);
        List<Chunk> some = Waves.chunks(20, 13);
        List<Chunk> more = new ArrayList<>(some);
        for (int i = 0; i < 9; i++) {
            more.add(Waves.chunk("idle", i, 0, 0));
        }
        assertArrayEquals(
                Waves.train(spec, LSTM, some, 9).parameters(),
                Waves.train(spec, LSTM, more, 9).parameters());
    }

    @Test
    void everyTrainingWindowIsUsedOnceAnEpochThoughShardsEndAtDifferentRounds() throws InterruptedException {
        Trained trained = Waves.train(Waves.spec().localSteps(1), LSTM, Waves.chunks(3, 40, 17, 8, 9), 4);
        for (History.Epoch epoch : trained.history().epochs()) {
            assertEquals(77, epoch.windows());
        }
        assertTrue(trained.history().rounds().get(0).windows()
                > trained.history().rounds().get(3).windows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theOrderTheChunksComeInLeavesNoTrace(int shards) throws InterruptedException {
        List<Chunk> chunks = Waves.chunks(20, 13, 8, 31);
        List<Chunk> turned = new ArrayList<>(List.of(chunks.get(2), chunks.get(0), chunks.get(3), chunks.get(1)));
        assertEquals(
                Waves.train(Waves.spec(), LSTM, chunks, shards).sha256(),
                Waves.train(Waves.spec(), LSTM, turned, shards).sha256());
    }

    @Test
    void resettingTheStateMattersFromTheSecondRoundOn() throws InterruptedException {
        TrainingForTests kept = Waves.spec().optimizer("adam");
        TrainingForTests reset = Waves.spec().optimizer("adam").optimizerState(OptimizerState.RESET);
        List<Chunk> chunks = Waves.chunks(40);
        List<History.Round> one = Waves.train(kept, LSTM, chunks, 1).history().rounds();
        List<History.Round> other =
                Waves.train(reset, LSTM, chunks, 1).history().rounds();
        assertEquals(one.get(0).sha256(), other.get(0).sha256());
        assertNotEquals(one.get(1).sha256(), other.get(1).sha256());
    }

    @Test
    void alternateTrainsEverySecondEpochWithoutDropoutAndPenalties() {
        TrainingSpec alternate =
                Waves.spec().l2(0.1).regularize(Regularize.ALTERNATE).build();
        TrainingSpec always = Waves.spec().l2(0.1).build();
        TrainingSpec never = Waves.spec().l2(0).build();
        Objective plain = Waves.objective("lstm(4), dense(1)");
        assertArrayEquals(secondStep(always, LSTM, 0), secondStep(alternate, LSTM, 0));
        assertArrayEquals(secondStep(never, plain, 1), secondStep(alternate, LSTM, 1));
        assertArrayEquals(secondStep(always, LSTM, 2), secondStep(alternate, LSTM, 2));
    }

    private static float[] secondStep(TrainingSpec spec, Objective objective, int epoch) {
        OptimizerPlan optimizer = OptimizerPlan.of(spec, objective.layout());
        float[] start = objective.build().initial(1);
        RoundBatches batches = new RoundBatches(1, epoch, 0, 2, 3, new double[0], new int[] {20});
        Shard shard = Shard.of(0, Waves.chunks(20));
        TrainingState begin = new TrainingState(start, new float[start.length]);
        return new Worker.Pool(objective, 1)
                .run(shard, begin, new LocalSteps(optimizer, batches))
                .value()
                .state()
                .parameters();
    }

    @Test
    void aNesterovOuterStepGoesOnTheWayItWent() throws InterruptedException {
        List<Chunk> chunks = Waves.chunks(20, 13, 8);
        TrainingForTests spec = Waves.spec().outer("nesterov(momentum=0.5, learningRate=0.8)");
        Trained trained = Waves.train(spec, LINEAR, chunks, 2);
        List<History.Epoch> epochs = trained.history().epochs();
        assertTrue(epochs.get(2).loss() < epochs.get(0).loss());
        assertNotEquals(
                trained.sha256(), Waves.train(Waves.spec(), LINEAR, chunks, 2).sha256());
    }
}
