package io.seiche.training;

import io.seiche.series.Chunk;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shards in this JVM, processed one after another: training without Spark. */
public final class MemoryShards implements Shards {
    private final Objective objective;
    private final int count;
    private final List<Shard> shards;
    private final int threads;
    private final Worker.Pool workers;

    private MemoryShards(Objective objective, int count, List<Shard> shards, int threads) {
        this.objective = objective;
        this.count = count;
        this.shards = shards;
        this.threads = threads;
        this.workers = new Worker.Pool(objective, threads);
    }

    /** Distributes the chunks, given in any order, to so many shards, each processed by the calling thread. */
    public static MemoryShards of(Objective objective, Collection<Chunk> chunks, int shards) {
        return of(objective, chunks, shards, 1);
    }

    /**
     * Distributes the chunks, given in any order, to so many shards.
     *
     * @param threads among which each batch is divided if it is large enough; they change no bit
     */
    public static MemoryShards of(Objective objective, Collection<Chunk> chunks, int shards, int threads) {
        return new MemoryShards(objective, shards, gather(chunks, shards), threads);
    }

    /** The shards that hold a chunk, in order. */
    static List<Shard> gather(Iterable<Chunk> chunks, int shards) {
        SortedMap<Integer, List<Chunk>> dealt = new TreeMap<>();
        for (Chunk chunk : chunks) {
            dealt.computeIfAbsent(chunk.shard(shards), s -> new ArrayList<>()).add(chunk);
        }
        List<Shard> all = new ArrayList<>();
        dealt.forEach((number, held) -> all.add(Shard.of(number, held)));
        return all;
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public MemoryShards with(Objective other) {
        return new MemoryShards(other, count, shards, threads);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void check(BatchMemory memory) {
        memory.check(Runtime.getRuntime().maxMemory(), 1);
    }

    @Override
    public RuntimeException tooLarge(BatchMemory memory, RuntimeException failure) {
        return memory.tooLarge(RAN_OUT, Runtime.getRuntime().maxMemory(), 1).because(failure);
    }

    @Override
    public <G extends Serializable, R extends Serializable> Results<R> map(G given, ShardWork<G, R> work)
            throws InterruptedException {
        long start = System.nanoTime();
        List<ShardResult<R>> results = new ArrayList<>();
        for (Shard shard : shards) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before shard " + shard.number());
            }
            results.add(workers.run(shard, given, work));
        }
        return new Results<>(results, RoundTiming.of((System.nanoTime() - start) * 1e-9, 0, results, 1));
    }

    @Override
    public AggregatedUpdate average(TrainingState begin, ShardWork<TrainingState, LocalUpdate> work)
            throws InterruptedException {
        return AggregatedUpdate.of(map(begin, work));
    }

    /** Does nothing: the garbage collector frees the data. */
    @Override
    public void close() {}
}
