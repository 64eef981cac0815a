package io.seiche.training;

import io.seiche.math.Grid;
import io.seiche.series.Batch;
import io.seiche.series.Span;

/**
 * One batch of windows as the linear part of a network reads them: its features and the normalised targets. A masked target has
 * the value that is filled in for inputs, so that all steps of a horizon share one matrix.
 */
final class LinearExamples {
    /** Windows read at once. */
    private static final int BATCH = 256;

    private final int features;
    private final int horizon;
    private int count;
    private int windows;
    private float[] u = {}; // [features][count]
    private float[] y = {}; // [horizon][count], normalised
    private float[] spread = {}; // [count]
    private float[] shift = {}; // [count]

    private LinearExamples(Worker worker) {
        features = worker.network().linearSkip().orElseThrow().features();
        horizon = worker.objective().windows().horizon();
    }

    /** Receives the batches of some windows of a shard. */
    interface ExamplesConsumer {
        /**
         * Takes a batch; it is overwritten after that.
         *
         * @param first position of its first window among those that are read
         */
        void batch(LinearExamples batch, int first);
    }

    /** Reads some windows of a span, batch after batch. */
    static void read(Worker worker, Shard shard, Span span, int[] windows, ExamplesConsumer use) {
        LinearExamples batch = new LinearExamples(worker);
        for (int from = 0; from < windows.length; from += BATCH) {
            int size = Math.min(BATCH, windows.length - from);
            worker.lay(shard, span, windows, from, size);
            batch.fill(worker);
            use.batch(batch, from);
        }
    }

    private void fill(Worker worker) {
        Batch batch = worker.batch();
        Grid values = worker.objective().answers().values();
        windows = batch.size();
        count = values.columns() * windows;
        if (spread.length < count) {
            u = new float[features * count];
            y = new float[horizon * count];
            spread = new float[count];
            shift = new float[count];
        }
        worker.network().linearSkip().orElseThrow().features(batch.input(), u, shift, spread);
        for (int h = 0; h < horizon; h++) {
            for (int k = 0; k < values.columns(); k++) {
                for (int b = 0; b < windows; b++) {
                    int e = k * windows + b;
                    y[h * count + e] = (batch.filled(values.at(h, k), b) - shift[e]) / spread[e];
                }
            }
        }
    }

    /** Returns the number of examples: windows times targets, example {@code target * windows + window}. */
    int count() {
        return count;
    }

    /** Returns the number of the window of an example in this batch. */
    int window(int example) {
        return example % windows;
    }

    /** Returns what the normalised values of an example are multiplied by. */
    float spread(int example) {
        return spread[example];
    }

    /** Writes the features of one example: {@code [features]}. */
    void features(int example, double[] x) {
        for (int p = 0; p < features; p++) {
            x[p] = u[p * count + example];
        }
    }

    /** Writes the normalised targets of one example: {@code [horizon]}. */
    void targets(int example, double[] to) {
        for (int h = 0; h < horizon; h++) {
            to[h] = y[h * count + example];
        }
    }

    /**
     * Writes what weights leave of the normalised targets of one example, at one step of the horizon in so many.
     *
     * @param weights {@code [features][steps]}
     * @param every n, where one step in n is written, the first among them
     * @param out {@code [steps]} at an offset
     */
    void residuals(int example, float[] weights, int every, float[] out, int at) {
        int steps = (horizon + every - 1) / every;
        for (int i = 0; i < steps; i++) {
            out[at + i] = y[i * every * count + example];
        }
        for (int p = 0; p < features; p++) {
            float value = u[p * count + example];
            for (int i = 0; i < steps; i++) {
                out[at + i] -= value * weights[p * steps + i];
            }
        }
    }
}
