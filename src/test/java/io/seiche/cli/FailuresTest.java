package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

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
    void anotherFailureOfSparkIs() {
        int code = tell(new IllegalStateException(new SparkException("Job aborted due to stage failure: NullPointer")));
        assertEquals(ExitCode.BUG.number(), code);
        assertTrue(said.toString().startsWith("seiche: this is a bug of ours: "), said.toString());
    }
}
