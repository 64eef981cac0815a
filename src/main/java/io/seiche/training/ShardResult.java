package io.seiche.training;

import java.io.Serializable;

/**
 * The result of one shard.
 *
 * @param shard number of the shard
 * @param value the result of its work
 * @param seconds duration of the work; shown to users, never used for a decision
 */
record ShardResult<R>(int shard, R value, double seconds) implements Serializable {
    /** Returns this result with another value. */
    <S> ShardResult<S> with(S other) {
        return new ShardResult<>(shard, other, seconds);
    }
}
