package io.seiche.training;

import io.seiche.network.Pass;

/**
 * The work of one shard in a round of {@code training.sync = gradients}: the gradient of its next batch.
 *
 * @param spec how
 * @param batches which batch
 */
record BatchGradient(TrainingSpec spec, RoundBatches batches) implements ShardWork<TrainingState, LocalUpdate> {
    @Override
    public LocalUpdate run(Worker worker, Shard shard, TrainingState begin) {
        int windows = batches.windows()[shard.number()];
        int from = Math.multiplyExact(batches.first(), spec.passes().batchSize());
        if (from >= windows) {
            return LocalUpdate.NONE;
        }
        int size = Math.min(spec.passes().batchSize(), windows - from);
        WindowOrder order = batches.order(spec, worker.objective(), shard);
        Pass pass = batches.pass(spec, shard, batches.first());
        double loss = worker.lossAndGradient(pass, begin.parameters(), shard, order, from, size);
        int answers = worker.batch().answers();
        return LocalUpdate.of(worker.gradient().clone(), new float[0], answers * loss, answers, loss);
    }
}
