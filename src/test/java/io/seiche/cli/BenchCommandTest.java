package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seiche.SparkForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
    private static final String[] SMALL = {"--layers", "gru(4), dense(1)", "--lookback", "5", "--seconds", "0.05"};

    private static Run bench(String... more) {
        String[] all = new String[1 + SMALL.length + more.length];
        all[0] = "bench";
        System.arraycopy(SMALL, 0, all, 1, SMALL.length);
        System.arraycopy(more, 0, all, 1 + SMALL.length, more.length);
        return Run.of(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads=2", "--master=local[2]"})
    void theDocumentHoldsTheMeasurement(String where) throws IOException {
        SparkForTests.session();
        Run run = bench(where, "--json", "-");
        assertEquals(0, run.code(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("train", json.get("mode").asText());
        assertEquals(2, json.get("threads").asInt());
        assertEquals(1 * 12 + 4 * 12 + 2 * 12 + 4 + 1, json.get("parameters").asInt());
        JsonNode rate = json.get("samplesPerSecond");
        assertTrue(rate.get("min").asDouble() > 0, run.out());
        assertTrue(rate.get("median").asDouble() >= rate.get("min").asDouble(), run.out());
        assertTrue(rate.get("max").asDouble() >= rate.get("median").asDouble(), run.out());
        assertTrue(json.get("gflops").asDouble() > 0, run.out());
        assertTrue(json.hasNonNull("kernels"), run.out());
        assertEquals(System.getProperty("java.version"), json.get("java").asText());
    }

    /** A local file comes alone, without Hadoop's checksum file; one that is there from before would no longer fit. */
    @Test
    void theDocumentIsAFileAlone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(".bench.json.crc"), "of an earlier file");
        Path document = Files.writeString(folder.resolve("bench.json"), "earlier");
        Run run = bench("--json", document.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(new ObjectMapper().readTree(document.toFile()).hasNonNull("kernels"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(document), files.toList());
        }
    }

    @Test
    void whatCannotBeMeasuredIsRefusedInOneSentence() {
        Map.of(
                        new String[] {"--threads=2", "--master=local[2]"},
                        "give one of them",
                        new String[] {"--threads=0"},
                        "--threads must be more than 0, was 0",
                        new String[] {"--batch=-1"},
                        "--batch must be more than 0, was -1",
                        new String[] {"--inputs=0"},
                        "inputs must be 1 or more, was 0",
                        new String[] {"--layers=lstm(4), dense(1, steps=all)"},
                        "answers at every step",
                        new String[] {"--optimizer=sdg"},
                        "sdg",
                        new String[] {"--mode=both"},
                        "both")
                .forEach((options, message) -> {
                    Run run = Run.of(join(options));
                    assertEquals(2, run.code(), run.err());
                    assertTrue(run.err().contains(message), run.err());
                    assertEquals("", run.out());
                });
    }

    private static String[] join(String[] options) {
        String[] all = new String[options.length + 1];
        all[0] = "bench";
        System.arraycopy(options, 0, all, 1, options.length);
        return all;
    }
}
