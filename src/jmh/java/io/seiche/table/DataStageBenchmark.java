package io.seiche.table;

import com.sun.management.OperatingSystemMXBean;
import io.seiche.configuration.Configuration;
import io.seiche.series.Columns;
import io.seiche.series.Normalizers;
import io.seiche.series.SplitSpec;
import io.seiche.series.WindowSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
 * {@code sortWithinPartitions(id, ts)} and noop write of the same rows: alternating in one JVM, medians. Hourly rows of eight double columns in no order, made once and kept in the folder. Figures are in {@code
 * src/docs/scale.md}. Run it, after {@code mvn -Pjmh test-compile}, on the test class path with Spark's JVM options:
 *
 * <pre>java -Xmx6g $(spark.jvm of pom.xml) -cp ... io.seiche.table.DataStageBenchmark /tmp/rows 50 3 beside 10000000:1000</pre>
 */
public final class DataStageBenchmark {
    private static final int COLUMNS = 8;

    private DataStageBenchmark() {}

    /**
     * Arguments: folder, lookback, repetitions, {@code beside} or {@code alone} (without the plain stage), and one or more
     * of rows:series.
     */
    public static void main(String[] args) throws IOException {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 8)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.log.level", "WARN")
                .getOrCreate();
        for (String size : List.of(args).subList(4, args.length)) {
            String[] both = size.split(":");
            measure(
                    spark,
                    args[0],
                    Long.parseLong(both[0]),
                    Long.parseLong(both[1]),
                    Integer.parseInt(args[1]),
                    Integer.parseInt(args[2]),
                    args[3].equals("alone"));
        }
        spark.stop();
    }

    private static void measure(
            SparkSession spark, String folder, long rows, long series, int lookback, int repetitions, boolean alone)
            throws IOException {
        String path = folder + "/" + rows + "-" + series;
        if (!Files.exists(Path.of(path, "_SUCCESS"))) {
            generate(spark, path, rows, series);
        }
        List<Double> plain = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> plainCpu = new ArrayList<>();
        List<Double> oursCpu = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < repetitions; i++) {
            if (!alone) {
                long before = cpu();
                plain.add(plain(spark, path));
                plainCpu.add((cpu() - before) / 1e9);
            }
            long before = cpu();
            long start = System.nanoTime();
            try (TableData data = read(spark, path, lookback)) {
                ours.add((System.nanoTime() - start) / 1e9);
                oursCpu.add((cpu() - before) / 1e9);
                bytes = data.cachedBytes();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %,d series, lookback %d: data stage %s; cache %.0f MB, %.2f x raw floats%n",
                rows,
                series,
                lookback,
                figures(ours, oursCpu),
                bytes / 1e6,
                bytes / (rows * COLUMNS * 4.0));
        if (!alone) {
            System.out.printf(
                    Locale.ROOT,
                    "    plain %s; ratio %.2f, of CPU seconds %.2f%n",
                    figures(plain, plainCpu),
                    middle(ours) / middle(plain),
                    middle(oursCpu) / middle(plainCpu));
        }
    }

    private static String figures(List<Double> seconds, List<Double> cpuSeconds) {
        return String.format(Locale.ROOT, "%.2f s of %.2f CPU seconds", middle(seconds), middle(cpuSeconds));
    }

    /** Nanoseconds all threads of this JVM have used: what a busy machine does not stretch. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
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
                Configuration.defaults().series(),
                SplitSpec.of(0.1, 0.2),
                new WindowSpec(lookback, 1, 1, Normalizers.NONE));
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
