package io.seiche.training;

import java.io.Serializable;

/**
 * The result of one shard.
 *
 * @param shard which shard
 * @param value what its work returned
 * @param seconds how long the work took there; for the eye, never for a decision
 */
record ShardResult<R>(int shard, R value, double seconds) implements Serializable {
    /** Returns this result with another value. */
    <S> ShardResult<S> with(S other) {
        return new ShardResult<>(shard, other, seconds);
    }
}
