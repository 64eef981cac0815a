package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import java.util.List;

/**
 * The wall-clock time of one or several rounds by activity, in seconds that add up to the total. It is reported and
 * used to measure costs; no decision of a training depends on it.
 *
 * @param broadcast laying the parameters out for the executors
 * @param compute steps of the shards: what a task worked in the mean over the round's tasks
 * @param idle mean time that a task waited for the slowest one
 * @param collect all else: scheduling, fetching the parameters, sending results back, averaging
 */
public record RoundTiming(double broadcast, double compute, double idle, double collect) {
    /** No time at all. */
    public static final RoundTiming NOTHING = new RoundTiming(0, 0, 0, 0);

    /**
     * Returns the timing of some results.
     *
     * @param seconds from the beginning to the end
     * @param broadcast of which laying out what was given
     * @param results of all shards
     * @param tasks the shards were worked on by: shard s by task s modulo their number, all at once
     */
    static RoundTiming of(double seconds, double broadcast, List<? extends ShardResult<?>> results, int tasks) {
        double[] worked = new double[tasks];
        for (ShardResult<?> result : results) {
            worked[result.shard() % tasks] += result.seconds();
        }
        double sum = 0;
        double longest = 0;
        for (double each : worked) {
            sum += each;
            longest = Math.max(longest, each);
        }
        return new RoundTiming(broadcast, sum / tasks, longest - sum / tasks, seconds - broadcast - longest);
    }

    /** Returns the sum of both. */
    public RoundTiming plus(RoundTiming more) {
        return new RoundTiming(
                broadcast + more.broadcast, compute + more.compute, idle + more.idle, collect + more.collect);
    }

    /** Returns the same with more seconds of idle time. */
    RoundTiming collecting(double more) {
        return new RoundTiming(broadcast, compute, idle, collect + more);
    }

    /** Returns a part of it, such as the mean of some rounds. */
    public RoundTiming dividedBy(int parts) {
        return new RoundTiming(broadcast / parts, compute / parts, idle / parts, collect / parts);
    }

    /** Returns the total. */
    public double seconds() {
        return broadcast + compute + idle + collect;
    }
}
