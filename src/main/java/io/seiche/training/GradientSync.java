package io.seiche.training;

import io.seiche.network.Network;

/**
 * One batch a shard, then one step of the driver's optimizer along the mean gradient, each shard weighing as many windows
 * as it used: the same as one step on all those windows.
 */
final class GradientSync implements SyncStrategy {
    private final OptimizerPlan learning;
    private final Network network;

    GradientSync(OptimizerPlan learning, Network network) {
        this.learning = learning;
        this.network = network;
    }

    @Override
    public ShardWork<TrainingState, LocalUpdate> work(RoundBatches turn) {
        return new BatchGradient(learning.spec(), turn);
    }

    @Override
    public TrainingState merge(RoundBatches turn, TrainingState begin, TrainingState mean) {
        TrainingState next =
                new TrainingState(begin.parameters().clone(), begin.state().clone());
        int batch = turn.first();
        double rate = learning.rate(turn, batch);
        boolean penalties = learning.spec().regularize().in(turn.epoch());
        learning.update().apply(turn.step(batch), rate, penalties, next.parameters(), mean.parameters(), next.state());
        network.constrain(next.parameters());
        return next;
    }

    @Override
    public float[] outerState() {
        return new float[0];
    }
}
