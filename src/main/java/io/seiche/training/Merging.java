package io.seiche.training;

import java.util.List;

/** What a round asks of the shards and what the driver makes of their answers. */
sealed interface Merging permits ParameterMerging, GradientMerging {
    /** What each shard does in this round. */
    ShardWork<Vectors, Steps> work(Turn turn);

    /** What the next round begins with, given what this one began with and the shards' answers in shard order. */
    Vectors merge(Turn turn, Vectors begin, List<Answer<Steps>> answers);
}
