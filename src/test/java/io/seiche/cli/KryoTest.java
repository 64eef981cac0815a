package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the cluster's own settings, as spark-submit hands them over, say that objects are written with Kryo. */
class KryoTest {
    @TempDir
    private Path folder;

    @Test
    void aCommandTrainsAllTheSame() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        options.add("-Dspark.serializer=org.apache.spark.serializer.KryoSerializer");
        List<String> arguments = List.of(
                "train",
                "--conf",
                "conf/sp500.conf",
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
        Process process = new ProcessBuilder(ForkedJvm.command(Seiche.class, options, arguments))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        assertTrue(told.contains("Published sp500 version 1"), told);
    }
}
