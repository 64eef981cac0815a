package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seiche.ForkedJvm;
import io.seiche.math.Kernels;
import io.seiche.training.TrainingSpec.Arithmetic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With {@code training.math = strict} the parameters have the same bytes on every machine. */
final class StrictMathTest {
    /** Windows of two series: a training of seconds where fused multiply-add is made in software. */
    private static final int[] SHORT = {12, 20};

    private static final String RECORDED = "44e24260dd3de76f2d6f72845fedc4bf1e34c0f168e10ce12e7e32673c8e920a";

    @Test
    void theDigestIsTheRecordedOne() throws InterruptedException {
        assertEquals(RECORDED, StrictTraining.digest(Arithmetic.STRICT, StrictTraining.WINDOWS));
    }

    /** As near as this machine comes to another one: no vector instructions, another compiler, other kernels. */
    @Test
    void neitherInstructionsNorCompilerNorKernelsChangeIt() throws IOException, InterruptedException {
        assertEquals(StrictTraining.digest(Arithmetic.STRICT, SHORT), elsewhere(SHORT));
    }

    /** The recorded digest likewise; fused multiply-add is made in software there, hence half a minute. */
    @Test
    @Tag("slow")
    void theRecordedDigestIsThatOfAnotherMachine() throws IOException, InterruptedException {
        assertEquals(RECORDED, elsewhere(StrictTraining.WINDOWS));
    }

    private static String elsewhere(int... windows) throws IOException, InterruptedException {
        List<String> options = List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:UseAVX=0",
                "-XX:TieredStopAtLevel=1",
                "-Dseiche.kernels=plain");
        List<String> arguments =
                Arrays.stream(windows).mapToObj(Integer::toString).toList();
        Process other = new ProcessBuilder(ForkedJvm.command(StrictTraining.class, options, arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String digest = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, other.waitFor());
        return digest;
    }

    /** The negative control: the fast way adds in another order. */
    @Test
    void theFastWayComesToOtherBytes() throws InterruptedException {
        assumeTrue(Kernels.get().name().startsWith("vector"), "nothing faster than the strict way is here");
        assertNotEquals(RECORDED, StrictTraining.digest(Arithmetic.FAST, StrictTraining.WINDOWS));
    }
}
