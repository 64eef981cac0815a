package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.Defaults;
import io.seiche.TrainingForTests;
import io.seiche.cell.Cells;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.WindowSpec;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DivisionTest {
    private static final Objective ARTICLE = objective("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)", 50);

    private static Objective objective(String layers, int lookback) {
        return new Objective(
                new NetworkSpec(layers),
                Losses.parse("mse"),
                new WindowSpec(lookback, 1, 1, Normalizers.NONE),
                new Columns(List.of("close"), List.of(), List.of(), List.of()));
    }

    private static int shards(TrainingSpec spec, Objective objective, long windows) {
        return Division.of(spec, objective, windows).shards();
    }

    @Test
    void theArticlesJobIsWorthTwoShards() {
        assertEquals(2, shards(Defaults.training(), ARTICLE, 3778));
    }

    @Test
    void aSmallJobIsWorthOne() {
        assertEquals(1, shards(Defaults.training(), ARTICLE, 1000));
        assertEquals(1, shards(Defaults.training(), Waves.objective("dense(1)"), 100_000));
        assertEquals(1, shards(Defaults.training(), ARTICLE, 0));
    }

    /** 500,000 characters in windows of 50: eight shards would take 125 steps each and learn next to nothing. */
    @Test
    void aShardHasHundredsOfStepsInAllEpochs() {
        Objective text = new Objective(
                new NetworkSpec("lstm(128), dense(1)"),
                Losses.parse("mse"),
                new WindowSpec(50, 1, 1, Normalizers.NONE),
                new Columns(List.of("close"), List.of(), List.of(), List.of()));
        TrainingForTests two = new TrainingForTests().batchSize(16);
        assertEquals(1, shards(two.epochs(2).build(), text, 8_000));
        assertEquals(2, shards(two.epochs(3).build(), text, 8_000));
        assertEquals(4, shards(two.epochs(20).build(), text, 8_000));
    }

    @Test
    void moreWorkNeverChoosesFewerShards() {
        int last = 1;
        for (long windows = 1000; windows < 100_000_000; windows *= 3) {
            int now = shards(Defaults.training(), ARTICLE, windows);
            assertTrue(now >= last && now <= 32);
            last = now;
        }
        assertEquals(32, last);
    }

    @Test
    void shardsThatAreAskedForAreTaken() {
        assertEquals(7, shards(new TrainingForTests().shards(7).build(), ARTICLE, 3778));
    }

    private static TrainingForTests auto(int batch) {
        return new TrainingForTests().sync(Sync.AUTO).batchSize(batch);
    }

    private static Stream<String> cells() {
        return Cells.names().stream();
    }

    /** The law of the choice, at every size of batch from light steps to heavy ones. */
    @ParameterizedTest
    @MethodSource("cells")
    void gradientsAreAveragedByTheMostShardsWhosePartOfAStepIsTenRounds(String cell) {
        Objective objective = objective(cell + "(128), dense(1)", 200);
        long bytes = 4L * objective.parameters();
        double window = 3 * Plan.forwardOperations(objective) / 120e9;
        int last = 0;
        for (int batch = 32; batch <= 1 << 22; batch *= 2) {
            Division division = Division.of(auto(batch).build(), objective, 100_000);
            int most = 0;
            for (int shards = 2; shards <= 32; shards *= 2) {
                int part = batch / shards;
                if (part >= 16 && part * window >= 10 * RoundCost.seconds(shards, bytes)) {
                    most = shards;
                }
            }
            assertEquals(most == 0 ? Sync.PARAMETERS : Sync.GRADIENTS, division.sync(), division::toString);
            assertTrue(most >= last, division::toString);
            if (most > 0) {
                assertEquals(most, division.shards());
                assertEquals(batch, division.shards() * division.batchSize());
            }
            last = most;
        }
        assertEquals(32, last);
    }

    @Test
    void whatWasChosenIsDecidedOnceAndStays() {
        Objective heavy = objective("lstm(512), lstm(512), dense(1)", 100);
        TrainingSpec asked = auto(1024).build();
        Division division = Division.of(asked, heavy, 50_000);
        TrainingSpec divided = division.applyTo(asked);
        assertEquals(new Division(4, Sync.GRADIENTS, 256, division.shardsReason(), division.syncReason()), division);
        assertEquals(Sync.GRADIENTS, divided.rounds().sync());
        assertEquals(4, divided.rounds().shards());
        assertEquals(256, divided.passes().batchSize());
        assertSame(divided, Division.of(divided, heavy, 50_000).applyTo(divided));
        TrainingSpec light = auto(64).build();
        assertEquals(
                new TrainingForTests().batchSize(64).build(),
                Division.of(light, heavy, 50_000).applyTo(light));
    }

    /** 257 is a prime, three shards would have unequal parts, and one has nothing to average with. */
    @Test
    void batchesThatCannotBeDividedEquallyAreNot() {
        Objective heavy = objective("lstm(512), lstm(512), dense(1)", 1000);
        assertEquals(
                Sync.PARAMETERS, Division.of(auto(257).build(), heavy, 50_000).sync());
        assertEquals(
                Sync.PARAMETERS,
                Division.of(auto(1024).shards(3).build(), heavy, 50_000).sync());
        assertEquals(
                Sync.PARAMETERS,
                Division.of(auto(1024).shards(1).build(), heavy, 50_000).sync());
        assertEquals(
                256, Division.of(auto(768).shards(3).build(), heavy, 50_000).batchSize());
    }

    @Test
    void optionsThatGradientsDoNotHaveAskForParameters() {
        Objective heavy = objective("lstm(512), lstm(512), dense(1)", 1000);
        for (TrainingForTests one : List.of(
                auto(1024).localSteps(2),
                auto(1024).outer("nesterov"),
                auto(1024).optimizerState(OptimizerState.RESET))) {
            Division division = Division.of(one.build(), heavy, 50_000);
            assertEquals(Sync.PARAMETERS, division.sync(), division::toString);
            assertEquals(Sync.PARAMETERS, division.applyTo(one.build()).rounds().sync());
        }
        assertEquals(
                Sync.GRADIENTS,
                Division.of(auto(1024).localSteps(1).build(), heavy, 50_000).sync());
    }

    @Test
    void parametersAreAveragedUnlessTheConfigurationSaysOtherwise() {
        Objective heavy = objective("lstm(512), lstm(512), dense(1)", 1000);
        Division division = Division.of(new TrainingForTests().batchSize(1024).build(), heavy, 50_000);
        assertEquals(Sync.PARAMETERS, division.sync());
        assertTrue(division.syncReason().contains("auto would average gradients of"), division::toString);
    }

    @Test
    void trainingBeginsAfterTheDecision() throws InterruptedException {
        try (Shards shards = MemoryShards.of(Waves.objective("dense(1)"), Waves.chunks(95), 1)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Trainer.train(auto(16).build(), shards, TrainingListener.NONE));
        }
    }
}
