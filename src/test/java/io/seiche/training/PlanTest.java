package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.TrainingForTests;
import io.seiche.training.bench.RoundMeasurement;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void moreShardsAndLongerVectorsNeverCostARoundLess() {
        double last = 0;
        for (int shards = 1; shards <= 1 << 12; shards *= 2) {
            double now = RoundCost.seconds(shards, 300_000);
            assertTrue(now > last && now < RoundCost.seconds(shards, 600_000));
            last = now;
        }
    }

    @Test
    void theMeasuredRecommendationMakesRoundsATwentiethUnlessTheEpochIsTooShort() throws InterruptedException {
        TrainingSpec spec = Waves.spec().batchSize(1).localSteps(1).build();
        try (Shards shards = MemoryShards.of(Waves.objective("lstm(4), dense(1)"), Waves.chunks(600), 1)) {
            Plan plan = Plan.of(spec, shards);
            RoundMeasurement measured = RoundMeasurement.of(spec, plan, shards);
            int recommended = measured.recommended();
            assertTrue(recommended >= 1 && recommended <= plan.batches() / 4, measured::toString);
            assertTrue(measured.share(recommended) <= measured.share(1), measured::toString);
            int roundFewer = (int) Math.ceil(plan.batches() / (Math.ceil((double) plan.batches() / recommended) - 1));
            assertTrue(
                    recommended == plan.batches() / 4 || measured.share(roundFewer) < 0.05 + 1e-9, measured::toString);
            assertEquals(
                    Plan.enoughRounds(19 * measured.besideSeconds() / measured.stepSeconds(), plan.batches()),
                    recommended,
                    measured::toString);
            assertEquals(
                    measured.besideSeconds() + measured.stepSeconds(),
                    measured.round().seconds(),
                    1e-9);
        }
    }

    /** 46 steps would make 13 rounds of 46 and one of two: 14 rounds of 43 or less do as well. */
    @Test
    void roundsOfAnEpochAreAboutAsLong() {
        assertEquals(43, Plan.enoughRounds(45.1, 600));
        assertEquals(150, Plan.enoughRounds(1e9, 600));
        assertEquals(1, Plan.enoughRounds(0, 600));
    }

    @Test
    void whatIsAskedForIsTaken() throws InterruptedException {
        TrainingForTests asked = Waves.spec().batchSize(10).localSteps(3);
        try (Shards shards = MemoryShards.of(Waves.objective("dense(1)"), Waves.chunks(95, 23), 1)) {
            assertEquals(new Plan(1, 3, 118, 12), Plan.of(asked.build(), shards));
            assertEquals(4, Plan.of(asked.build(), shards).rounds());
            TrainingSpec gradients =
                    new TrainingForTests().sync(TrainingSpec.Sync.GRADIENTS).build();
            assertEquals(1, Plan.of(gradients, shards).localSteps());
        }
    }
}
