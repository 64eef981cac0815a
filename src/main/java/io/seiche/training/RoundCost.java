package io.seiche.training;

/**
 * The cost of a round besides its local steps, by a fixed model whose constants were measured once on a machine typical
 * for training; it never uses a clock or the number of cores. {@link Plan} weighs local steps against it. If the driver
 * would receive too many bytes, the mean is computed on the executors. {@code RoundBenchmark} prints how well the model
 * fits; {@code src/docs/scale.md} has the results.
 */
final class RoundCost {
    /** Seconds of scheduling a job, broadcasting the parameters and receiving the results. */
    private static final double ROUND = 0.012;
    /** Seconds added by every shard, whatever its size. */
    private static final double SHARD = 0.00002;
    /** Bytes per second of a shard's vectors, from the shard to their average. */
    private static final double BYTES = 200e6;
    /** Seconds of one more stage, where the mean is computed by slice; the vectors are then sent twice. */
    private static final double STAGE = 0.03;
    /** Maximum bytes of the shards' vectors that the driver receives at once. */
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

    /** Returns true if the executors compute the mean, given the bytes that the driver receives at most. */
    static boolean bySlice(int shards, long vector, long driverBytes) {
        return shards * vector > driverBytes;
    }
}
