package io.seiche.training;

import io.seiche.network.Network;
import io.seiche.training.TrainingSpec.Sync;

/** What a round asks of the shards and what the driver makes of their answers. */
sealed interface Merging permits ParameterMerging, GradientMerging {
    /** What each shard does in this round. */
    ShardWork<Vectors, Steps> work(Turn turn);

    /** What the next round begins with, given what this one began with and the mean of what the shards came back with. */
    Vectors merge(Turn turn, Vectors begin, Vectors mean);

    /** What is carried from round to round beside the vectors; a copy. */
    float[] outerState();

    /** How a specification merges, from the first round on. */
    static Merging of(Learning learning, Network network) {
        return of(
                learning, network, new float[learning.outerSize(network.layout().size())]);
    }

    /** How a specification merges that goes on with the outer state of an earlier run. */
    static Merging of(Learning learning, Network network, float[] outerState) {
        return learning.spec().sync() == Sync.GRADIENTS
                ? new GradientMerging(learning, network)
                : new ParameterMerging(learning, outerState);
    }
}
