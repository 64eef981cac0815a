package io.seiche.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seiche.ForkedJvm;
import io.seiche.math.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parameters have the same bytes whatever the width of the processor's vectors and the JVM. */
final class SameBitsTest {
    /** All on one Java, the first on every other: a fault of a width and one of a Java are seen without each pair. */
    private static final List<String> WIDTHS = List.of("-XX:UseAVX=3", "-XX:UseAVX=2", "-XX:MaxVectorSize=16");

    @BeforeAll
    static void vectors() {
        assumeTrue(Kernels.get().name().equals("vector"), "these are the digests of the vector kernels");
    }

    @Test
    void theDigestsAreTheRecordedOnes() throws IOException {
        assertEquals(recorded(), text(CellDigests.all()));
    }

    @Test
    void neitherTheWidthOfVectorsNorTheJvmChangesThem() throws IOException, InterruptedException {
        Map<String, Process> forks = new LinkedHashMap<>();
        List<Path> homes = ForkedJvm.homes();
        for (Path home : homes) {
            for (String width : home.equals(homes.get(0)) ? WIDTHS : WIDTHS.subList(0, 1)) {
                List<String> command =
                        ForkedJvm.command(CellDigests.class, List.of("-XX:+UseSerialGC", "-Xmx256m", width), List.of());
                command.set(0, home.resolve("bin/java").toString());
                ProcessBuilder fork = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
                forks.put(home + " " + width, fork.start());
            }
        }
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, Process> fork : forks.entrySet()) {
            String digests = new String(fork.getValue().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (fork.getValue().waitFor() != 0 || !digests.equals(recorded())) {
                others.add(fork.getKey() + "\n" + digests);
            }
        }
        assertEquals(List.of(), others);
    }

    private static String recorded() throws IOException {
        try (InputStream file = SameBitsTest.class.getResourceAsStream("CellDigests.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(Map<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (name, digest) -> lines.append(name).append(' ').append(digest).append('\n'));
        return lines.toString();
    }
}
