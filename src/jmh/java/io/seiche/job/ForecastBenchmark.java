package io.seiche.job;

import io.seiche.model.Model;
import io.seiche.model.ModelsForTests;
import io.seiche.model.Predictor;
import io.seiche.series.Batch;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Series a second that the next row of is forecast through Spark ({@code local[2]}, {@link Forecasts}: windows gathered,
 * answered, brought back to the table's units and times, made rows and dropped by a noop write) beside two threads that
 * only answer batches of as many windows. A network of {@code lstm(128)} on 8 columns and 100 rows; target: 80 %. The
 * table is read, sorted and cut before the time begins.
 *
 * <p>{@code mvn -Pjmh test-compile}, then {@code java -cp ... io.seiche.job.ForecastBenchmark [series]
 * [repetitions]}.
 */
public final class ForecastBenchmark {
    private static final int LOOKBACK = 100;
    private static final int CORES = 2;
    private static final List<String> PAST =
            IntStream.range(1, 8).mapToObj(c -> "c" + c).toList();

    private ForecastBenchmark() {}

    /** Prints both and their ratio: medians of the repetitions, in turn in one JVM. */
    public static void main(String[] arguments) throws InterruptedException {
        int series = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        SparkSession spark = SparkSession.builder()
                .master("local[" + CORES + "]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        Model model = model();
        List<Double> bare = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        try (Forecasts forecasts = Forecasts.of(model, table(spark, series))) {
            for (int i = 0; i <= repetitions; i++) {
                double threads = series / bare(model, series);
                long begun = System.nanoTime();
                forecasts.rows().write().format("noop").mode(SaveMode.Overwrite).save();
                double through = series / ((System.nanoTime() - begun) / 1e9);
                if (i > 0) { // the first is warm-up
                    bare.add(threads);
                    ours.add(through);
                }
            }
        }
        spark.stop();
        System.out.printf(
                Locale.ROOT,
                "%,d series: Spark %s, two threads %s windows/s; Spark keeps %.1f %%%n",
                series,
                figures(ours),
                figures(bare),
                100 * middle(ours) / middle(bare));
    }

    private static String figures(List<Double> found) {
        List<Double> sorted = found.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.0f (%.0f to %.0f)", middle(found), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double middle(List<Double> found) {
        return found.stream().sorted().toList().get(found.size() / 2);
    }

    private static Dataset<Row> table(SparkSession spark, int series) {
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
        return spark.range(0, (long) series * LOOKBACK, 1, 8).select(columns);
    }

    /** Seconds in which two threads answer so many windows. */
    private static double bare(Model model, int series) throws InterruptedException {
        long begun = System.nanoTime();
        Thread[] threads = new Thread[CORES];
        for (int t = 0; t < CORES; t++) {
            threads[t] = new Thread(() -> {
                Predictor predictor = new Predictor(model);
                Batch batch = new Batch(model.windows(), model.preparation().columns());
                batch.start(Predictor.MOST);
                for (int done = 0; done < series / CORES; done += Predictor.MOST) {
                    predictor.output(batch);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Model model() {
        return ModelsForTests.model(
                "lstm(128), dense(1)",
                new WindowSpec(LOOKBACK, 1, 1, Normalizers.NONE),
                new Columns(List.of("c0"), PAST, List.of(), List.of()),
                Transform.NONE);
    }
}
