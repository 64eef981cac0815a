package io.seiche.training;

import io.seiche.TrainingForTests;
import io.seiche.loss.Losses;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Columns;
import io.seiche.series.Cutoffs;
import io.seiche.series.Normalizers;
import io.seiche.series.RowTimes;
import io.seiche.series.Scaler;
import io.seiche.series.SplitBounds;
import io.seiche.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/** Sine waves of different periods in chunks, and a small network that learns them. */
final class Waves {
    static final int LOOKBACK = 6;

    private Waves() {}

    /** A network over these waves. */
    static Objective objective(String layers) {
        return new Objective(
                new NetworkSpec(layers),
                Losses.parse("mse"),
                new WindowSpec(LOOKBACK, 1, 1, Normalizers.NONE),
                new Columns(List.of("y"), List.of(), List.of(), List.of()));
    }

    /** One chunk of each wave, the i-th holding {@code trainWindows[i]} windows to train and 5 to validate. */
    static List<Chunk> chunks(int... trainWindows) {
        List<Chunk> all = new ArrayList<>();
        for (int series = 0; series < trainWindows.length; series++) {
            all.add(chunk("wave" + series, 0, trainWindows[series], 5));
        }
        return all;
    }

    /** A wave of its own for every name and index. */
    static Chunk chunk(String series, int index, int train, int validation) {
        int rows = LOOKBACK + train + validation;
        float[] values = new float[rows];
        int length = 5 + Math.floorMod(series.hashCode() + 3 * index, 7);
        for (int i = 0; i < rows; i++) {
            values[i] = (float) (StrictMath.sin(2 * Math.PI * i / length) + 0.1 * StrictMath.sin(12.9898 * i + index));
        }
        int first = index * rows;
        int trainEnd = first + LOOKBACK + train;
        SplitBounds bounds = new SplitBounds(first, trainEnd, first + rows, first + rows, 0);
        return new Chunk(
                series,
                index,
                new ChunkRows(first, 1, values, RowTimes.of(new long[rows]), new double[0]),
                new float[0],
                new Scaler(new double[] {0}, new double[] {1}),
                new Cutoffs(
                        first + LOOKBACK,
                        first + LOOKBACK,
                        first + rows - 1,
                        new WindowSpec(LOOKBACK, 1, 1, Normalizers.NONE),
                        bounds));
    }

    /** The same chunk with one value of its rows replaced. */
    static Chunk poisoned(Chunk chunk, int row, float value) {
        float[] values = chunk.values().clone();
        values[row] = value;
        ChunkRows rows = new ChunkRows(
                chunk.firstRow(),
                chunk.columns(),
                values,
                chunk.times(),
                chunk.data().levels());
        return new Chunk(chunk.series(), chunk.index(), rows, chunk.statics(), chunk.scaler(), chunk.cutoffs());
    }

    /** A quick training of three epochs, which tests change as they need. */
    static TrainingForTests spec() {
        return new TrainingForTests().learningRate(0.01).batchSize(8).epochs(3).localSteps(2);
    }

    /** Plain gradient descent whose every step is of all windows of {@code chunks(5, 30, 11, 2)}. */
    static TrainingForTests wholeBatches(TrainingSpec.Sync sync) {
        return spec().optimizer("sgd")
                .learningRate(0.1)
                .clipNorm(0)
                .batchSize(100)
                .epochs(5)
                .localSteps(1)
                .sync(sync);
    }

    static Trained train(TrainingForTests spec, Objective objective, List<Chunk> chunks, int shards)
            throws InterruptedException {
        try (Shards all = MemoryShards.of(objective, chunks, shards)) {
            return Trainer.train(spec.build(), all, TrainingListener.NONE);
        }
    }
}
