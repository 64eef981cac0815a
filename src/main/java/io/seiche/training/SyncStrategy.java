package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.training.TrainingSpec.Sync;

/** A strategy of synchronisation: the work of the shards in a round, and the merging of their results on the driver. */
sealed interface SyncStrategy permits ParameterSync, GradientSync {
    /** Returns the work of each shard in a round. */
    ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches);

    /**
     * Returns the state with which the next round begins, given the state of this one and the mean of the shards'
     * results.
     */
    TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean);

    /** Returns a copy of the outer optimizer's state, which is carried from round to round. */
    float[] outerState();

    /** Returns the strategy of a specification for a new run. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network) {
        return of(
                optimizer,
                network,
                new float[optimizer.outerSize(network.layout().size())]);
    }

    /** Returns the strategy of a specification for a run that resumes with an outer state. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network, float[] outerState) {
        return optimizer.spec().rounds().sync() == Sync.GRADIENTS
                ? new GradientSync(optimizer, network)
                : new ParameterSync(optimizer, outerState);
    }
}
