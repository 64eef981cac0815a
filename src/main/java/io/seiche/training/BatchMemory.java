package io.seiche.training;

import io.seiche.text.Refusal;
import io.seiche.text.Words;
import java.util.Locale;

/**
 * The memory that one task takes for its batches, estimated from the shapes of windows and parameters before anything is
 * allocated: the inputs of all windows of a batch, and for each matrix of the network and each step the numbers it
 * multiplies and those it makes, which training keeps for the gradient; the parameters, their gradient and the state of
 * the optimizer. Layers without matrices, gradients of inputs and the rows that tasks hold are not counted.
 *
 * @param windows windows of a training batch
 * @param steps rows of a window
 * @param inputs values of a row
 * @param bytes of one task
 */
public record BatchMemory(int windows, int steps, int inputs, long bytes) {
    private static final double MEBIBYTE = 1L << 20;

    /** Share of a heap that large arrays can take: about the old generation of Java's collectors. */
    private static final double SHARE = 0.75;

    /** Taken by Spark itself. */
    private static final double SPARK = 100 * MEBIBYTE;

    /** The largest array of Java. */
    private static final long ARRAY = Integer.MAX_VALUE - 8L;

    /** Returns the memory that a task takes for the batches of an objective. */
    public static BatchMemory of(TrainingSpec training, Objective objective) {
        int windows = training.passes().batchSize();
        int steps = objective.windows().lookback();
        int inputs = objective.columns().inputs();
        long read = (long) steps * inputs;
        long kept = objective.size().numbersKept();
        double numbers = (double) windows * kept + (double) Math.max(windows, Worker.SCORED) * read;
        double vectors = 2.0 + training.rates().newOptimizer().slots();
        return new BatchMemory(
                windows, steps, inputs, (long) ((numbers + vectors * objective.parameters()) * Float.BYTES));
    }

    /**
     * Refuses batches that the memory of a task cannot hold.
     *
     * @param heap bytes of the Java heap that tasks run in
     * @param tasks number of tasks that run there at once
     * @throws Refusal if they are too large
     */
    public void check(long heap, int tasks) {
        long numbers = (long) Math.max(windows, Worker.SCORED) * steps * inputs;
        if (numbers > ARRAY) {
            throw Refusal.of(
                    "window.lookback",
                    String.format(
                            Locale.ROOT,
                            "and the columns are too many: a batch of %s has %,d numbers, at most %,d are possible",
                            shape(),
                            numbers,
                            ARRAY));
        }
        double free = SHARE * heap - SPARK;
        if ((double) bytes * tasks > free) {
            throw tooLarge("is too large for this memory", heap, tasks);
        }
    }

    /** Returns the refusal of batches for which the memory of a task was not enough. */
    Refusal tooLarge(String what, long heap, int tasks) {
        long gibibytes = (long) Math.ceil(((double) bytes * tasks + SPARK) / SHARE / MEBIBYTE / 1024);
        long more = Math.max(gibibytes, (long) Math.ceil(1.5 * heap / MEBIBYTE / 1024));
        return Refusal.of(
                "training.batchSize",
                String.format(
                        Locale.ROOT,
                        "= %d %s: batches of %s take about %,.0f MB per task, %s at once, of a heap of %,.0f MB; give"
                                + " %dg (SEICHE_HEAP=%dg; on a cluster spark.executor.memory), or a smaller"
                                + " training.batchSize or window.lookback",
                        windows,
                        what,
                        shape(),
                        bytes / MEBIBYTE,
                        Words.count(tasks, "task"),
                        heap / MEBIBYTE,
                        more,
                        more));
    }

    private String shape() {
        return windows + " windows x " + steps + " steps x " + inputs + " inputs";
    }
}
