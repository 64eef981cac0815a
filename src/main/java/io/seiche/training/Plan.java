package io.seiche.training;

import io.seiche.series.DataException;
import io.seiche.training.TrainingSpec.OptimizerState;
import io.seiche.training.TrainingSpec.Sync;

/**
 * The rounds of a training on its shards ({@link Division}). Their local steps are chosen where the configuration says
 * {@code auto}, by a fixed cost model with constants, never by a clock or the number of cores, so that a job makes the same
 * choice everywhere; the choice is recorded with the model.
 *
 * <p>The work of a window is 6 operations (2 forward, 4 backward) per matrix entry and step. The local steps of a round
 * should take {@value #WORTH} times the round's own cost, but an epoch should have a few rounds, so that shards do not drift
 * apart.
 *
 * @param shards parts of the training windows
 * @param localSteps steps of a shard in a round; 0 where nothing is trained
 * @param windows training windows of all shards
 * @param batches batches per epoch of the shard that uses most windows; the last of them may be short
 */
public record Plan(int shards, int localSteps, long windows, int batches) {
    /** Operations per second of one core in training; 110 to 140 billion were measured on a core with AVX-512. */
    static final double OPERATIONS = 120e9;
    /** Duration of the local steps as a multiple of the round's own cost. */
    static final double WORTH = 19;
    /** Minimum number of rounds per epoch, if there are so many steps. */
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

    /** Returns the plan for windows that have been counted. */
    static Plan of(TrainingSpec spec, Shards shards, EpochWindows windows) {
        check(windows.all());
        int batches = spec.passes().batches(windows.most());
        int steps = localSteps(spec, shards.objective(), shards.count(), batches);
        return new Plan(shards.count(), steps, windows.all(), batches);
    }

    /**
     * Checks before the training that there is a window to learn from.
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

    /** Returns the plan of a run without steps on so many shards. */
    public static Plan untrained(int shards) {
        return new Plan(shards, 0, 0, 0);
    }

    /**
     * Returns the largest number of threads that a shard can use: its batches are divided among them.
     *
     * @param batchSize windows of a batch
     */
    public static int threads(Objective objective, int batchSize) {
        return objective.size().threads(batchSize);
    }

    /** Returns the rounds per epoch: the shard with most windows passes over all of them once. */
    public int rounds() {
        return (batches + localSteps - 1) / localSteps;
    }

    /** @param batches largest number of batches of a shard in an epoch */
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
     * Returns the number of local steps with which rounds spend about a twentieth of their time on other work, if an epoch
     * keeps four rounds.
     *
     * @param beside duration of a round without its local steps, in seconds
     * @param step duration of a local step, in seconds
     * @param batches largest number of batches of a shard in an epoch
     */
    public static int localSteps(double beside, double step, int batches) {
        return enoughRounds(WORTH * beside / step, batches);
    }

    /** Returns a number of local steps near the one wanted that divides an epoch into some rounds of about equal length. */
    static int enoughRounds(double wished, int batches) {
        int most = Math.max(1, batches / ROUNDS);
        int chosen = (int) Math.max(1, Math.min(most, Math.ceil(wished)));
        int rounds = Math.max(1, (batches + chosen - 1) / chosen);
        return Math.max(1, (batches + rounds - 1) / rounds);
    }

    /**
     * Returns the bytes transferred in a round. To every shard and back: the parameters and the part of the optimizer's state
     * that is averaged with them; where gradients are averaged, the parameters to it and the gradient back.
     *
     * @param parameters of the network
     */
    public static long roundBytes(TrainingSpec spec, int shards, int parameters) {
        boolean alone =
                spec.rounds().sync() == Sync.GRADIENTS || spec.rounds().optimizerState() == OptimizerState.RESET;
        long vectors = 1L + (alone ? 0 : spec.rates().newOptimizer().slots());
        return 2L * shards * vectors * parameters * Float.BYTES;
    }

    /** Returns the operations of training on one window: forward, and twice as many backward. */
    static double operationsAWindow(Objective objective) {
        return 3 * forwardOperations(objective);
    }

    /** Returns the operations of the network's output for one window. */
    public static double forwardOperations(Objective objective) {
        return objective.size().operations();
    }
}
