package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Sequence;
import io.seiche.network.Network;
import io.seiche.network.NetworkSpec;
import io.seiche.network.Pass;
import io.seiche.network.RegisteredCells;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Scaler;
import io.seiche.series.Span;
import io.seiche.series.SplitBounds;
import io.seiche.series.WindowSpec;
import io.seiche.task.ItemErrors;
import io.seiche.task.NextItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences of items in consecutive windows, with the state carried from each to the next. */
class SequencesTest {
    private static final int ITEMS = 5;
    private static final int STEPS = 4;

    static Objective objective(String cell) {
        return new Objective(
                new NextItem(),
                new NetworkSpec("embedding(3), " + cell + ", dense(auto)").sized(ITEMS),
                Losses.parse("softmax-crossentropy"),
                WindowSpec.sequences(STEPS),
                new Columns(List.of("item"), List.of(), List.of(), List.of()));
    }

    /** A sequence as one chunk, the number {@code ITEMS} before its first item; all of it of one span. */
    static Chunk chunk(String series, int index, int items, Span span) {
        float[] values = new float[items + 1];
        values[0] = ITEMS;
        for (int i = 1; i <= items; i++) {
            values[i] = Math.floorMod(series.hashCode() + 7 * index + i * i, ITEMS);
        }
        int end = items + 1;
        SplitBounds bounds = new SplitBounds(0, span == Span.TRAIN ? end : 0, span == Span.TEST ? 0 : end, end, 0);
        return new Chunk(
                series,
                index,
                new ChunkRows(1, values, new long[end]),
                new float[0],
                new Scaler(new double[] {0}, new double[] {1}),
                new Cutoffs(1, 1, items, WindowSpec.sequences(STEPS), bounds));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 100})
    void streamsUseEveryWindowOnceAndEachPlaceGoesOnWhereItWas(int places) {
        List<Chunk> chunks = IntStream.range(0, 9)
                .mapToObj(i -> chunk("s" + i, i, 1 + 5 * i, i == 4 ? Span.TEST : Span.TRAIN))
                .toList();
        Shard shard = Shard.of(0, chunks);
        StatefulOrder streams = StatefulOrder.shuffled(shard, places, 3);
        int windows = shard.windows(Span.TRAIN);
        Set<Integer> used = new HashSet<>();
        int broken = 0;
        for (int i = 0; i < windows; i++) {
            used.add(streams.at(i));
            boolean follows = i >= places && streams.at(i) == streams.at(i - places) + 1;
            broken += follows ? 0 : 1;
        }
        assertEquals(windows, used.size());
        assertTrue(broken <= Math.min(places, windows) + chunks.size(), broken + " beginnings");
    }

    @Test
    void chunksComeInAnotherOrderEveryEpoch() {
        Shard shard = Shard.of(
                0,
                IntStream.range(0, 20)
                        .mapToObj(i -> chunk("s" + i, i, 9, Span.TRAIN))
                        .toList());
        List<List<Integer>> orders = new ArrayList<>();
        for (long seed = 0; seed < 2; seed++) {
            StatefulOrder streams = StatefulOrder.shuffled(shard, 2, seed);
            orders.add(IntStream.range(0, shard.windows(Span.TRAIN))
                    .map(streams::at)
                    .boxed()
                    .toList());
        }
        assertTrue(!orders.get(0).equals(orders.get(1)));
    }

    static Stream<String> cells() {
        return RegisteredCells.of(4);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aSequenceInWindowsCostsWhatItCostsInOnePass(String cell) throws InterruptedException {
        Objective objective = objective(cell);
        Network network = objective.build();
        float[] parameters = network.initial(3);
        Loss loss = objective.loss();
        List<Chunk> chunks = List.of(chunk("a", 0, 4 * STEPS, Span.TEST), chunk("b", 0, 3, Span.TEST));
        double whole = 0;
        for (Chunk chunk : chunks) {
            int items = chunk.rows() - 1;
            float[] x = java.util.Arrays.copyOf(chunk.values(), items);
            float[] y = java.util.Arrays.copyOfRange(chunk.values(), 1, items + 1);
            Sequence answer = network.forward(Pass.SCORING, parameters, new Sequence(x, 0, items, 1, 1));
            whole += items * loss.evaluate(answer, y, null);
        }
        // One place for all: every window goes on where the one before it has ended.
        double inWindows = 0;
        Shard shard = Shard.of(0, chunks);
        CarriedState carried = new CarriedState(network, objective.batch());
        io.seiche.series.Batch batch = objective.batch();
        carried.forget();
        for (int window = 0; window < shard.windows(Span.TEST); window++) {
            carried.enter(parameters, shard, Span.TEST, new int[] {window});
            batch.start(1);
            shard.put(Span.TEST, window, batch, 0);
            Sequence answer = network.forward(
                    Pass.SCORING, parameters, new Sequence(batch.x(), 0, batch.steps(), 1, 1, batch.lengths()));
            carried.leave(new int[] {window});
            inWindows += batch.answers() * loss.evaluate(answer, batch.y(), null);
        }
        assertEquals(whole, inWindows, 1e-4, cell);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aShareThatBeginsAfterTheFirstWindowHasReadTheWindowBefore(String cell) {
        Objective objective = objective(cell);
        Network network = objective.build();
        float[] parameters = network.initial(3);
        Shard shard = Shard.of(0, List.of(chunk("a", 0, 3 * STEPS, Span.TEST)));
        CarriedState carried = new CarriedState(network, objective.batch());
        io.seiche.series.Batch batch = objective.batch();
        carried.enter(parameters, shard, Span.TEST, new int[] {1});
        batch.start(1);
        shard.put(Span.TEST, 1, batch, 0);
        Sequence x = new Sequence(batch.x(), 0, STEPS, 1, 1);
        Sequence answer = network.forward(Pass.SCORING, parameters, x);
        double found = objective.loss().evaluate(answer, batch.y(), null);
        float[] both = java.util.Arrays.copyOf(shard.chunks()[0].values(), 2 * STEPS);
        Sequence onePass = network.forward(Pass.SCORING, parameters, new Sequence(both, 0, 2 * STEPS, 1, 1));
        Sequence second = new Sequence(onePass.values(), onePass.at(STEPS), STEPS, ITEMS, 1);
        assertEquals(objective.loss().evaluate(second, batch.y(), null), found, 1e-5, cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"average", "gradients"})
    void trainingIsTheSameEveryTimeAndLearns(String sync) throws InterruptedException {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            chunks.add(chunk("s" + i % 2, i, 3 + 11 * i, Span.TRAIN));
            chunks.add(chunk("s" + i % 2, 100 + i, 5, Span.VALIDATION));
        }
        TrainingForTests spec = new TrainingForTests()
                .task(new NextItem())
                .loss("softmax-crossentropy")
                .optimizer("adam")
                .learningRate(0.02)
                .batchSize(3)
                .epochs(15)
                .sync(sync.equals("gradients") ? TrainingSpec.Sync.GRADIENTS : TrainingSpec.Sync.PARAMETERS);
        String sha256 = null;
        for (int again = 0; again < 2; again++) {
            try (Shards shards = MemoryShards.of(objective("gru(8)"), chunks, 2)) {
                Trained trained = Trainer.train(spec.build(), shards, TrainingListener.NONE);
                List<History.Epoch> epochs = trained.history().epochs();
                assertEquals(
                        IntStream.range(0, 6).map(i -> 3 + 11 * i).sum(),
                        epochs.get(0).windows(),
                        "every item is asked for once");
                assertTrue(epochs.get(14).loss() < 0.8 * epochs.get(0).loss(), epochs.toString());
                ItemErrors errors = ItemErrors.of(
                        new Scoring(shards, trained.parameters()),
                        Span.VALIDATION,
                        shards.objective().loss());
                assertEquals(30, errors.items());
                assertEquals(
                        errors.loss() / errors.items(),
                        trained.validation().orElseThrow().loss(),
                        1e-9);
                assertTrue(again == 0 || trained.sha256().equals(sha256));
                sha256 = trained.sha256();
            }
        }
    }
}
