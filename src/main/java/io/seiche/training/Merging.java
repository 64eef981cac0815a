package io.seiche.training;

/** What a round asks of the shards and what the driver makes of their answers. */
sealed interface Merging permits ParameterMerging, GradientMerging {
    /** What each shard does in this round. */
    ShardWork<Vectors, Steps> work(Turn turn);

    /** What the next round begins with, given what this one began with and the mean of what the shards came back with. */
    Vectors merge(Turn turn, Vectors begin, Vectors mean);
}
