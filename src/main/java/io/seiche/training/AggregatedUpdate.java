package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The merged result of a round's local updates.
 *
 * @param mean of their vectors and of their optimizers' states, each shard weighing as many windows as it used, summed
 *     in shard order
 * @param summaries the summary of each shard, in shard order
 * @param timing time by activity
 */
record AggregatedUpdate(TrainingState mean, List<ShardResult<LocalUpdate.Summary>> summaries, RoundTiming timing) {
    /** Returns the mean of whole vectors, computed in this process. */
    static AggregatedUpdate of(Shards.Results<LocalUpdate> results) {
        long start = System.nanoTime();
        List<ShardResult<LocalUpdate.Summary>> summaries = new ArrayList<>();
        List<TrainingState> states = new ArrayList<>();
        for (ShardResult<LocalUpdate> result : results.list()) {
            states.add(result.value().state());
            summaries.add(result.with(result.value().summary()));
        }
        double[] windows = summaries.stream()
                .mapToDouble(summary -> summary.value().windows())
                .toArray();
        TrainingState mean = Average.of(states, windows);
        return new AggregatedUpdate(mean, summaries, results.timing().collecting((System.nanoTime() - start) * 1e-9));
    }
}
