package io.seiche.training.bench;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Training samples a second of whole rounds through Spark ({@code local[2]}, two shards, {@code localSteps = auto}:
 * broadcast, local steps, collect, average, digest) beside two threads that only step, in turn in one JVM. Target: Spark
 * keeps 90 % of them on W1 and W2 of {@link RoundWorkload}. {@code seiche bench --master local[2]} and {@code seiche bench
 * --threads 2} are the two halves of it.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.training.WholeRoundsBenchmark W1 [seconds]
 * [repetitions]}.
 */
public final class WholeRoundsBenchmark {
    private static final int CORES = 2;
    /** An epoch is to be long enough for the local steps that auto thinks worth their round, and four rounds. */
    private static final int EPOCHS_LONGER = 4;

    private WholeRoundsBenchmark() {}

    /** Prints both and their ratio: medians of the repetitions, each of which is a median of epochs. */
    public static void main(String[] arguments) throws InterruptedException {
        RoundWorkload name = RoundWorkload.valueOf(arguments.length > 0 ? arguments[0] : "W1");
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        int repetitions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Workload workload = name.workload();
        double[] spark = new double[repetitions];
        double[] threads = new double[repetitions];
        try (JavaSparkContext context = RoundWorkload.spark(CORES)) {
            for (int i = 0; i < repetitions; i++) {
                threads[i] = workload.measure(CORES, CORES, seconds).median();
                spark[i] = workload.measure(context, 0, EPOCHS_LONGER * seconds).median();
                System.out.printf(
                        Locale.ROOT, "%s: Spark %.0f samples/s, two threads %.0f%n", name, spark[i], threads[i]);
            }
        }
        Arrays.sort(spark);
        Arrays.sort(threads);
        int middle = repetitions / 2;
        System.out.printf(
                Locale.ROOT,
                "%s: Spark keeps %.1f %% (median %.0f of %.0f samples/s; from %.0f to %.0f, from %.0f to %.0f)%n",
                name,
                100 * spark[middle] / threads[middle],
                spark[middle],
                threads[middle],
                spark[0],
                spark[repetitions - 1],
                threads[0],
                threads[repetitions - 1]);
    }
}
