package io.seiche.training;

/**
 * What a round costs beside its local steps, by a fixed model: constants measured once on a machine of the class that
 * training usually runs on, and never a clock or a number of cores. {@link Plan} weighs local steps against it, and where
 * it says that the driver would take more than it should, the mean is taken on the executors. How well it fits is printed
 * by {@code RoundBenchmark} and written down in {@code src/docs/scale.md}.
 */
final class RoundCost {
    /** Scheduling a job, sending the parameters out, hearing from the tasks. */
    private static final double ROUND = 0.012;
    /** What every shard adds, whatever its size. */
    private static final double SHARD = 0.00002;
    /** Bytes a second of all the ways a shard's vectors take until they are averaged. */
    private static final double BYTES = 200e6;
    /** One more stage, where the mean is taken by slice; the vectors then travel twice. */
    private static final double STAGE = 0.03;
    /** What the driver takes at once of the shards' vectors. */
    static final long DRIVER_BYTES = 128 << 20;

    private RoundCost() {}

    /**
     * Seconds of a round.
     *
     * @param vector bytes of the parameters and what of the optimizer's state goes with them
     */
    static double seconds(int shards, long vector) {
        double once = (double) (shards + 1) * vector / BYTES;
        return ROUND + shards * SHARD + once + (bySlice(shards, vector, DRIVER_BYTES) ? STAGE + once : 0);
    }

    /** Whether a driver that takes so many bytes leaves the mean to the executors. */
    static boolean bySlice(int shards, long vector, long driverBytes) {
        return shards * vector > driverBytes;
    }
}
