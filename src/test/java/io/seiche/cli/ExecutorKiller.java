package io.seiche.cli;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Kills executors with SIGKILL at random moments, whatever they are doing, until it is closed or has had enough. */
final class ExecutorKiller implements AutoCloseable {
    private static final int FROM_MILLIS = 2000;
    private static final int TO_MILLIS = 7000;

    private final AtomicInteger killed = new AtomicInteger();
    private final Supplier<List<ProcessHandle>> executors;
    private final Random random;
    private final int kills;
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param executors those that live
     * @param kills how many are enough
     */
    ExecutorKiller(Supplier<List<ProcessHandle>> executors, int kills, long seed) {
        this.executors = executors;
        this.random = new Random(seed);
        this.kills = kills;
        next();
    }

    private void next() {
        if (!closed && killed.get() < kills) {
            CompletableFuture.delayedExecutor(random.nextInt(FROM_MILLIS, TO_MILLIS), TimeUnit.MILLISECONDS)
                    .execute(this::kill);
        }
    }

    private void kill() {
        List<ProcessHandle> living = executors.get();
        if (!living.isEmpty() && living.get(random.nextInt(living.size())).destroyForcibly()) {
            killed.incrementAndGet();
        }
        next();
    }

    int killed() {
        return killed.get();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Whether a process is a Spark executor. */
    static boolean isExecutor(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
    }
}
