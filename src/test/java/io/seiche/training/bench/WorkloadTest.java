package io.seiche.training.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.SparkForTests;
import io.seiche.network.NetworkSpec;
import io.seiche.network.RegisteredCells;
import io.seiche.training.bench.Workload.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** Measurement of a network's speed, and the allocation of a step. */
class WorkloadTest {
    /** Bytes a step may allocate: views of sequences, never an array of a batch, of a state or of parameters. */
    static final long A_FEW_VIEWS = 2_000;

    /** About one JVM in ten keeps some constants of a loop of vectors as objects; an array of ours would be in all of them. */
    private static final int JVMS = 3;

    static Stream<String> networks() {
        return Stream.concat(
                RegisteredCells.of(16).map(cell -> cell + ", dense(1)"),
                Stream.of(
                        "bidirectional(lstm(16)), dense(1)",
                        "residual(gru(16)), dropout(0.2), dense(8, relu), dense(1)",
                        "lstm(16), dropout(0.2), lstm(16), dropout(0.2), dense(1)"));
    }

    @Test
    void aTrainingStepAllocatesNextToNothing() throws IOException {
        Map<String, Long> least = new LinkedHashMap<>();
        List<String> more = networks().toList();
        for (int jvm = 0; jvm < JVMS && !more.isEmpty(); jvm++) {
            List<Long> bytes = bytesAStep(more);
            for (int i = 0; i < more.size(); i++) {
                least.merge(more.get(i), bytes.get(i), Math::min);
            }
            more = least.keySet().stream()
                    .filter(network -> least.get(network) > A_FEW_VIEWS)
                    .toList();
        }
        assertEquals(List.of(), more, () -> "bytes a step: " + least);
    }

    private static List<Long> bytesAStep(List<String> networks) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocatingSteps.class.getName()));
        command.addAll(networks);
        Process steps = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> bytes = new String(steps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(Long::valueOf)
                .toList();
        assertEquals(networks.size(), bytes.size());
        return bytes;
    }

    @Test
    void bareThreadsAndSparkMeasureTheSameWork() throws InterruptedException {
        Workload workload = new Workload(new NetworkSpec("gru(4), dense(3)"), 2, 5, 8, "sgd", Mode.INFER);
        JavaSparkContext spark = new JavaSparkContext(SparkForTests.session().sparkContext());
        for (Throughput found : List.of(
                workload.measure(2, 2, 0.1, 0.1), workload.measure(2, 1, 0.1, 0.1), workload.measure(spark, 0, 0.02))) {
            assertEquals(2, found.threads());
            assertEquals(2 * 12 + 4 * 12 + 2 * 12 + 4 * 3 + 3, found.parameters());
            assertEquals(2 * 5 * (2 * 12 + 4 * 12 + 4 * 3), found.operations());
            assertTrue(found.min() > 0 && found.min() <= found.median() && found.median() <= found.max(), "" + found);
            assertEquals(found.median() * found.operations(), found.gflops() * 1e9, 1e-3);
        }
    }

    @Test
    void aThroughputIsThatOfTheMedianRepeat() {
        Throughput found = new Throughput(List.of(5.0, 1.0, 3.0), 1, 7, 2e9, "plain");
        assertEquals(List.of(1.0, 3.0, 5.0), List.of(found.min(), found.median(), found.max()));
        assertEquals(6, found.gflops());
        assertThrows(IllegalArgumentException.class, () -> new Throughput(List.of(), 1, 7, 1, "plain"));
    }
}
