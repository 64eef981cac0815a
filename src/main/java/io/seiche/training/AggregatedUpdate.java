package io.seiche.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the shards arrived in a round.
 *
 * @param mean of their vectors and of their optimizers' states, each shard weighing as many windows as it used, summed in
 *     shard order
 * @param tallies what each shard used and met, in shard order
 * @param spent where the time went
 */
record AggregatedUpdate(TrainingState mean, List<ShardResult<LocalUpdate.Tally>> tallies, RoundTiming spent) {
    /** The mean taken here and now, of whole vectors. */
    static AggregatedUpdate of(Shards.Answers<LocalUpdate> answers) {
        long start = System.nanoTime();
        List<ShardResult<LocalUpdate.Tally>> tallies = new ArrayList<>();
        List<TrainingState> reached = new ArrayList<>();
        for (ShardResult<LocalUpdate> answer : answers.list()) {
            reached.add(answer.value().reached());
            tallies.add(answer.with(answer.value().tally()));
        }
        double[] windows =
                tallies.stream().mapToDouble(told -> told.value().windows()).toArray();
        TrainingState mean = Average.of(reached, windows);
        return new AggregatedUpdate(mean, tallies, answers.spent().collecting((System.nanoTime() - start) * 1e-9));
    }
}
