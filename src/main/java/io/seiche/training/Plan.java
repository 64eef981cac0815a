package io.seiche.training;

import io.seiche.network.Layout;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;

/**
 * In how many shards and local steps a problem is trained where the configuration says {@code auto}: a fixed model of
 * what the work costs, of constants alone. No clock and no number of cores goes into it, so the same job chooses the same
 * everywhere; what was chosen is recorded with the model.
 *
 * <p>Work is 6 operations (forward, and twice backward) an entry of the matrices, a step of the lookback, a window. A
 * shard should have about {@value #SHARD_SECONDS} s of it an epoch; twice as many shards as that are only taken when
 * they can all be had (powers of two), and each should have some batches left. A round's local steps should take {@value
 * #WORTH} times what the round itself costs, yet there should be a few rounds an epoch, so that shards do not drift apart.
 *
 * @param shards parts of the training windows
 * @param localSteps steps of a shard in a round
 */
public record Plan(int shards, int localSteps) {
    /** Operations a second of one core, as a stake in the ground: what kernels reach on a laptop or a cloud core. */
    private static final double OPERATIONS = 40e9;
    /** Work an epoch that is worth a shard of its own. */
    private static final double SHARD_SECONDS = 0.75;
    /** Batches an epoch below which a shard is too small. */
    private static final int SHARD_BATCHES = 16;
    /** More shards than this are the user's decision: the average of very many learns slowly. */
    private static final int MOST_SHARDS = 32;
    /** What a round costs beside its work: scheduling, two hops. */
    private static final double ROUND_SECONDS = 0.02;
    /** Bytes a second from the driver to executors and back. */
    private static final double BYTES = 200e6;
    /** Local work is to be this many times the round's own cost. */
    private static final double WORTH = 9;
    /** Rounds an epoch there should be at least. */
    private static final int ROUNDS = 4;

    /**
     * What a run would choose.
     *
     * @param trainWindows training windows of all series
     */
    public static Plan of(TrainingSpec spec, Problem problem, long trainWindows) {
        int shards = spec.shards() != TrainingSpec.AUTO ? spec.shards() : shards(spec, problem, trainWindows);
        long each = (trainWindows + shards - 1) / shards;
        return new Plan(shards, localSteps(spec, problem, shards, batches(spec, each)));
    }

    /** Batches an epoch of a shard of so many windows, the last of which may be short. */
    static int batches(TrainingSpec spec, long windows) {
        return Math.toIntExact((windows + spec.batchSize() - 1) / spec.batchSize());
    }

    private static int shards(TrainingSpec spec, Problem problem, long trainWindows) {
        double byWork = trainWindows * secondsAWindow(problem) / SHARD_SECONDS;
        double byBatches = trainWindows / (double) spec.batchSize() / SHARD_BATCHES;
        double most = Math.min(MOST_SHARDS, Math.min(byWork, byBatches));
        return most < 2 ? 1 : Integer.highestOneBit((int) most);
    }

    /** @param batches the most any shard has in an epoch */
    static int localSteps(TrainingSpec spec, Problem problem, int shards, int batches) {
        if (spec.sync() == Sync.GRADIENTS) {
            return 1;
        }
        if (spec.localSteps() != TrainingSpec.AUTO) {
            return spec.localSteps();
        }
        int slots =
                spec.optimizerState() == OptimizerState.RESET ? 0 : spec.rule().slots();
        double bytes = 2.0
                * shards
                * Float.BYTES
                * (1 + slots)
                * problem.build().layout().size();
        double round = ROUND_SECONDS + bytes / BYTES;
        double steps = WORTH * round / (spec.batchSize() * secondsAWindow(problem));
        int most = Math.max(1, batches / ROUNDS);
        int chosen = (int) Math.max(1, Math.min(most, Math.ceil(steps)));
        int rounds = Math.max(1, (batches + chosen - 1) / chosen);
        return Math.max(1, (batches + rounds - 1) / rounds);
    }

    private static double secondsAWindow(Problem problem) {
        return 3 * forwardOperations(problem) / OPERATIONS;
    }

    /** Operations of one window's answer: 2 an entry of the matrices and step of the lookback. */
    static double forwardOperations(Problem problem) {
        double entries = problem.build().layout().pieces().stream()
                .filter(Plan::isMatrix)
                .mapToDouble(Layout.Piece::size)
                .sum();
        return 2 * entries * problem.windows().lookback();
    }

    /** Whether a piece multiplies vectors: what costs time, and what decays. */
    static boolean isMatrix(Layout.Piece piece) {
        return piece.role() == Layout.Role.KERNEL || piece.role() == Layout.Role.RECURRENT_KERNEL;
    }
}
