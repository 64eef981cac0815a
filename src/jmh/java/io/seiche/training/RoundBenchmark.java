package io.seiche.training;

import com.sun.management.OperatingSystemMXBean;
import io.seiche.network.Network;
import io.seiche.training.bench.DrawnChunks;
import io.seiche.training.bench.RoundWorkload;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The cost of a round when the shards do nothing (broadcast, tasks, collect, average, digest) beside that of {@link
 * RoundCost}. For every size of network and number of shards asked for, on {@code local[2]}; figures are in {@code
 * src/docs/scale.md}.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -Xmx6g -cp ... io.seiche.training.RoundBenchmark W1:2 SMALL:512
 * LARGE:2}; a third number forces the mean to the executors above so many MB: {@code W1:2:0}.
 */
public final class RoundBenchmark {
    private static final double WARM_UP_SECONDS = 7;
    private static final double SECONDS = 14;
    private static final int LEAST = 5;

    private RoundBenchmark() {}

    /** Prints the median, least and most, and where the median's time went. */
    public static void main(String[] arguments) throws InterruptedException {
        try (JavaSparkContext spark = RoundWorkload.spark(2)) {
            for (String each : arguments) {
                String[] parts = each.split(":");
                long driverBytes = parts.length > 2 ? Long.parseLong(parts[2]) << 20 : RoundCost.DRIVER_BYTES;
                measure(spark, RoundWorkload.valueOf(parts[0]), Integer.parseInt(parts[1]), driverBytes);
            }
        }
    }

    private static void measure(JavaSparkContext spark, RoundWorkload workload, int count, long driverBytes)
            throws InterruptedException {
        Objective objective = workload.workload().objective();
        Network network = objective.build();
        float[] parameters = network.initial(1);
        OptimizerPlan optimizer = OptimizerPlan.of(workload.workload().training(), network.layout());
        SyncStrategy sync = SyncStrategy.of(optimizer, network);
        TrainingState now = new TrainingState(parameters, drawn(optimizer.carried(parameters.length)));
        List<RoundTiming> rounds = new ArrayList<>();
        long cpu = 0;
        try (Shards shards = SparkShards.of(
                objective, spark.parallelize(DrawnChunks.onePerShard(objective, count, 1), 2), count, 2, driverBytes)) {
            long begun = System.nanoTime();
            int round = 0;
            long cpuBegun = 0;
            while (seconds(begun) < WARM_UP_SECONDS + SECONDS || rounds.size() < LEAST) {
                if (rounds.isEmpty()) {
                    cpuBegun = cpu();
                }
                long start = System.nanoTime();
                AggregatedUpdate update = shards.average(
                        now,
                        (worker, shard, given) -> LocalUpdate.of(
                                given.parameters().clone(), given.state().clone(), 1, 50, 1));
                now = sync.merge(
                        new RoundBatches(++round, 0, 0, 1, 1, new double[0], new int[count]), now, update.mean());
                Trained.sha256(now.parameters());
                if (seconds(begun) > WARM_UP_SECONDS) {
                    rounds.add(update.timing()
                            .collecting(seconds(start) - update.timing().seconds()));
                }
            }
            cpu = cpu() - cpuBegun;
        }
        rounds.sort(Comparator.comparingDouble(RoundTiming::seconds));
        RoundTiming median = rounds.get(rounds.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%s, %d shards, %,d bytes each%s: median %.1f ms (least %.1f, most %.1f of %d rounds), CPU of"
                        + " both cores %.1f, predicted %.1f; broadcast %.1f, compute %.1f, idle %.1f, collect %.1f%n",
                workload,
                count,
                now.bytes(),
                RoundCost.bySlice(count, now.bytes(), driverBytes) ? ", by slice" : "",
                1e3 * median.seconds(),
                1e3 * rounds.get(0).seconds(),
                1e3 * rounds.get(rounds.size() - 1).seconds(),
                rounds.size(),
                1e-6 * cpu / rounds.size(),
                1e3 * RoundCost.seconds(count, now.bytes()),
                1e3 * median.broadcast(),
                1e3 * median.compute(),
                1e3 * median.idle(),
                1e3 * median.collect());
    }

    /** Numbers that do not compress, as those of a state in use. */
    private static float[] drawn(int count) {
        float[] numbers = new float[count];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble();
        }
        return numbers;
    }

    /** Nanoseconds all threads of this JVM have used: what a busy machine does not stretch. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }
}
