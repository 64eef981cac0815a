package io.seiche.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work on the driver that starts Spark jobs, a few pieces at once. */
final class SideBySide {
    /** Most pieces at once: each may hold a table in Spark's cache. */
    private static final int MOST = 4;

    private SideBySide() {}

    /**
     * Does all work and returns the results in its order.
     *
     * @throws InterruptedException if the calling thread is interrupted; what was running is cancelled
     */
    static <T> List<T> run(List<? extends Callable<T>> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(work.size(), MOST)));
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> each : work) {
                running.add(threads.submit(each));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("work side by side failed", failed.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
