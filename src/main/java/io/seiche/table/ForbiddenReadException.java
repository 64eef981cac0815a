package io.seiche.table;

/** Thrown when a configuration would do more than read, or read a database that the submission does not allow. */
public final class ForbiddenReadException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ForbiddenReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
