package io.seiche.cli;

/** The configuration says something it may not: the message names the key, what is wrong, and the line. */
final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
