package io.seiche.training;

import java.io.Serializable;

/**
 * Something that is done on every shard: a pure function of the shard and of what was given, whatever the bench was used
 * for before. It must not change what it was given: tasks of one JVM share it.
 */
@FunctionalInterface
interface ShardWork<G, R> extends Serializable {
    R run(Worker worker, Shard shard, G given);
}
