package io.seiche.cli;

import io.seiche.configuration.ConfigurationException;
import io.seiche.model.ModelFormatException;
import io.seiche.series.DataException;
import io.seiche.store.StorageException;
import io.seiche.training.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;

/** Reports failures to the user: an exit code and one message, and the stack trace only if requested. */
final class Failures {
    private static final List<FailureKind> KINDS = List.of(
            new FailureKind(DataException.class, ExitCode.DATA),
            new FailureKind(DivergedException.class, ExitCode.DIVERGED),
            new FailureKind(StorageException.class, ExitCode.STORAGE),
            new FailureKind(ModelFormatException.class, ExitCode.STORAGE),
            new FailureKind(ConfigurationException.class, ExitCode.USAGE),
            new FailureKind(
                    IOException.class, ExitCode.STORAGE)); // not translated by a package: the message of a file system

    /** A class of exceptions and the exit code it means. */
    private record FailureKind(Class<? extends Exception> failure, ExitCode code) {}

    private Failures() {}

    /** Prints the message and returns the exit code. */
    static int tell(Throwable failure, PrintWriter err, boolean verbose) {
        if (Interruption.happened()) {
            return ExitCode.INTERRUPTED.number(); // nobody sees it: the JVM is ending with its own code
        }
        for (FailureKind kind : KINDS) {
            for (Throwable cause : causes(failure)) {
                if (kind.failure.isInstance(cause)) {
                    err.println("seiche: " + message(cause));
                    trace(failure, err, verbose);
                    return kind.code.number();
                }
            }
        }
        Optional<String> around = unknownScheme(failure).or(() -> lostExecutors(failure));
        if (around.isPresent()) {
            err.println("seiche: " + around.get());
            trace(failure, err, verbose);
            return ExitCode.STORAGE.number();
        }
        Throwable refusal = causes(failure).stream()
                .filter(c -> c instanceof IllegalArgumentException && isOurs(c))
                .findFirst()
                .orElse(null);
        if (refusal != null) {
            err.println("seiche: " + refusal.getMessage());
            trace(failure, err, verbose);
            return ExitCode.USAGE.number();
        }
        err.println("seiche: this is a bug of ours: "
                + failure.toString().lines().findFirst().orElse("")
                + (verbose ? "" : "; run again with --verbose for where it happened, and tell us"));
        trace(failure, err, verbose);
        return ExitCode.BUG.number();
    }

    private static String message(Throwable cause) {
        return cause instanceof IOException
                ? cause.toString().lines().findFirst().orElse("")
                : cause.getMessage();
    }

    /** Hadoop's words, where the class that a path's scheme is read by is in no jar at hand. */
    private static Optional<String> unknownScheme(Throwable failure) {
        return causes(failure).stream()
                .filter(cause -> cause instanceof ClassNotFoundException)
                .map(Throwable::getMessage)
                .filter(said -> said.startsWith("Class ") && said.endsWith(" not found"))
                .map(said -> said + "; a path of this scheme needs the jar that brings it, for s3a: --spark --packages"
                        + " org.apache.hadoop:hadoop-aws:3.4.2")
                .findFirst();
    }

    /** Spark's own words, where a job was given up for no other reason than that its executors died. */
    private static Optional<String> lostExecutors(Throwable failure) {
        return causes(failure).stream()
                .filter(cause -> cause instanceof SparkException)
                .map(cause -> cause.getMessage().lines().findFirst().orElse(""))
                .filter(said -> said.contains("ExecutorLostFailure") || said.contains("FetchFailed"))
                .map(said -> "Spark gave up because executors died: " + said
                        + "; run the same command again, a training goes on after its last finished round; where"
                        + " executors often die, set spark.task.maxFailures higher")
                .findFirst();
    }

    /** Returns true if a record of Seiche refused a value, false if a library refused a call. */
    private static boolean isOurs(Throwable refusal) {
        StackTraceElement[] at = refusal.getStackTrace();
        return at.length > 0
                && at[0].getClassName()
                        .startsWith(Failures.class.getPackageName().replace(".cli", "."));
    }

    private static void trace(Throwable failure, PrintWriter err, boolean verbose) {
        if (verbose) {
            failure.printStackTrace(err);
        }
    }

    /** The failure and what caused it, outermost first. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable t = failure; t != null && !all.contains(t); t = t.getCause()) {
            all.add(t);
        }
        return all;
    }
}
