package io.seiche.cli;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Kills executors with SIGKILL at random moments until it is closed or has reached its limit. */
final class ExecutorKiller implements AutoCloseable {
    private final AtomicInteger killed = new AtomicInteger();
    private final Supplier<List<ProcessHandle>> executors;
    private final Random random;
    private final int kills;
    private final int fromMillis;
    private final int toMillis;
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param executors those that live
     * @param kills number of kills
     * @param from seconds between two kills, at least
     * @param to seconds between two kills, at most
     */
    ExecutorKiller(Supplier<List<ProcessHandle>> executors, int kills, long seed, int from, int to) {
        this.executors = executors;
        this.random = new Random(seed);
        this.kills = kills;
        this.fromMillis = 1000 * from;
        this.toMillis = 1000 * to;
        next();
    }

    private void next() {
        if (!closed && killed.get() < kills) {
            CompletableFuture.delayedExecutor(random.nextInt(fromMillis, toMillis), TimeUnit.MILLISECONDS)
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
}
