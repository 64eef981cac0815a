package io.seiche.evaluation;

import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Span;

/** Forecasts the windows of one span in batches and gives each forecast to a visitor. */
final class ConsecutiveWindows {
    /** Most windows of a batch; fewer where windows are large. */
    private static final int BATCH = 256;
    /** Most inputs of a batch, in floats (16 MiB). */
    private static final long MOST_INPUTS = 1 << 22;

    private final Evaluation evaluation;
    private final Span span;
    private final Forecaster forecaster;
    private final Visitor visitor;
    private final Batch batch;
    private final Chunk[] chunks;
    private final int[] cutoffs;
    private final double[][] scaled; // [levels][horizon * targets]
    private final double[][] table; // the same in the table's units
    private int held;

    /** Receives the forecast of each window. */
    interface Visitor {
        /** Both forecasts are {@code [levels][horizon * targets]} and are used again for the next window. */
        void window(Chunk chunk, int cutoff, double[][] table, double[][] scaled);
    }

    ConsecutiveWindows(Evaluation evaluation, Span span, Forecaster forecaster, Visitor visitor) {
        this.evaluation = evaluation;
        this.span = span;
        this.forecaster = forecaster;
        this.visitor = visitor;
        long inputs =
                (long) evaluation.windows().lookback() * evaluation.columns().inputs();
        int size = (int) Math.max(1, Math.min(BATCH, MOST_INPUTS / inputs));
        batch = new Batch(evaluation.windows(), evaluation.columns());
        chunks = new Chunk[size];
        cutoffs = new int[size];
        scaled = new double[forecaster.levels().length][evaluation.values().size()];
        table = new double[scaled.length][evaluation.values().size()];
    }

    /** Adds a chunk's windows of the span. */
    void add(Chunk chunk) {
        for (int i = 0; i < chunk.windows(span); i++) {
            add(chunk, chunk.cutoff(span, i));
        }
    }

    /** Adds one window. */
    void add(Chunk chunk, int cutoff) {
        chunks[held] = chunk;
        cutoffs[held++] = cutoff;
        if (held == chunks.length) {
            finish();
        }
    }

    /** Forecasts the windows that are still held. */
    void finish() {
        if (held == 0) {
            return;
        }
        batch.start(held);
        for (int i = 0; i < held; i++) {
            batch.putInputs(i, chunks[i], cutoffs[i]);
        }
        float[] answer = forecaster.forecast(batch);
        int cells = evaluation.values().size();
        for (int i = 0; i < held; i++) {
            for (int level = 0; level < scaled.length; level++) {
                for (int cell = 0; cell < cells; cell++) {
                    double value = answer[(level * cells + cell) * held + i];
                    scaled[level][cell] =
                            batch.undone(value, evaluation.values().column(cell), i);
                }
                evaluation.units().toTable(chunks[i], cutoffs[i], scaled[level], table[level]);
                raise(chunks[i], cutoffs[i], scaled[level], table[level]);
            }
            visitor.window(chunks[i], cutoffs[i], table, scaled);
        }
        held = 0;
    }

    /** Raises forecasts that are below the forecaster's minimum, in both units. */
    private void raise(Chunk chunk, int cutoff, double[] onScale, double[] units) {
        boolean raised = false;
        for (int cell = 0; cell < units.length; cell++) {
            if (units[cell] < forecaster.minimum()) {
                units[cell] = forecaster.minimum();
                raised = true;
            }
        }
        if (raised) {
            evaluation.units().toScaled(chunk, cutoff, units, onScale);
        }
    }
}
