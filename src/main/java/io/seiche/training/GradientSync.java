package io.seiche.training;

import io.seiche.network.Network;

/**
 * One batch a shard, then one step of the driver's optimizer along the mean gradient, each shard weighing as many windows
 * as it used: the same as one step on all those windows.
 */
final class GradientSync implements SyncStrategy {
    private final OptimizerPlan optimizer;
    private final Network network;

    GradientSync(OptimizerPlan optimizer, Network network) {
        this.optimizer = optimizer;
        this.network = network;
    }

    @Override
    public ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches) {
        return new BatchGradient(optimizer.spec(), batches);
    }

    @Override
    public TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean) {
        TrainingState next =
                new TrainingState(begin.parameters().clone(), begin.state().clone());
        int batch = batches.first();
        double rate = optimizer.rate(batches, batch);
        boolean penalties = optimizer.spec().penalties().regularize().in(batches.epoch());
        optimizer
                .update()
                .apply(batches.step(batch), rate, penalties, next.parameters(), mean.parameters(), next.state());
        network.constrain(next.parameters());
        return next;
    }

    @Override
    public float[] outerState() {
        return new float[0];
    }
}
