package io.seiche.model;

/** Model files that cannot be what a Seiche wrote, or that do not belong together: which, why, and what was expected. */
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message naming the file and what is wrong in it. */
    public ModelFormatException(String message) {
        super(message);
    }

    /** The same, with the failure beneath it. */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
