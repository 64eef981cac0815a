package io.seiche.training;

import io.seiche.optimizer.Outer;

/**
 * Local steps, then the mean of the shards' parameters, each weighing as many windows as it used; the optimizer's state
 * likewise. (McMahan et al. 2017, <a href="https://arxiv.org/abs/1602.05629">1602.05629</a>.)
 */
final class ParameterMerging implements Merging {
    private final Learning learning;
    private final Outer outer;
    private final float[] outerState;

    /** One that goes on with the outer state of an earlier one. */
    ParameterMerging(Learning learning, float[] outerState) {
        this.learning = learning;
        this.outer = Outer.parse(learning.spec().outer());
        this.outerState = outerState.clone();
    }

    @Override
    public ShardWork<Vectors, Steps> work(Turn turn) {
        return new LocalSteps(learning, turn);
    }

    @Override
    public Vectors merge(Turn turn, Vectors begin, Vectors mean) {
        return new Vectors(outer.step(turn.round(), begin.parameters(), mean.parameters(), outerState), mean.state());
    }

    @Override
    public float[] outerState() {
        return outerState.clone();
    }
}
