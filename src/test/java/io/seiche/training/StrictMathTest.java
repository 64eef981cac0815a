package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seiche.ForkedJvm;
import io.seiche.math.Kernels;
import io.seiche.training.TrainingSpec.Arithmetic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@code training.math = strict} the parameters have the same bytes on every machine. */
final class StrictMathTest {
    private static final String RECORDED = "7c675e18b32482c385f541d27ad8225fbb0c5141effcde4c9db0384cff64a7a9";

    @Test
    void theDigestIsTheRecordedOne() throws InterruptedException {
        assertEquals(RECORDED, StrictTraining.digest(Arithmetic.STRICT));
    }

    /** As near as this machine comes to another one: no vector instructions nor fused
     * multiply-add (which is then made in software, hence ten seconds), another compiler, other kernels. */
    @Test
    void neitherInstructionsNorCompilerNorKernelsChangeIt() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(ForkedJvm.command(
                        StrictTraining.class,
                        List.of(
                                "-XX:+IgnoreUnrecognizedVMOptions",
                                "-XX:UseAVX=0",
                                "-XX:TieredStopAtLevel=1",
                                "-Dseiche.kernels=plain"),
                        List.of()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String digest = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, other.waitFor());
        assertEquals(RECORDED, digest);
    }

    /** The negative control: the fast way adds in another order. */
    @Test
    void theFastWayComesToOtherBytes() throws InterruptedException {
        assumeTrue(Kernels.get().name().startsWith("vector"), "nothing faster than the strict way is here");
        assertNotEquals(RECORDED, StrictTraining.digest(Arithmetic.FAST));
    }
}
