package io.seiche.store;

/**
 * Thrown when storage cannot be read or written, or is damaged. The message states the failure, its place and the
 * remedy.
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message. */
    public StorageException(String message) {
        super(message);
    }

    /** Creates an exception with a message and its cause. */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
