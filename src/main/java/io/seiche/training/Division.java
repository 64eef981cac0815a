package io.seiche.training;

import io.seiche.training.TrainingSpec.Passes;
import io.seiche.training.TrainingSpec.Rounds;
import io.seiche.training.TrainingSpec.Sync;
import java.util.Locale;

/**
 * The division of a training among shards, and the vector that they average, chosen where the configuration says {@code
 * auto}. The choice is a function of the configuration, the network and the number of windows, by a fixed cost model: never
 * of a clock or the cores at hand, so that a job comes to the same parameters everywhere.
 *
 * <p>Shards that average parameters: one for every {@value #SHARD_OPERATIONS} operations per epoch, at most
 * {@value #MOST_SHARDS}, a power of two. Each should have some batches per epoch and some hundreds in total, because the
 * average of shards that took few steps has learned little more than each of them ({@code src/docs/training.md}).
 *
 * <p>With {@code training.sync = auto}, shards average gradients at every step if steps are heavy: if a shard's part of each
 * batch takes {@value #ROUNDS} times the cost of a round, or more. The batch is then divided among the shards, so that each
 * step is one on the whole batch, and rounds take at most an eleventh of the time.
 *
 * @param shards parts of the training windows
 * @param sync vector that they average; never {@link Sync#AUTO}
 * @param batchSize windows of a step on each shard
 * @param shardsReason the reason for the number of shards
 * @param syncReason the reason for what they average
 */
public record Division(int shards, Sync sync, int batchSize, String shardsReason, String syncReason) {
    /** Operations per epoch that justify a shard of its own. */
    private static final double SHARD_OPERATIONS = 30e9;
    /** Batches per epoch below which a shard is too small. */
    private static final int SHARD_BATCHES = 16;
    /** Steps in all epochs below which a shard is too small. */
    private static final int SHARD_STEPS = 700;
    /** Maximum number of shards chosen: the average of very many learns slowly, so that more are the user's decision. */
    private static final int MOST_SHARDS = 32;
    /** Time of a shard's part of a step, as a multiple of the round's own cost, for which gradients are averaged. */
    private static final double ROUNDS = 10;
    /** Least windows in a shard's part of a batch: products of fewer columns run far below a core's rate. */
    private static final int LEAST_WINDOWS = 16;

    private static final String CONFIGURED = "as configured";

    /**
     * Returns the division of a training.
     *
     * @param trainWindows training windows of all series
     */
    public static Division of(TrainingSpec spec, Objective objective, long trainWindows) {
        return of(spec.passes(), spec.rounds(), objective, trainWindows);
    }

    /** Returns the same for the groups of keys that decide it. */
    public static Division of(Passes passes, Rounds rounds, Objective objective, long trainWindows) {
        Division asked = averagingParameters(passes, rounds, objective, trainWindows);
        if (rounds.sync() == Sync.GRADIENTS) {
            return new Division(asked.shards, Sync.GRADIENTS, asked.batchSize, asked.shardsReason, CONFIGURED);
        }
        if (rounds.averagesAfterSteps()) {
            return asked.because(
                    rounds.sync() == Sync.AUTO ? "localSteps, outer or optimizerState asks for it" : CONFIGURED);
        }
        Cost cost = new Cost(passes, objective);
        int heavy = heavy(rounds, cost);
        if (rounds.sync() == Sync.AUTO) {
            return heavy == 0
                    ? asked.because(light(rounds, cost))
                    : new Division(
                            heavy,
                            Sync.GRADIENTS,
                            passes.batchSize() / heavy,
                            rounds.shards() == TrainingSpec.AUTO
                                    ? text("the most whose parts of a batch are worth %.0f rounds", ROUNDS)
                                    : CONFIGURED,
                            text(
                                    "%,d windows on each shard are %.2g s of work, a round costs %.2g s",
                                    passes.batchSize() / heavy, cost.step(heavy), cost.round(heavy)));
        }
        return asked.because(
                heavy == 0 ? CONFIGURED : text("as configured; auto would average gradients of %,d shards", heavy));
    }

    /** Returns the training with what was chosen by {@code training.sync = auto}; others are returned as they are. */
    public TrainingSpec applyTo(TrainingSpec spec) {
        Rounds rounds = spec.rounds();
        if (rounds.sync() != Sync.AUTO) {
            return spec;
        }
        return sync == Sync.PARAMETERS
                ? spec.with(rounds.withSync(sync))
                : spec.with(rounds.withSync(sync).withShards(shards))
                        .with(spec.passes().withBatchSize(batchSize));
    }

    /** Returns what is averaged and the reason, as a phrase. */
    public String syncText() {
        return (sync == Sync.GRADIENTS ? "gradients: " : "parameters: ") + syncReason;
    }

    private Division because(String reason) {
        return new Division(shards, sync, batchSize, shardsReason, reason);
    }

    private static Division averagingParameters(Passes passes, Rounds rounds, Objective objective, long trainWindows) {
        if (rounds.shards() != TrainingSpec.AUTO) {
            return new Division(rounds.shards(), Sync.PARAMETERS, passes.batchSize(), CONFIGURED, "");
        }
        long windows = passes.windows(trainWindows);
        double operations = windows * Plan.operationsAWindow(objective);
        double byWork = operations / SHARD_OPERATIONS;
        double batches = windows / (double) passes.batchSize();
        double byBatches = batches / SHARD_BATCHES;
        double bySteps = batches * passes.epochs() / SHARD_STEPS;
        double most = Math.min(MOST_SHARDS, Math.min(byWork, Math.min(byBatches, bySteps)));
        String reason = most == byWork
                ? text(
                        "one for every %.0f billion operations of an epoch, which has %,.1f billion",
                        SHARD_OPERATIONS / 1e9, operations / 1e9)
                : most == byBatches
                        ? text(
                                "one for every %d batches of an epoch, which has %,.0f",
                                SHARD_BATCHES, Math.ceil(batches))
                        : most == bySteps
                                ? text(
                                        "one for every %d steps of all epochs, which have %,.0f",
                                        SHARD_STEPS, Math.ceil(batches) * passes.epochs())
                                : "the most that auto takes";
        int shards = most < 2 ? 1 : Integer.highestOneBit((int) most);
        return new Division(shards, Sync.PARAMETERS, passes.batchSize(), reason, "");
    }

    /** Returns the largest number of shards whose part of a step is worth a round; 0 if there is none. */
    private static int heavy(Rounds rounds, Cost cost) {
        int most = 0;
        if (rounds.shards() != TrainingSpec.AUTO) {
            return rounds.shards() > 1 && cost.isWorth(rounds.shards()) ? rounds.shards() : 0;
        }
        for (int shards = 2; shards <= MOST_SHARDS; shards *= 2) {
            if (cost.isWorth(shards)) {
                most = shards;
            }
        }
        return most;
    }

    private static String light(Rounds rounds, Cost cost) {
        int shards = rounds.shards() == TrainingSpec.AUTO ? 2 : rounds.shards();
        if (shards == 1) {
            return "one shard has nothing to average";
        }
        return cost.divides(shards)
                ? text(
                        "%.2g s of work a step for each of %,d shards, under %.0f rounds of %.2g s",
                        cost.step(shards), shards, ROUNDS, cost.round(shards))
                : text(
                        "%,d windows have no %,d equal parts of %d windows or more",
                        cost.batchSize, shards, LEAST_WINDOWS);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The estimated cost of steps that are divided among shards. */
    private record Cost(int batchSize, double operations, long bytes) {
        Cost(Passes passes, Objective objective) {
            this(passes.batchSize(), Plan.operationsAWindow(objective), (long) objective.parameters() * Float.BYTES);
        }

        boolean isWorth(int shards) {
            return divides(shards) && step(shards) >= ROUNDS * round(shards);
        }

        boolean divides(int shards) {
            return batchSize % shards == 0 && batchSize / shards >= LEAST_WINDOWS;
        }

        /** Seconds of a shard's part of a step. */
        double step(int shards) {
            return (double) batchSize / shards * operations / Plan.OPERATIONS;
        }

        /** Seconds of a round beside it. */
        double round(int shards) {
            return RoundCost.seconds(shards, bytes);
        }
    }
}
