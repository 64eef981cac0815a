package io.seiche.cli;

/**
 * Whether SIGINT or SIGTERM has ended this process. The JVM itself answers 130 or 143; Spark stops in its own shutdown
 * hook, and the failure that this makes of the running command is not worth a message.
 */
final class Interruption {
    private static volatile boolean happened;

    private Interruption() {}

    /** Begins to watch. */
    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> happened = true, "interruption"));
    }

    static boolean happened() {
        return happened;
    }
}
