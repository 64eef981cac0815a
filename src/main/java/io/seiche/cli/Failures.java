package io.seiche.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a failure is to the user: an exit code and one message, and the stack trace only when asked for. */
final class Failures {
    private static final List<Kind> KINDS = List.of(
            new Kind(ConfigurationException.class, ExitCode.USAGE),
            new Kind(IllegalArgumentException.class, ExitCode.USAGE));

    /** A class of exceptions and the exit code it means. */
    private record Kind(Class<? extends Exception> failure, ExitCode code) {}

    private Failures() {}

    /** Prints the message and returns the exit code. */
    static int tell(Throwable failure, PrintWriter err, boolean verbose) {
        if (Interruption.happened()) {
            return ExitCode.INTERRUPTED.number(); // nobody sees it: the JVM is ending with its own code
        }
        for (Throwable cause : causes(failure)) {
            for (Kind kind : KINDS) {
                if (kind.failure.isInstance(cause)) {
                    err.println("seiche: " + cause.getMessage());
                    trace(failure, err, verbose);
                    return kind.code.number();
                }
            }
        }
        err.println("seiche: this is a bug of ours: " + failure
                + (verbose ? "" : "; run again with --verbose for where it happened, and tell us"));
        trace(failure, err, verbose);
        return ExitCode.BUG.number();
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
