package io.seiche.cli;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Handling of SIGINT and SIGTERM. The JVM exits with 130 or 143. Spark stops in its own shutdown hook, and the failure
 * that this causes in the running command is not reported.
 */
final class Interruption {
    /** Spark stops its context in a hook of priority 50 of the same manager; higher ones run before it. */
    private static final int BEFORE_SPARK = 100;

    /** Most senders of a SIGTERM send a SIGKILL 30 seconds later. */
    private static final long GRACE_SECONDS = 20;

    private static volatile boolean happened;

    private Interruption() {}

    /** Registers the hook. */
    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> happened = true, "interruption"));
    }

    static boolean happened() {
        return happened;
    }

    /** An action at interruption, removed when it is closed. */
    interface LastAction extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs an action when the process is interrupted, before Spark and the file systems close. */
    static LastAction last(Runnable deed) {
        Runnable hook = () -> {
            happened = true;
            deed.run();
        };
        ShutdownHookManager hooks = ShutdownHookManager.get();
        hooks.addShutdownHook(hook, BEFORE_SPARK, GRACE_SECONDS, TimeUnit.SECONDS);
        return () -> {
            if (!hooks.isShutdownInProgress()) {
                hooks.removeShutdownHook(hook);
            }
        };
    }
}
