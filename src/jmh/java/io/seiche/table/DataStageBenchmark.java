package io.seiche.table;

import io.seiche.series.Columns;
import io.seiche.series.Normalization;
import io.seiche.series.SeriesSpec;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * {@code sortWithinPartitions(id, ts)} and noop write of the same rows: alternating in one JVM, medians, the first pair
 * warming up. Hourly rows of eight double columns in no order, made once and kept in the folder. Figures are in {@code
 * src/docs/scale.md}. Run it, after {@code mvn -Pjmh test-compile}, on the test class path with Spark's JVM options:
 *
 * <pre>java -Xmx6g $(spark.jvm of pom.xml) -cp ... io.seiche.table.DataStageBenchmark /tmp/rows 10000000 1000 50 3</pre>
 */
public final class DataStageBenchmark {
    private static final int COLUMNS = 8;

    private DataStageBenchmark() {}

    /** Arguments: folder, rows, series, lookback, repetitions, and {@code alone} to leave the plain stage out. */
    public static void main(String[] args) throws IOException {
        String folder = args[0];
        long rows = Long.parseLong(args[1]);
        long series = Long.parseLong(args[2]);
        int lookback = Integer.parseInt(args[3]);
        int repetitions = Integer.parseInt(args[4]);
        boolean alone = args.length > 5 && args[5].equals("alone");
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 8)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        String path = folder + "/" + rows + "-" + series;
        if (!Files.exists(Path.of(path, "_SUCCESS"))) {
            generate(spark, path, rows, series);
        }
        List<Double> plain = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < repetitions; i++) {
            if (!alone) {
                plain.add(plain(spark, path));
            }
            long start = System.nanoTime();
            try (TableData data = read(spark, path, lookback)) {
                ours.add((System.nanoTime() - start) / 1e9);
                bytes = data.cachedBytes();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %,d series, lookback %d: data stage %.2f s %s%s; cache %.0f MB, %.2f x raw floats%n",
                rows,
                series,
                lookback,
                middle(ours),
                ours,
                alone
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", plain %.2f s %s, ratio %.2f",
                                middle(plain),
                                plain,
                                middle(ours) / middle(plain)),
                bytes / 1e6,
                bytes / (rows * COLUMNS * 4.0));
        spark.stop();
    }

    private static double middle(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private static double plain(SparkSession spark, String path) {
        long start = System.nanoTime();
        spark.read()
                .parquet(path)
                .repartition(functions.col("id"))
                .sortWithinPartitions("id", "ts")
                .write()
                .format("noop")
                .mode(SaveMode.Overwrite)
                .save();
        return (System.nanoTime() - start) / 1e9;
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
