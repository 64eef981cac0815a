package io.seiche.training;

import io.seiche.series.Chunk;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Shards on the executors of a Spark application: shuffled once, then kept in memory or on disk and used where they are.
 *
 * <p>Shards are logical. The number of Spark partitions determines the number of tasks of a round and nothing else: a
 * task runs all shards of its partition, one after another, and returns one result for each. It divides large batches among
 * its threads ({@link TaskThreads}). On a busy cluster {@code spark.locality.wait}
 * limits how long a task waits for the executor that holds its shards before they are sent elsewhere.
 */
public final class SparkShards implements Shards {
    /** Approximate length of a slice. */
    private static final long SLICE_BYTES = 8 << 20;

    private final Objective objective;
    private final int count;
    private final int tasks;
    private final long driverBytes;
    private final JavaSparkContext context;
    private final JavaRDD<Shard> shards;
    private final boolean owned;
    private final Broadcast<Worker.Pool> workers;

    private SparkShards(Objective objective, int count, JavaRDD<Shard> shards, long driverBytes, boolean owned) {
        this.objective = objective;
        this.count = count;
        this.tasks = shards.getNumPartitions();
        this.driverBytes = driverBytes;
        this.context = JavaSparkContext.fromSparkContext(shards.context());
        this.shards = shards;
        this.owned = owned;
        this.workers = context.broadcast(new Worker.Pool(objective, TaskThreads.of(context, tasks)));
    }

    /** Distributes the chunks to shards, with as many tasks as the cluster runs at once, at most one per shard. */
    public static SparkShards of(Objective objective, JavaRDD<Chunk> chunks, int shards) {
        return of(objective, chunks, shards, chunks.context().defaultParallelism());
    }

    /**
     * Distributes the chunks to shards in Spark partitions (at most one partition per shard). The shards are held when
     * this method returns, so the caller may release its chunks: those of a lost executor are distributed again from
     * the shuffled data, with the same bytes.
     */
    public static SparkShards of(Objective objective, JavaRDD<Chunk> chunks, int shards, int partitions) {
        return of(objective, chunks, shards, partitions, RoundCost.DRIVER_BYTES);
    }

    /** Distributes the chunks, for a driver that receives at most so many bytes of the shards' vectors at once. */
    static SparkShards of(Objective objective, JavaRDD<Chunk> chunks, int shards, int partitions, long driverBytes) {
        int tasks = Math.max(1, Math.min(shards, partitions));
        JavaRDD<Shard> dealt = chunks.mapToPair(chunk -> new Tuple2<>(chunk.shard(shards), chunk))
                .partitionBy(new ByShard(tasks))
                .mapPartitions(
                        pairs -> {
                            List<Chunk> held = new ArrayList<>();
                            pairs.forEachRemaining(pair -> held.add(pair._2()));
                            return MemoryShards.gather(held, shards).iterator();
                        },
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK())
                .setName("seiche shards");
        dealt.count();
        return new SparkShards(objective, shards, dealt, driverBytes, true);
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public SparkShards with(Objective other) {
        return new SparkShards(other, count, shards, driverBytes, false);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void check(BatchMemory memory) {
        memory.check(heap(), together());
    }

    @Override
    public RuntimeException tooLarge(BatchMemory memory, RuntimeException failure) {
        return memory.tooLarge(RAN_OUT, heap(), together()).because(failure);
    }

    /** Returns the bytes of the heap in which a task runs. */
    private long heap() {
        return isLocal()
                ? Runtime.getRuntime().maxMemory()
                : context.getConf().getSizeAsBytes("spark.executor.memory", "1g");
    }

    /** Returns the number of tasks that share a heap, as far as it is known: on a cluster there may be more. */
    private int together() {
        int cpus = TaskThreads.perTask(context);
        int cores = isLocal() ? tasks * cpus : context.getConf().getInt("spark.executor.cores", cpus);
        return Math.max(1, Math.min(tasks, cores / cpus));
    }

    private boolean isLocal() {
        return TaskThreads.isLocal(context);
    }

    @Override
    public <G extends Serializable, R extends Serializable> Results<R> map(G given, ShardWork<G, R> work)
            throws InterruptedException {
        long start = System.nanoTime();
        Broadcast<G> sent = context.broadcast(given);
        try {
            double broadcast = seconds(start);
            List<ShardResult<R>> results =
                    new ArrayList<>(PartitionJob.run(shards, new ShardTask<>(workers, sent, work)));
            results.sort(Comparator.comparingInt(ShardResult::shard));
            return new Results<>(results, RoundTiming.of(seconds(start), broadcast, results, tasks));
        } finally {
            sent.destroy();
        }
    }

    @Override
    public AggregatedUpdate average(TrainingState begin, ShardWork<TrainingState, LocalUpdate> work)
            throws InterruptedException {
        if (!RoundCost.bySlice(count, begin.bytes(), driverBytes)) {
            return AggregatedUpdate.of(map(begin, work));
        }
        long start = System.nanoTime();
        int slices = (int) Math.max(tasks, begin.bytes() / SLICE_BYTES);
        Broadcast<TrainingState> sent = context.broadcast(begin);
        double broadcast = seconds(start);
        JavaRDD<SliceMeans.Slice> sliced = new SliceMeans(slices).of(shards, new ShardTask<>(workers, sent, work));
        try {
            List<SliceMeans.Slice> collected = PartitionJob.run(sliced, new PartitionJob.PartitionContents<>());
            List<ShardResult<LocalUpdate.Summary>> summaries = collected.get(0).summaries();
            TrainingState mean = TrainingState.joined(
                    collected.stream().map(SliceMeans.Slice::mean).toList());
            return new AggregatedUpdate(mean, summaries, RoundTiming.of(seconds(start), broadcast, summaries, tasks));
        } finally {
            sliced.rdd().cleanShuffleDependencies(false);
            sent.destroy();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    @Override
    public void close() {
        if (owned) {
            shards.unpersist(false);
        }
        workers.destroy();
    }

    /** The object sent to the executors in each round: two broadcast handles and the work. */
    private static final class ShardTask<G extends Serializable, R extends Serializable>
            extends PartitionJob.PartitionWork<Shard, ShardResult<R>> {
        private static final long serialVersionUID = 1;

        private final Broadcast<Worker.Pool> workers;
        private final Broadcast<G> given;
        private final ShardWork<G, R> work;

        ShardTask(Broadcast<Worker.Pool> workers, Broadcast<G> given, ShardWork<G, R> work) {
            this.workers = workers;
            this.given = given;
            this.work = work;
        }

        @Override
        public List<ShardResult<R>> apply(scala.collection.Iterator<Shard> held) {
            List<ShardResult<R>> results = new ArrayList<>();
            while (held.hasNext()) {
                results.add(workers.value().run(held.next(), given.value(), work));
            }
            return results;
        }
    }

    /** Assigns shard s to partition s modulo their number. */
    private static final class ByShard extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int partitions;

        ByShard(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object shard) {
            return (Integer) shard % partitions;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByShard by && by.partitions == partitions;
        }

        @Override
        public int hashCode() {
            return partitions;
        }
    }
}
