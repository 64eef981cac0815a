package io.seiche.table;

/** SQL of a configuration that would do more than read. */
public final class ForbiddenSqlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ForbiddenSqlException(String message, Throwable cause) {
        super(message, cause);
    }
}
