package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.training.TrainingSpec.Sync;

/** What a round asks of the shards and what the driver makes of their answers. */
sealed interface SyncStrategy permits ParameterSync, GradientSync {
    /** What each shard does in this round. */
    ShardWork<TrainingState, LocalUpdate> work(RoundBatches batches);

    /** What the next round begins with, given what this one began with and the mean of what the shards came back with. */
    TrainingState merge(RoundBatches batches, TrainingState begin, TrainingState mean);

    /** What is carried from round to round beside the vectors; a copy. */
    float[] outerState();

    /** How a specification merges, from the first round on. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network) {
        return of(
                optimizer,
                network,
                new float[optimizer.outerSize(network.layout().size())]);
    }

    /** How a specification merges that goes on with the outer state of an earlier run. */
    static SyncStrategy of(OptimizerPlan optimizer, Network network, float[] outerState) {
        return optimizer.spec().sync() == Sync.GRADIENTS
                ? new GradientSync(optimizer, network)
                : new ParameterSync(optimizer, outerState);
    }
}
