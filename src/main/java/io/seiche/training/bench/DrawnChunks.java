package io.seiche.training.bench;

import io.seiche.math.SplitMix;
import io.seiche.series.Chunk;
import io.seiche.series.ChunkRows;
import io.seiche.series.Cutoffs;
import io.seiche.series.Scaler;
import io.seiche.series.SplitBounds;
import io.seiche.training.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks of drawn numbers for measurements. */
public final class DrawnChunks {
    private DrawnChunks() {}

    /** A chunk for every shard, each of as many training windows. */
    public static List<Chunk> onePerShard(Objective objective, int shards, int windows) {
        List<Chunk> chunks = new ArrayList<>();
        for (int index = 0; index < shards; index++) {
            chunks.add(chunk(objective, index, windows)); // chunks of one series are dealt out in turn
        }
        return chunks;
    }

    private static Chunk chunk(Objective objective, int index, int windows) {
        int columns = objective.columns().perRow().size();
        int lookback = objective.windows().lookback();
        int rows = Math.addExact(windows, lookback + objective.windows().horizon() - 1);
        float[] values = new float[Math.multiplyExact(rows, columns)];
        SplitMix random = new SplitMix(index);
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.uniform(-1, 1);
        }
        double[] one = new double[columns];
        Arrays.fill(one, 1);
        return new Chunk(
                "",
                index,
                new ChunkRows(columns, values, new long[rows]),
                new float[0],
                new Scaler(new double[columns], one),
                new Cutoffs(
                        lookback, lookback, lookback + windows - 1, objective.windows(), SplitBounds.training(rows)));
    }
}
