package io.seiche.training;

import java.io.Serializable;

/**
 * The work on one shard: a pure function of the shard and of an argument, whatever the worker was used for before. It must
 * not change the argument, which the tasks of a JVM share.
 */
@FunctionalInterface
interface ShardWork<G, R> extends Serializable {
    R run(Worker worker, Shard shard, G given);
}
