package io.seiche.training;

import io.seiche.cell.Initial;
import io.seiche.loss.Losses;
import io.seiche.math.SplitMix;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Normalizers;
import io.seiche.series.Scaler;
import io.seiche.series.SplitBounds;
import io.seiche.series.WindowSpec;
import io.seiche.task.Forecasting;
import java.util.List;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997): two numbers of a sequence from U(0, 1), one in each half, are
 * marked, and the target is their sum. The constant output 1 has a mean squared error of 1/6.
 *
 * @param steps T
 * @param train sequences to train on
 */
record Adding(int steps, int train) {
    private static final int VALIDATION = 1_000;
    private static final int COLUMNS = 3;

    /** The objective of the network. */
    Objective objective(String layers, Initial initial) {
        return new Objective(
                new Forecasting(),
                new NetworkSpec(layers + ", dense(1)", initial),
                Losses.parse("mse"),
                windows(),
                new Columns(List.of("sum"), List.of("number", "marked"), List.of(), List.of()));
    }

    private WindowSpec windows() {
        return new WindowSpec(steps, 1, steps + 1, Normalizers.NONE);
    }

    /** Sequences one after another: the sum stands in the row after its sequence, and nothing in the column before. */
    Chunk sequences(long seed) {
        SplitMix random = new SplitMix(seed);
        int rows = (train + VALIDATION) * (steps + 1);
        float[] values = new float[rows * COLUMNS];
        int half = steps / 2;
        for (int first = 0; first < rows; first += steps + 1) {
            int early = (int) (random.nextDouble() * half);
            int late = half + (int) (random.nextDouble() * (steps - half));
            float sum = 0;
            for (int t = 0; t < steps; t++) {
                int at = (first + t) * COLUMNS;
                values[at + 1] = (float) random.nextDouble();
                if (t == early || t == late) {
                    values[at + 2] = 1;
                    sum += values[at + 1];
                }
            }
            values[(first + steps) * COLUMNS] = sum;
        }
        int trainEnd = steps + train * (steps + 1);
        return new Chunk(
                "adding",
                0,
                new ChunkRows(COLUMNS, values, new long[rows]),
                new float[0],
                new Scaler(new double[COLUMNS], new double[] {1, 1, 1}),
                new Cutoffs(steps, steps, rows - 1, windows(), new SplitBounds(0, trainEnd, rows, rows, 0)));
    }

    /** Trains on one shard in this JVM and returns the mean squared error on sequences that were not trained on. */
    Trained train(String layers, Initial initial, TrainingSpec spec) throws InterruptedException {
        try (Shards shards = MemoryShards.of(objective(layers, initial), List.of(sequences(7)), 1)) {
            return Trainer.train(spec, shards, TrainingListener.NONE);
        }
    }
}
