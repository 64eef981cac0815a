package io.seiche.training;

import io.seiche.series.DataException;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Passes;
import io.seiche.training.TrainingSpec.Rounds;
import io.seiche.training.TrainingSpec.Sync;

/**
 * In how many shards and local steps a problem is trained where the configuration says {@code auto}: a fixed model of
 * what the work costs, of constants alone. No clock and no number of cores goes into it, so the same job chooses the
 * same everywhere; what was chosen is recorded with the model.
 *
 * <p>Work is 6 operations (forward, and twice backward) an entry of the matrices, a step that they multiply, a window. A
 * shard should have {@value #SHARD_OPERATIONS} of them an epoch; twice as many shards as that are only taken when they
 * can all be had (powers of two), and each should have some batches an epoch and some hundreds in all: the average of
 * shards that took few steps has learned little more than each of them ({@code src/docs/training.md}). A round's local
 * steps should take {@value #WORTH} times what the round itself costs, yet there should be a few rounds an epoch, so
 * that shards do not drift apart.
 *
 * @param shards parts of the training windows
 * @param localSteps steps of a shard in a round; 0 where nothing is trained
 * @param windows training windows of all shards
 * @param batches an epoch, of the shard that uses most windows; the last of them may be short
 */
public record Plan(int shards, int localSteps, long windows, int batches) {
    /** Operations per second of one core in training; 110 to 140 billion were measured on a core with AVX-512. */
    private static final double OPERATIONS = 120e9;
    /** Operations an epoch that are worth a shard of its own. */
    private static final double SHARD_OPERATIONS = 30e9;
    /** Batches an epoch below which a shard is too small. */
    private static final int SHARD_BATCHES = 16;
    /** Steps of all epochs below which a shard is too small. */
    private static final int SHARD_STEPS = 700;
    /** More shards than this are the user's decision: the average of very many learns slowly. */
    private static final int MOST_SHARDS = 32;
    /** Local work is to be this many times the round's own cost. */
    static final double WORTH = 19;
    /** Rounds an epoch there should be at least. */
    private static final int ROUNDS = 4;

    /**
     * Returns the plan of a run on these shards, used by the training and by the report before it.
     *
     * @throws DataException if no shard holds a training window
     * @throws InterruptedException if the calling thread is interrupted while the shards count their windows
     */
    public static Plan of(TrainingSpec spec, Shards shards) throws InterruptedException {
        return of(spec, shards, EpochWindows.of(spec, shards));
    }

    /** The same, of windows that have been counted. */
    static Plan of(TrainingSpec spec, Shards shards, EpochWindows windows) {
        check(windows.all());
        int batches = spec.passes().batches(windows.most());
        int steps = localSteps(spec, shards.objective(), shards.count(), batches);
        return new Plan(shards.count(), steps, windows.all(), batches);
    }

    /**
     * Refuses what nothing can be learned from, before anything is begun.
     *
     * @param trainWindows training windows of all series
     * @throws DataException if there is none
     */
    public static void check(long trainWindows) {
        if (trainWindows == 0) {
            throw new DataException("no series has a training window; shorten window.lookback or window.horizon, or"
                    + " leave more rows to training (split)");
        }
    }

    /** A run that takes no step, on so many shards. */
    public static Plan untrained(int shards) {
        return new Plan(shards, 0, 0, 0);
    }

    /** Rounds an epoch: so many that the fullest shard has passed over its windows once. */
    public int rounds() {
        return (batches + localSteps - 1) / localSteps;
    }

    /**
     * Into how many shards a run deals its windows, by the windows of an epoch.
     *
     * @param trainWindows training windows of all series
     */
    public static int shards(TrainingSpec spec, Objective objective, long trainWindows) {
        return shards(spec.passes(), spec.rounds(), objective, trainWindows);
    }

    /** The same of the groups that decide it. */
    public static int shards(Passes passes, Rounds rounds, Objective objective, long trainWindows) {
        if (rounds.shards() != TrainingSpec.AUTO) {
            return rounds.shards();
        }
        long windows = passes.windows(trainWindows);
        double byWork = windows * operationsAWindow(objective) / SHARD_OPERATIONS;
        double batches = windows / (double) passes.batchSize();
        double byBatches = Math.min(batches / SHARD_BATCHES, batches * passes.epochs() / SHARD_STEPS);
        double most = Math.min(MOST_SHARDS, Math.min(byWork, byBatches));
        return most < 2 ? 1 : Integer.highestOneBit((int) most);
    }

    /** @param batches the most any shard has in an epoch */
    private static int localSteps(TrainingSpec spec, Objective objective, int shards, int batches) {
        if (spec.rounds().sync() == Sync.GRADIENTS) {
            return 1;
        }
        if (spec.rounds().localSteps() != TrainingSpec.AUTO) {
            return spec.rounds().localSteps();
        }
        int parameters = objective.parameters();
        double round = RoundCost.seconds(shards, roundBytes(spec, 1, parameters) / 2);
        double steps = WORTH * round * OPERATIONS / (spec.passes().batchSize() * operationsAWindow(objective));
        return enoughRounds(steps, batches);
    }

    /**
     * Local steps with which rounds spend about a twentieth of their time beside the steps, as far as an epoch keeps
     * four rounds.
     *
     * @param beside seconds a round takes beside its local steps
     * @param step seconds of a local step
     * @param batches of the fullest shard in an epoch
     */
    public static int localSteps(double beside, double step, int batches) {
        return enoughRounds(WORTH * beside / step, batches);
    }

    /** Local steps near the number wished for that leave some rounds an epoch, all about as long. */
    static int enoughRounds(double wished, int batches) {
        int most = Math.max(1, batches / ROUNDS);
        int chosen = (int) Math.max(1, Math.min(most, Math.ceil(wished)));
        int rounds = Math.max(1, (batches + chosen - 1) / chosen);
        return Math.max(1, (batches + rounds - 1) / rounds);
    }

    /**
     * Bytes that travel in a round: to every shard and back, the parameters and what of the optimizer's state is
     * averaged with them; where gradients are averaged, the parameters there and the gradient back.
     *
     * @param parameters of the network
     */
    public static long roundBytes(TrainingSpec spec, int shards, int parameters) {
        boolean alone =
                spec.rounds().sync() == Sync.GRADIENTS || spec.rounds().optimizerState() == OptimizerState.RESET;
        long vectors = 1L + (alone ? 0 : spec.rates().newOptimizer().slots());
        return 2L * shards * vectors * parameters * Float.BYTES;
    }

    /** Operations of learning from one window: its answer, and twice that backwards. */
    private static double operationsAWindow(Objective objective) {
        return 3 * forwardOperations(objective);
    }

    /** Operations of one window's answer. */
    public static double forwardOperations(Objective objective) {
        return objective
                .network()
                .operations(objective.columns().inputs(), objective.windows().lookback());
    }
}
