package io.seiche.cli;

import io.seiche.configuration.ConfigurationException;
import io.seiche.model.ModelFormatException;
import io.seiche.series.DataException;
import io.seiche.store.StorageException;
import io.seiche.text.Printable;
import io.seiche.text.Reason;
import io.seiche.training.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

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
            return ExitCode.INTERRUPTED.number(); // not used: the JVM exits with its own code
        }
        FailureMessage message = known(failure)
                .orElseGet(() -> new FailureMessage(
                        ExitCode.BUG,
                        "this is a bug of ours: "
                                + failure.toString().lines().findFirst().orElse("")
                                + (verbose ? "" : "; run again with --verbose for where it happened, and tell us")));
        err.println("seiche: " + Printable.message(message.text));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return message.code.number();
    }

    /** An exit code and the sentence for it. */
    private record FailureMessage(ExitCode code, String text) {}

    /** Returns the message of a failure that is no bug. */
    private static Optional<FailureMessage> known(Throwable failure) {
        Optional<String> refused = refusal(failure);
        if (refused.isPresent() && Reason.isOutOfMemory(failure)) { // it names the memory that a batch takes
            return refused.map(text -> new FailureMessage(ExitCode.USAGE, text));
        }
        Optional<FailureMessage> platform = Platform.memory(failure)
                .map(text -> new FailureMessage(ExitCode.USAGE, text))
                .or(() -> Platform.fullDisk(failure).map(text -> new FailureMessage(ExitCode.STORAGE, text)));
        if (platform.isPresent()) {
            return platform;
        }
        for (FailureKind kind : KINDS) {
            for (Throwable cause : Reason.causes(failure)) {
                if (kind.failure.isInstance(cause)) {
                    return Optional.of(new FailureMessage(kind.code, message(cause)));
                }
            }
        }
        return Platform.unknownScheme(failure)
                .or(() -> Platform.lostExecutors(failure))
                .map(text -> new FailureMessage(ExitCode.STORAGE, text))
                .or(() -> refused.map(text -> new FailureMessage(ExitCode.USAGE, text)))
                .or(() -> Platform.stack(failure).map(text -> new FailureMessage(ExitCode.USAGE, text)))
                .or(() -> Platform.linkage(failure).map(text -> new FailureMessage(ExitCode.USAGE, text)));
    }

    /** Returns the message of a value that was refused. */
    private static Optional<String> refusal(Throwable failure) {
        return Reason.causes(failure).stream()
                .filter(cause -> cause instanceof IllegalArgumentException && isOurs(cause))
                .map(Throwable::getMessage)
                .findFirst();
    }

    private static String message(Throwable cause) {
        return cause instanceof IOException
                ? cause.toString().lines().findFirst().orElse("")
                : cause.getMessage();
    }

    /** Returns true if a record of Seiche refused a value, false if a library refused a call. */
    private static boolean isOurs(Throwable refusal) {
        StackTraceElement[] at = refusal.getStackTrace();
        return at.length > 0
                && at[0].getClassName()
                        .startsWith(Failures.class.getPackageName().replace(".cli", "."));
    }
}
