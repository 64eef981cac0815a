package io.seiche.text;

/** One-line reasons of failures. */
public final class Failures {
    private Failures() {}

    /** Returns the first line of a failure's message, or the name of its class when it has none. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
