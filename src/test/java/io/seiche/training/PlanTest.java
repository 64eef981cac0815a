package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.network.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Columns;
import io.seiche.series.Normalization;
import io.seiche.series.WindowSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final Problem ARTICLE = new Problem(
            new NetworkSpec("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)"),
            Losses.parse("mse"),
            new WindowSpec(50, 1, 1, Normalization.NONE),
            new Columns(List.of("close"), List.of(), List.of(), List.of()));

    @Test
    void theArticlesJobIsWorthTwoShards() {
        Plan plan = Plan.of(TrainingSpec.DEFAULT, ARTICLE, 3778);
        assertEquals(2, plan.shards());
        assertTrue(plan.localSteps() >= 8 && plan.localSteps() <= 10, plan::toString);
    }

    @Test
    void aSmallJobIsWorthOne() {
        assertEquals(1, Plan.of(TrainingSpec.DEFAULT, ARTICLE, 1000).shards());
        assertEquals(
                1,
                Plan.of(TrainingSpec.DEFAULT, Waves.problem("dense(1)"), 100_000)
                        .shards());
        assertEquals(new Plan(1, 1), Plan.of(TrainingSpec.DEFAULT, ARTICLE, 0));
    }

    @Test
    void moreWorkNeverChoosesFewerShards() {
        int last = 1;
        for (long windows = 1000; windows < 100_000_000; windows *= 3) {
            int now = Plan.of(TrainingSpec.DEFAULT, ARTICLE, windows).shards();
            assertTrue(now >= last && now <= 32);
            last = now;
        }
        assertEquals(32, last);
    }

    @Test
    void whatIsAskedForIsTaken() {
        TrainingSpec asked =
                TrainingSpec.DEFAULT.toBuilder().shards(7).localSteps(3).build();
        assertEquals(new Plan(7, 3), Plan.of(asked, ARTICLE, 3778));
        TrainingSpec gradients = TrainingSpec.DEFAULT.toBuilder()
                .sync(TrainingSpec.Sync.GRADIENTS)
                .build();
        assertEquals(1, Plan.of(gradients, ARTICLE, 3778).localSteps());
    }
}
