package io.seiche.store;

/** Storage that cannot be read or written, or that holds something other than what was put there: what, where, and what to do. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message that says what could not be done, where, and what to do about it. */
    public StorageException(String message) {
        super(message);
    }

    /** The same, with the failure beneath it. */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
