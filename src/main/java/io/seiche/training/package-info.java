/**
 * Rounds: the network is trained on every shard at once, a few local steps each, then the shards' parameters are averaged
 * and the next round begins.
 *
 * <p>Read {@link io.seiche.training.Trainer} first, the loop on one screen. A {@link io.seiche.training.Shard} holds
 * chunks of series; {@link io.seiche.training.Shards} runs work on every shard, on Spark ({@link
 * io.seiche.training.SparkShards}) or in this JVM ({@link io.seiche.training.MemoryShards}); {@code LocalSteps} is what
 * one shard does in a round, {@code ParameterSync} and {@code GradientSync} are what the driver makes of it. {@link
 * io.seiche.training.Scoring} runs a trained network over any span.
 *
 * <p>The parameters are a function of the rows, the configuration, the seed and the number of shards alone: shards are
 * logical (a stable hash deals the chunks), tasks are pure, batch order and dropout are drawn from (seed, epoch, shard,
 * batch), and sums run in shard order in double. Cores, partitions, retries and completion order leave no trace.
 */
package io.seiche.training;
