package io.seiche.training;

import io.seiche.loss.Answers;
import io.seiche.math.Sequence;
import io.seiche.network.Pass;
import io.seiche.series.Span;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The forecasts of a network for some validation windows, evenly spaced, and what came, on the scale of the chunk; in the
 * order of windows and shards.
 *
 * @param forecasts {@code [windows][horizon][targets][levels]}, levels as {@link Answers#levels}
 * @param actual {@code [windows][horizon][targets]}; NaN where a value is masked
 */
public record ValidationForecasts(float[] forecasts, float[] actual) {
    /** Windows forecast at once. */
    private static final int BATCH = 256;

    /**
     * Forecasts one validation window in so many.
     *
     * @param every n, where one window in n is forecast
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public static ValidationForecasts of(Shards shards, float[] parameters, int every) throws InterruptedException {
        List<float[]> forecasts = new ArrayList<>();
        List<float[]> actual = new ArrayList<>();
        for (ShardResult<float[][]> shard :
                shards.map(parameters, new Some(every)).list()) {
            forecasts.add(shard.value()[0]);
            actual.add(shard.value()[1]);
        }
        return new ValidationForecasts(joined(forecasts), joined(actual));
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private record Some(int every) implements ShardWork<float[], float[][]> {
        @Override
        public float[][] run(Worker worker, Shard shard, float[] parameters) {
            int[] listed = IntStream.range(0, (shard.windows(Span.VALIDATION) + every - 1) / every)
                    .map(i -> i * every)
                    .toArray();
            int windows = listed.length;
            Answers answers = worker.objective().answers();
            int cells = answers.values().size();
            int levels = answers.levels().length;
            float[][] all = {new float[windows * cells * levels], new float[windows * cells]};
            for (int from = 0; from < windows; from += BATCH) {
                int size = Math.min(BATCH, windows - from);
                worker.lay(shard, Span.VALIDATION, listed, from, size);
                Sequence output = worker.forward(Pass.SCORING, parameters, worker.batch());
                for (int b = 0; b < size; b++) {
                    for (int cell = 0; cell < cells; cell++) {
                        int at = (from + b) * cells + cell;
                        all[1][at] = worker.batch().y()[cell * size + b];
                        for (int level = 0; level < levels; level++) {
                            all[0][at * levels + level] = answers.level(output, level, cell, b);
                        }
                    }
                }
            }
            return all;
        }
    }
}
