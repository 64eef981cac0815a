package io.seiche.series;

/** Thrown when data is refused. The message states the rule, the value found, its place, and the remedy. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message. */
    public DataException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the failure that caused it. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
