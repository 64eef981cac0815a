package io.seiche.training;

import io.seiche.optimizer.OuterOptimizer;

/**
 * Local steps, then the mean of the shards' parameters, each weighing as many windows as it used; the optimizer's state
 * likewise. (McMahan et al. 2017, <a href="https://arxiv.org/abs/1602.05629">1602.05629</a>.)
 */
final class ParameterSync implements SyncStrategy {
    private final OptimizerPlan optimizer;
    private final OuterOptimizer outer;
    private final float[] outerState;

    /** One that goes on with the outer state of an earlier one. */
    ParameterSync(OptimizerPlan optimizer, float[] outerState) {
        this.optimizer = optimizer;
        this.outer = OuterOptimizer.parse(optimizer.spec().rounds().outer());
        this.outerState = outerState.clone();
    }

    @Override
    public ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches) {
        return new LocalSteps(optimizer, batches);
    }

    @Override
    public TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean) {
        return new TrainingState(
                outer.step(batches.round(), begin.parameters(), mean.parameters(), outerState), mean.state());
    }

    @Override
    public float[] outerState() {
        return outerState.clone();
    }
}
