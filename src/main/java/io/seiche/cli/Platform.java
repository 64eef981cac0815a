package io.seiche.cli;

import io.seiche.store.StorageException;
import io.seiche.text.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.SparkException;

/** Failures of Java, Spark and the machine: the sentence that states what failed and what to do. */
final class Platform {
    /** Host and executor of a failed task, in Spark's message. */
    private static final Pattern TASK = Pattern.compile("\\(TID \\d+\\) \\((\\S+) executor (\\S+?)\\)");

    private static final Pattern FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    private Platform() {}

    /** The message of a failure for lack of memory, in this process or in a task. */
    static Optional<String> memory(Throwable failure) {
        if (!Reason.isOutOfMemory(failure)) {
            return Optional.empty();
        }
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        Optional<String> executor = taskOf(failure).filter(task -> !task.equals("driver"));
        return Optional.of(
                executor.isPresent()
                        ? "executor " + executor.get()
                                + " ran out of memory; give executors more (spark.executor.memory), or"
                                + " see with seiche plan what a batch takes"
                        : String.format(
                                Locale.ROOT,
                                "Java ran out of memory, of which it has %,d MB; give more (SEICHE_HEAP=%dg, of spark-submit"
                                        + " --driver-memory), or see with seiche plan what a batch takes",
                                heap,
                                2 + heap / 1024));
    }

    /** The message of a failure because the disk for Spark's temporary files is full. The store has its own message. */
    static Optional<String> fullDisk(Throwable failure) {
        boolean store = Reason.causes(failure).stream().anyMatch(StorageException.class::isInstance);
        Optional<String> why = Reason.causes(failure).stream()
                .map(cause -> FULL.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
        if (store || why.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> executor = taskOf(failure).filter(task -> !task.equals("driver"));
        String disk = executor.map(task -> "of executor " + task).orElseGet(() -> "with " + temporaries());
        return Optional.of("the disk " + disk + " is full, where Spark keeps temporary files: " + why.get()
                + "; free space there, or set SPARK_LOCAL_DIRS (spark.local.dir) to a larger disk, and run the same"
                + " command again");
    }

    /** Returns the executor of the task that failed, with its host. */
    private static Optional<String> taskOf(Throwable failure) {
        return Reason.causes(failure).stream()
                .map(cause -> TASK.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(task -> task.group(2).equals("driver") ? "driver" : task.group(2) + " on " + task.group(1))
                .findFirst();
    }

    /** Returns the directories of Spark's temporary files in this process. */
    private static String temporaries() {
        String dirs = System.getenv("SPARK_LOCAL_DIRS");
        return dirs != null ? dirs : System.getProperty("spark.local.dir", System.getProperty("java.io.tmpdir"));
    }

    /** The message of a failure for lack of stack. */
    static Optional<String> stack(Throwable failure) {
        return Reason.causes(failure).stream()
                .filter(StackOverflowError.class::isInstance)
                .map(cause ->
                        "the stack of Java is too small for an expression of the configuration or of a file; simplify"
                                + " it, such as input.sql and input.where, or give SEICHE_OPTS=-Xss16m")
                .findFirst();
    }

    /** The message for a class that is missing or of another version. */
    static Optional<String> linkage(Throwable failure) {
        return Reason.causes(failure).stream()
                .filter(LinkageError.class::isInstance)
                .map(cause -> "a class that is needed is missing or of another version: "
                        + cause.getClass().getSimpleName()
                        + ": " + Reason.of(cause)
                        + "; run with Java 17 or 25, Spark 4.1 or 4.2 and no other version of its jars on the"
                        + " class path")
                .findFirst();
    }

    /** Hadoop's message when no jar has the file system class of a path's scheme. */
    static Optional<String> unknownScheme(Throwable failure) {
        return Reason.causes(failure).stream()
                .filter(cause -> cause instanceof ClassNotFoundException)
                .map(Throwable::getMessage)
                .filter(said -> said.startsWith("Class ") && said.endsWith(" not found"))
                .map(said -> said + "; a path of this scheme needs the jar that brings it, for s3a: --spark --packages"
                        + " org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion())
                .findFirst();
    }

    /** Spark's message when a job was cancelled only because its executors died. */
    static Optional<String> lostExecutors(Throwable failure) {
        return Reason.causes(failure).stream()
                .filter(cause -> cause instanceof SparkException)
                .map(cause -> cause.getMessage().lines().findFirst().orElse(""))
                .filter(said -> said.contains("ExecutorLostFailure") || said.contains("FetchFailed"))
                .map(said -> "Spark gave up because executors died: " + said
                        + "; run the same command again, a training goes on after its last finished round; where"
                        + " executors often die, set spark.task.maxFailures higher")
                .findFirst();
    }
}
