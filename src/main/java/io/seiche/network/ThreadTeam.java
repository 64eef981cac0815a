package io.seiche.network;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that run a task together: the calling thread, and others of a pool that all teams of this JVM
 * share. Threads of the pool end after {@value #IDLE_SECONDS} seconds without work.
 *
 * <p>Within a task the threads meet at barriers, every few time steps of a backward pass, some 10 to 1,000 microseconds
 * apart. A thread that waits therefore repeats its check for {@value #SPIN_NANOS} ns before it is suspended, since a
 * suspended thread takes some 50 microseconds to continue. Where a team has more threads than there are processors, they
 * are suspended at once.
 *
 * <p>Used by one calling thread at a time.
 */
final class ThreadTeam {
    private static final long IDLE_SECONDS = 10;
    private static final long SPIN_NANOS = 100_000;
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "seiche-part-" + STARTED.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private final int most;
    private final boolean spins;
    private final AtomicInteger arrived = new AtomicInteger(); // at the next barrier
    private final AtomicInteger running = new AtomicInteger(); // other threads that have not finished the task
    private final AtomicReferenceArray<Thread> suspended; // by index; null for threads that are not suspended
    private volatile int barriers; // that all have passed
    private volatile Throwable failure; // of the first thread that failed in the task
    private int size = 1;

    /** A team of at most so many threads. */
    ThreadTeam(int most) {
        this.most = most;
        spins = most <= Runtime.getRuntime().availableProcessors();
        suspended = new AtomicReferenceArray<>(most);
    }

    /** Returns the largest number of threads. */
    int most() {
        return most;
    }

    /** Returns the number of threads of a task. */
    int size() {
        return size;
    }

    /** Sets the number of threads of the next tasks. */
    void resize(int threads) {
        size = threads;
    }

    /**
     * Runs a task on every thread, and returns when all have finished it. If one fails, the others stop at their next
     * barrier, and its exception is thrown.
     *
     * @param task given the index of the thread, 0 on the calling thread
     */
    void run(IntConsumer task) {
        if (size == 1) {
            task.accept(0);
            return;
        }
        failure = null;
        arrived.set(0);
        running.set(size - 1);
        for (int thread = 1; thread < size; thread++) {
            int index = thread;
            POOL.execute(() -> {
                member(task, index);
                if (running.decrementAndGet() == 0) {
                    LockSupport.unpark(suspended.get(0));
                }
            });
        }
        member(task, 0);
        await(0, () -> running.get() == 0);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void member(IntConsumer task, int index) {
        try {
            task.accept(index);
        } catch (AbandonedException otherFailed) {
            assert failure != null;
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
    }

    private synchronized void fail(Throwable failed) {
        if (failure == null) {
            failure = failed;
        }
        wake();
    }

    /**
     * Waits, within a task, until all threads have called this. Each then sees what the others wrote before.
     *
     * @param index of the calling thread
     */
    void barrier(int index) {
        if (size == 1) {
            return;
        }
        int before = barriers;
        if (arrived.incrementAndGet() == size) {
            arrived.set(0);
            barriers = before + 1;
            wake();
        } else {
            await(index, () -> barriers != before || failure != null);
        }
        if (failure != null) {
            throw new AbandonedException();
        }
    }

    private void wake() {
        for (int index = 0; index < size; index++) {
            LockSupport.unpark(suspended.get(index)); // null is ignored
        }
    }

    /** Waits until a condition holds; an interruption is kept for later. */
    private void await(int index, BooleanSupplier condition) {
        long end = System.nanoTime() + SPIN_NANOS;
        while (spins && !condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        suspended.set(index, Thread.currentThread());
        while (!condition.getAsBoolean()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        suspended.set(index, null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the task of a thread because another has failed. */
    private static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        AbandonedException() {
            super("another thread of the team failed", null, false, false);
        }
    }
}
