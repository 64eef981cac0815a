package io.seiche.training;

import io.seiche.network.Pass;
import io.seiche.series.Span;

/**
 * What one shard does in a round of {@code training.sync = gradients}: the gradient of its next batch.
 *
 * @param spec how
 * @param turn which batch
 */
record BatchGradient(TrainingSpec spec, RoundBatches turn) implements ShardWork<TrainingState, LocalUpdate> {
    @Override
    public LocalUpdate run(Worker bench, Shard shard, TrainingState begin) {
        int windows = shard.windows(Span.TRAIN);
        int from = Math.multiplyExact(turn.first(), spec.batchSize());
        if (from >= windows) {
            return LocalUpdate.NONE;
        }
        int size = Math.min(spec.batchSize(), windows - from);
        WindowOrder order = turn.order(spec, bench.problem(), shard);
        Pass pass = turn.pass(spec, shard, turn.first());
        double loss = bench.lossAndGradient(pass, begin.parameters(), shard, order, from, size);
        int answers = bench.batch().answers();
        return LocalUpdate.of(bench.gradient().clone(), new float[0], answers * loss, answers, loss);
    }
}
