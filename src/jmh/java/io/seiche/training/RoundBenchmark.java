package io.seiche.training;

import io.seiche.network.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalization;
import io.seiche.series.Scaler;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a round costs when the shards do nothing: broadcast, two tasks, collect, average, for the article's 70,901
 * parameters and RMSprop's state. Target: 50 ms or less in the median on {@code local[2]}.
 *
 * <p>Two cores of an AMD Zen 4, JDK 17, the machine busy with other work (load 10): median 29.4 ms, least 17.4 ms, of
 * which broadcasting 2.8 and 2.1 ms.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.training.RoundBenchmark [rounds]}.
 */
public final class RoundBenchmark {
    private static final int WARM_UP = 50;

    private RoundBenchmark() {}

    /** Prints the median, least and most of so many rounds (300 if not said). */
    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
        Problem article = new Problem(
                new NetworkSpec("lstm(50), dropout(0.2), lstm(100), dropout(0.2), dense(1)"),
                Losses.parse("mse"),
                new WindowSpec(50, 1, 1, Normalization.NONE),
                new Columns(List.of("close"), List.of(), List.of(), List.of()));
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("round benchmark")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(conf);
                Shards shards = SparkShards.of(article, spark.parallelize(List.of(chunk(0), chunk(1)), 2), 2)) {
            float[] parameters = article.build().initial(1);
            Learning learning = Learning.of(TrainingSpec.DEFAULT, article.build());
            ParameterMerging merging = new ParameterMerging(learning, parameters.length);
            Vectors now = new Vectors(parameters, new float[learning.stateSize(parameters.length)]);
            List<Double> all = new ArrayList<>();
            List<Double> send = new ArrayList<>();
            for (int round = 1; round <= WARM_UP + rounds; round++) {
                long start = System.nanoTime();
                Arrival arrival = shards.average(
                        now,
                        (bench, shard, given) -> Steps.of(
                                given.parameters().clone(), given.state().clone(), 1, 50, 1));
                Turn turn = new Turn(round, 0, 0, 1, 1, new double[0]);
                new Guard(TrainingSpec.DEFAULT).check(turn, arrival.tallies());
                now = merging.merge(turn, now, arrival.mean());
                Trained.sha256(now.parameters());
                if (round > WARM_UP) {
                    all.add((System.nanoTime() - start) * 1e-6);
                    send.add(arrival.spent().broadcast() * 1e3);
                }
            }
            print("round", all);
            print("of which broadcast", send);
        }
    }

    private static void print(String what, List<Double> milliseconds) {
        double[] sorted =
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-20s median %.1f ms, least %.1f, most %.1f (%d rounds)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }

    private static Chunk chunk(int index) {
        int rows = 200;
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = (float) Math.sin(i);
        }
        return new Chunk(
                "",
                index,
                0,
                1,
                values,
                new float[0],
                new long[rows],
                new Scaler(new double[] {0}, new double[] {1}),
                new double[0],
                new int[] {50, rows, rows},
                new int[] {150, 0, 0},
                1);
    }
}
