package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.ForkedJvm;
import io.seiche.series.DataException;
import io.seiche.text.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages and exit codes of failures that no package handles itself. */
class FailuresTest {
    private final StringWriter said = new StringWriter();

    private int tell(Throwable failure) {
        return Failures.tell(failure, new PrintWriter(said, true), false);
    }

    @Test
    void executorsThatDieAgainAndAgainAreNoBugOfOurs() {
        String spark =
                "Job aborted due to stage failure: Task 0 in stage 12.0 failed 4 times, most recent failure: Lost task"
                        + " 0.3 in stage 12.0 (TID 71) (127.0.0.1 executor 9): ExecutorLostFailure (executor 9 exited"
                        + " caused by one of the running tasks) Reason: Command exited with code 137";
        int code = tell(new IllegalStateException(
                "a Spark job of this round failed", new SparkException(spark + "\nDriver stacktrace:")));
        assertEquals(ExitCode.STORAGE.number(), code);
        assertTrue(said.toString()
                .startsWith("seiche: Spark gave up because executors died: " + spark + "; run the same"));
    }

    @Test
    void aHeapBelowThatOfSparkIsTold() throws Exception {
        List<String> options = new ArrayList<>(ForkedJvm.SHORT_LIVED);
        options.add("-Xmx300m");
        Process process = new ProcessBuilder(ForkedJvm.command(
                        Seiche.class,
                        options,
                        List.of("inspect", "--set", "input.path=data/sp500.csv", "--set", "input.time=d")))
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.USAGE.number(), process.waitFor(), told);
        assertTrue(
                told.contains("seiche: SEICHE_HEAP (of spark-submit --driver-memory) must leave Spark 450 MB"), told);
    }

    private static SparkException task(String where, String why) {
        return new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure:"
                        + " Lost task 0.0 in stage 3.0 (TID 7) (" + where + "): " + why
                        + "\n\tat java.base/Some.line(Some.java:1)");
    }

    @Test
    void aTaskWithoutMemoryIsTold() {
        assertEquals(
                ExitCode.USAGE.number(),
                tell(new IllegalStateException(
                        task("127.0.0.1 executor driver", "java.lang.OutOfMemoryError: Java heap space"))));
        assertTrue(said.toString().startsWith("seiche: Java ran out of memory, of which it has "), said.toString());
        assertEquals(1, said.toString().lines().count());
    }

    @Test
    void anExecutorWithoutMemoryIsNamed() {
        assertEquals(
                ExitCode.USAGE.number(),
                tell(new IllegalStateException(
                        task("node7 executor 4", "java.lang.OutOfMemoryError: Java heap space"))));
        assertTrue(said.toString().startsWith("seiche: executor 4 on node7 ran out of memory; "), said.toString());
    }

    @Test
    void whatABatchTakesIsToldOnceMemoryRanOut() {
        SparkException failed = task("127.0.0.1 executor driver", "java.lang.OutOfMemoryError: Java heap space");
        assertEquals(
                ExitCode.USAGE.number(),
                tell(Refusal.of("training.batchSize", "= 9 took all memory").because(failed)));
        assertEquals("seiche: training.batchSize = 9 took all memory\n", said.toString());
    }

    @Test
    void aFullDiskOfSparkIsNamed() {
        assertEquals(
                ExitCode.STORAGE.number(),
                tell(new IllegalStateException(
                        task("node7 executor 4", "java.io.IOException: No space left on device"))));
        assertTrue(said.toString().startsWith("seiche: the disk of executor 4 on node7 is full"), said.toString());
        said.getBuffer().setLength(0);
        tell(task("127.0.0.1 executor driver", "java.io.IOException: No space left on device"));
        assertTrue(said.toString().startsWith("seiche: the disk with /"), said.toString());
        assertEquals(1, said.toString().lines().count());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorEndsInOneSentenceAndACodeOfTheList(Error error, ExitCode code, String told) {
        assertEquals(code.number(), tell(error));
        assertTrue(said.toString().startsWith("seiche: " + told), said.toString());
        assertEquals(1, said.toString().lines().count());
    }

    private static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), ExitCode.USAGE, "Java ran out of memory"),
                Arguments.of(new StackOverflowError(), ExitCode.USAGE, "the stack of Java is too small"),
                Arguments.of(new NoSuchMethodError("a.B.c()"), ExitCode.USAGE, "a class that is needed is missing"),
                Arguments.of(new NoClassDefFoundError("a/B"), ExitCode.USAGE, "a class that is needed is missing"),
                Arguments.of(
                        new AssertionError("no"), ExitCode.BUG, "this is a bug of ours: java.lang.AssertionError: no"));
    }

    @Test
    void aMessageDoesNotControlTheTerminal() {
        tell(new DataException("series \u001b]0;title\u0007 has no rows" + "!".repeat(100_000)));
        assertTrue(said.toString().startsWith("seiche: series \\u001b]0;title\\u0007 has no rows!"), said.toString());
        assertTrue(said.toString().length() < 5000);
    }

    @Test
    void anotherFailureOfSparkIs() {
        int code = tell(new IllegalStateException(new SparkException("Job aborted due to stage failure: NullPointer")));
        assertEquals(ExitCode.BUG.number(), code);
        assertTrue(said.toString().startsWith("seiche: this is a bug of ours: "), said.toString());
    }
}
