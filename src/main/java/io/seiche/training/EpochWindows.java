package io.seiche.training;

import io.seiche.math.SplitMix;
import io.seiche.series.Span;
import io.seiche.training.Worker.ShardResult;
import io.seiche.training.Worker.ShardWork;
import java.util.Arrays;

/**
 * The training windows of each epoch: all of every shard, or a number of them that is drawn anew for each epoch ({@code
 * training.windowsPerEpoch}).
 *
 * <p>A number is divided among the shards by systematic sampling: the windows are numbered through all shards, marks lie
 * at equal distances from a place drawn for the epoch, and a shard uses as many windows as marks lie in its range. So the
 * numbers of an epoch add up exactly, a shard's number is its proportional part rounded up or down, and over the epochs
 * every window has the same chance.
 *
 * @param ofShards training windows of each shard, by its number
 * @param all sum of these
 * @param drawn windows of an epoch, at most all
 * @param seed of the run
 */
record EpochWindows(int[] ofShards, long all, long drawn, long seed) {
    private static final long PLACE = 3;

    /** Returns those of a training on shards, which count their windows. */
    static EpochWindows of(TrainingSpec spec, Shards shards) throws InterruptedException {
        int[] windows = new int[shards.count()];
        for (ShardResult<Integer> result : shards.map(0, new TrainWindows()).list()) {
            windows[result.shard()] = result.value();
        }
        long all = Arrays.stream(windows).asLongStream().sum();
        return new EpochWindows(
                windows, all, spec.passes().windows(all), spec.passes().seed());
    }

    /** Returns the number of windows of each shard in an epoch, counted from 0. */
    int[] in(int epoch) {
        if (drawn == all) {
            return ofShards;
        }
        long place = Math.floorMod(SplitMix.mix(SplitMix.mix(seed, PLACE), epoch), all);
        int[] windows = new int[ofShards.length];
        for (int shard = 0; shard < windows.length; shard++) {
            place += drawn * ofShards[shard];
            windows[shard] = (int) (place / all);
            place %= all;
        }
        return windows;
    }

    /** Returns the number of windows of the fullest shard in the epoch in which it has most. */
    int most() {
        int fullest = Arrays.stream(ofShards).max().orElse(0);
        return all == 0 ? 0 : (int) ((drawn * fullest + all - 1) / all);
    }

    private record TrainWindows() implements ShardWork<Integer, Integer> {
        @Override
        public Integer run(Worker worker, Shard shard, Integer nothing) {
            return shard.windows(Span.TRAIN);
        }
    }
}
