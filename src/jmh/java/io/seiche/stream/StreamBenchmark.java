package io.seiche.stream;

import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.model.Stepper;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Rows a second that a stream answers ({@code local[2]}, {@link ForecastStream}: Parquet files read, shuffled by series,
 * state fetched, each row read by the network, forecasts written as Parquet, state kept), beside two threads that only step.
 * A network of {@code lstm(128)} on 8 columns; target: 20,000. Counted is the time of the micro-batches, start to end.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.stream.StreamBenchmark [series] [rows a series]
 * [micro-batches] [repetitions]}.
 */
public final class StreamBenchmark {
    private static final int LOOKBACK = 100;
    private static final int CORES = 2;
    private static final List<String> PAST =
            IntStream.range(1, 8).mapToObj(c -> "c" + c).toList();

    private StreamBenchmark() {}

    /** Prints both: medians of the repetitions, in turn in one JVM. */
    public static void main(String[] arguments) throws Exception {
        int series = argument(arguments, 0, 1000);
        int rows = argument(arguments, 1, 400);
        int batches = argument(arguments, 2, 4);
        int repetitions = argument(arguments, 3, 5);
        SparkSession spark = SparkSession.builder()
                .master("local[" + CORES + "]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", CORES)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        Path folder = Files.createTempDirectory("seiche-stream");
        try {
            table(spark, series, rows, batches, folder.resolve("in").toString());
            Model model = model();
            List<Double> bare = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            for (int i = 0; i <= repetitions; i++) {
                double threads = bare(model, series * rows);
                double through = streamed(spark, model, folder, i, (long) series * rows);
                if (i > 0) { // the first is warm-up
                    bare.add(threads);
                    ours.add(through);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows of %,d series in %d micro-batches: Spark %s rows/s, two threads that only step %s%n",
                    series * rows,
                    series,
                    batches,
                    figures(ours),
                    figures(bare));
        } finally {
            spark.stop();
            delete(folder);
        }
    }

    private static int argument(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }

    private static String figures(List<Double> found) {
        List<Double> sorted = found.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%,.0f (%,.0f to %,.0f)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    /** As many days, one after another, in each micro-batch's file. */
    private static void table(SparkSession spark, int series, int rows, int batches, String path) {
        for (int b = 0; b < batches; b++) {
            long from = (long) rows * b / batches * series;
            long end = (long) rows * (b + 1) / batches * series;
            Column[] columns = new Column[10];
            columns[0] = functions
                    .format_string("series-%06d", functions.expr("id % " + series))
                    .as("unique_id");
            columns[1] = functions
                    .date_from_unix_date(functions.expr("cast(id div " + series + " as int)"))
                    .as("ds");
            for (int c = 0; c < 8; c++) {
                columns[c + 2] = functions.randn(c).as("c" + c);
            }
            Dataset<Row> some = spark.range(from, end, 1, 1).select(columns);
            some.write().mode("append").parquet(path);
        }
    }

    private static double streamed(SparkSession spark, Model model, Path folder, int turn, long rows) throws Exception {
        Dataset<Row> source = spark.readStream()
                .schema(spark.read().parquet(folder.resolve("in").toString()).schema())
                .option("maxFilesPerTrigger", 1)
                .parquet(folder.resolve("in").toString());
        Path out = folder.resolve("out" + turn);
        StreamingQuery query = ForecastStream.of(model, source)
                .writeStream()
                .format("parquet")
                .option("checkpointLocation", out.resolve("_checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start(out.toString());
        query.awaitTermination();
        double millis = Stream.of(query.recentProgress())
                .mapToLong(progress -> progress.durationMs().get("triggerExecution"))
                .sum();
        long answered =
                spark.read().parquet(out.toString()).filter("refused is null").count();
        if (answered != rows) {
            throw new IllegalStateException(answered + " of " + rows + " rows were answered");
        }
        return rows / (millis / 1e3);
    }

    /** Rows a second that two threads read with a network each. */
    private static double bare(Model model, int rows) throws InterruptedException {
        Chunk chunk = ModelsForTests.chunk(model, LOOKBACK, 1);
        long begun = System.nanoTime();
        Thread[] threads = new Thread[CORES];
        for (int t = 0; t < CORES; t++) {
            threads[t] = new Thread(() -> {
                Stepper stepper = new Stepper(model);
                for (int row = 0; row < rows / CORES; row++) {
                    stepper.read(chunk, row % LOOKBACK);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** All series on one scale. */
    private static Model model() {
        Model model = ModelsForTests.model(
                "lstm(128), dense(1)",
                new WindowSpec(LOOKBACK, 1, 1, Normalizers.NONE),
                new Columns(List.of("c0"), PAST, List.of(), List.of()),
                Transform.NONE);
        double[] ones = IntStream.range(0, 8).mapToDouble(c -> 1).toArray();
        return ModelsForTests.with(model, model.preparation().series(), new Scaler(new double[8], ones));
    }
}
