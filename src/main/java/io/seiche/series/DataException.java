package io.seiche.series;

/** Data that is refused: the message says what must be, what it was, where, and what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Data refused for this reason. */
    public DataException(String message) {
        super(message);
    }

    /** Data refused for this reason, found out by another failure. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
