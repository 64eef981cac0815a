package io.seiche.text;

/** The reason that a failure gives, in one line. */
public final class Reason {
    private Reason() {}

    /** Returns the first line of a failure's message, or the name of its class when it has none. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message);
    }
}
