package io.seiche.table;

/** Thrown when the SQL of a configuration would do more than read. */
public final class ForbiddenSqlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ForbiddenSqlException(String message, Throwable cause) {
        super(message, cause);
    }
}
