package io.seiche.training.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Training samples a second of one shard on one and on more threads, in turn in one JVM. Target: two threads do at least 1.8
 * times the work of one on W2 to W5 and W8 of {@link RoundWorkload}, and 1.6 times on W1. {@code seiche bench --threads n
 * --shards 1} measures the same.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.training.bench.ThreadsBenchmark W1 [threads]
 * [seconds]}.
 */
public final class ThreadsBenchmark {
    private static final double TURN = 0.3;
    private static final double WARM_UP = 2;

    private ThreadsBenchmark() {}

    /** Prints the median rates and the median of the ratios of neighbouring turns. */
    public static void main(String[] arguments) {
        RoundWorkload name = RoundWorkload.valueOf(arguments.length > 0 ? arguments[0] : "W1");
        int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        double seconds = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 20;
        Workload workload = name.workload();
        List<SyntheticTrainer> trainers = IntStream.of(1, most)
                .mapToObj(threads ->
                        new SyntheticTrainer(workload.objective(), workload.training(), Workload.Mode.TRAIN, threads))
                .toList();
        trainers.forEach(trainer -> trainer.run(WARM_UP));
        int turns = (int) Math.ceil(seconds / (2 * TURN));
        double[] one = new double[turns];
        double[] more = new double[turns];
        double[] ratio = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
            one[turn] = trainers.get(0).run(TURN);
            more[turn] = trainers.get(1).run(TURN);
            ratio[turn] = more[turn] / one[turn];
        }
        System.out.printf(
                Locale.ROOT,
                "%s: one thread %.1f samples/s (best %.1f), %d threads %.1f (best %.1f), ratio %.2f%n",
                name,
                median(one),
                Arrays.stream(one).max().orElseThrow(),
                most,
                median(more),
                Arrays.stream(more).max().orElseThrow(),
                median(ratio));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
