/**
 * Training in rounds: every shard takes some local steps from the same parameters, the parameters they reach are averaged,
 * and the next round begins from the average. This package is internal.
 *
 * <p>Read {@link io.seiche.training.Trainer} first: the loop. A {@link io.seiche.training.Shard} holds
 * chunks of series; {@link io.seiche.training.Shards} runs work on every shard, on Spark ({@link
 * io.seiche.training.SparkShards}) or in this JVM ({@link io.seiche.training.MemoryShards}); {@code LocalSteps} are the
 * steps of one shard in a round, and {@code SyncStrategy} has the driver's step after them. {@link
 * io.seiche.training.Scoring} runs a trained network over any span.
 *
 * <p>The parameters are a function of the rows, the configuration, the seed and the number of shards alone: shards are
 * logical (a stable hash deals the chunks), tasks are pure, batch order and dropout are drawn from (seed, epoch, shard,
 * batch), and sums run in shard order in double. They do not depend on cores, partitions, retries or the order of completion.
 */
package io.seiche.training;
