package io.seiche.text;

import java.util.ArrayList;
import java.util.List;

/** The reason that a failure gives, in one line. */
public final class Reason {
    /** Number of characters after which a whole message is cut off. */
    private static final int LONGEST = 400;

    private Reason() {}

    /**
     * Returns true if memory ran out, in this process or in a task of Spark, whose failure is a text that names the
     * class.
     */
    public static boolean isOutOfMemory(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof OutOfMemoryError
                        || String.valueOf(cause.getMessage()).contains("OutOfMemoryError"));
    }

    /** Returns the failure and what caused it, outermost first. */
    public static List<Throwable> causes(Throwable failure) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable t = failure; t != null && !all.contains(t); t = t.getCause()) {
            all.add(t);
        }
        return all;
    }

    /**
     * Returns a failure's message in one line, without the query that Spark quotes, stack traces and SQLSTATE, cut off
     * after some hundred characters.
     */
    public static String whole(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        String told = message.replaceAll("(?s)\\s*(== SQL|JVM stacktrace|Driver stacktrace|\\n\\s*at ).*", "")
                .replaceAll("\\s*SQLSTATE: \\w+", "")
                .replaceAll("\\s+", " ")
                .strip();
        if (failure.getMessage() == null || told.isEmpty()) {
            return failure.getClass().getSimpleName();
        }
        return told.length() > LONGEST ? told.substring(0, LONGEST) + "..." : told;
    }

    /** Returns the first line of a failure's message, or the name of its class when it has none. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
