package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.Normalization;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The data stage (read Parquet, check, shuffle, sort, clean, scale, cut, cache) beside Spark's plain {@code repartition(id)},
 * {@code sortWithinPartitions(id, ts)} and noop write of the same rows: alternating in one JVM, one pair to warm up,
 * medians of the rest. Run it, after {@code mvn -Pjmh test-compile}, on the test class path with Spark's JVM options:
 *
 * <pre>java -Xmx6g $(spark.jvm of pom.xml) -cp ... io.seiche.table.DataStageBenchmark 5000000 1000 5 50</pre>
 *
 * <p>Measured 2026-11-23, local[2] on two vCPU of an Intel Xeon shared with other work (load 10 to 17, so only the ratio
 * counts), JDK 17.0.15, Spark 4.1.0, 8 shuffle partitions, hourly rows of 8 double columns in no order:
 *
 * <pre>
 * rows       series  lookback   plain     data stage   ratio   cache
 * 5,000,000   1,000        50   48.02 s      55.53 s    1.16   242 MB, 1.51 x the raw floats
 * </pre>
 *
 * <p>The cache holds 4 bytes a value and 8 a time, 1.25 x the floats at 8 columns, and the rows that neighbouring chunks
 * share: at most a quarter more, whatever the lookback up to 2,000.
 */
public final class DataStageBenchmark {
    private static final int COLUMNS = 8;

    private DataStageBenchmark() {}

    /** Arguments: rows, series, repetitions, lookback. */
    public static void main(String[] args) throws Exception {
        long rows = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        long series = args.length > 1 ? Long.parseLong(args[1]) : 1000;
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        int lookback = args.length > 3 ? Integer.parseInt(args[3]) : 50;
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 8)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        String path = Files.createTempDirectory(Path.of("target"), "data-stage").toString();
        generate(spark, path, rows, series);
        double[] plain = new double[repetitions];
        double[] ours = new double[repetitions];
        long bytes = 0;
        for (int i = -1; i < repetitions; i++) {
            long start = System.nanoTime();
            spark.read()
                    .parquet(path)
                    .repartition(functions.col("id"))
                    .sortWithinPartitions("id", "ts")
                    .write()
                    .format("noop")
                    .mode(SaveMode.Overwrite)
                    .save();
            long between = System.nanoTime();
            try (TableData data = read(spark, path, lookback)) {
                long end = System.nanoTime();
                bytes = data.cachedBytes();
                System.out.printf(
                        Locale.ROOT,
                        "plain %.2f s, data stage %.2f s (%d training windows)%n",
                        (between - start) / 1e9,
                        (end - between) / 1e9,
                        data.facts().windows(Span.TRAIN));
                if (i >= 0) {
                    plain[i] = (between - start) / 1e9;
                    ours[i] = (end - between) / 1e9;
                }
            }
        }
        Arrays.sort(plain);
        Arrays.sort(ours);
        double floats = rows * COLUMNS * 4.0;
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %,d series, lookback %d: plain %.2f s, data stage %.2f s, ratio %.2f; cache %.0f MB, %.2f x raw floats%n",
                rows,
                series,
                lookback,
                plain[repetitions / 2],
                ours[repetitions / 2],
                ours[repetitions / 2] / plain[repetitions / 2],
                bytes / 1e6,
                bytes / floats);
        spark.stop();
    }

    private static TableData read(SparkSession spark, String path, int lookback) {
        InputSpec input = InputSpec.tall(
                Source.path(path, "parquet", Map.of()),
                "id",
                "ts",
                new Columns(
                        List.of("c0"),
                        IntStream.range(1, COLUMNS).mapToObj(c -> "c" + c).toList(),
                        List.of(),
                        List.of()));
        return TableReader.read(
                spark,
                input,
                SeriesSpec.defaults(),
                SplitSpec.of(0.1, 0.2),
                new WindowSpec(lookback, 1, 1, Normalization.NONE));
    }

    /** Hourly rows in no order, eight files. */
    private static void generate(SparkSession spark, String path, long rows, long series) {
        Column[] columns = new Column[COLUMNS + 2];
        columns[0] = functions
                .format_string("series-%06d", functions.expr("id % " + series))
                .as("id");
        columns[1] = functions
                .timestamp_micros(functions.expr("(id div " + series + ") * 3600000000L"))
                .as("ts");
        for (int c = 0; c < COLUMNS; c++) {
            columns[c + 2] = functions.randn(c).as("c" + c);
        }
        spark.range(0, rows, 1, 8)
                .select(columns)
                .repartition(8, functions.rand(1))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path);
    }
}
