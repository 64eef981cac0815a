package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import io.seiche.ml.RecurrentForecaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters whose settings serialize objects with Kryo. Both applications run in one JVM, one after the other. */
class KryoTest {
    private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

    @TempDir
    private static Path folder;

    /** Output of the JVM. */
    private static String told;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "train",
                "--conf",
                "conf/sp500.conf",
                "--set",
                "input.where=date >= '2015-01-01'",
                "--set",
                "network.layers=lstm(4), dense(1)",
                "--set",
                "training.epochs=1",
                "--set",
                "training.localSteps=30",
                "--set",
                "store.path=" + folder.resolve("models"),
                "--set",
                "report.path=" + folder.resolve("report.html"));
        List<String> options = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        options.add("-Dspark.serializer=" + KRYO);
        Process process = new ProcessBuilder(ForkedJvm.command(Applications.class, options, arguments))
                .redirectErrorStream(true)
                .start();
        told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
    }

    @Test
    void aCommandTrainsAllTheSame() {
        assertTrue(told.contains("Published sp500 version 1"), told);
    }

    @Test
    void theMessageNamesTheSerializer() {
        assertTrue(told.contains("refused: the Spark application was started with spark.serializer=" + KRYO), told);
        assertTrue(told.contains("start it with spark.serializer=org.apache.spark.serializer.JavaSerializer"), told);
    }

    /** An application of its own that fits a table under the settings it finds, and after it a command. */
    static final class Applications {
        public static void main(String[] command) throws IOException {
            try (SparkSession spark = SparkSession.builder()
                    .master("local[1]")
                    .config("spark.ui.enabled", false)
                    .getOrCreate()) {
                Dataset<Row> table = spark.sql("select 'a' unique_id, date'2024-01-01' ds, 1.0 y");
                new RecurrentForecaster().fit(table);
            } catch (IllegalStateException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
            Seiche.main(command);
        }
    }
}
