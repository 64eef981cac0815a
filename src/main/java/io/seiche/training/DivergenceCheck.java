package io.seiche.training;

import io.seiche.training.Worker.ShardResult;
import java.util.List;

/** Fails the run when the loss or parameters diverge, naming the round and the first shard that diverged. */
final class DivergenceCheck {
    /** Multiple of the loss before the first step above which a loss counts as diverged. */
    private static final double EXPLODED = 1000;
    /** Smallest first loss that later ones are compared with, since losses of densities cross 0. */
    private static final double SMALL = 0.01;

    private final TrainingSpec spec;
    private double first = Double.NaN;
    private int round;

    DivergenceCheck(TrainingSpec spec) {
        this(spec, Double.NaN);
    }

    /** @param first the first loss of the run, NaN where there was none yet */
    DivergenceCheck(TrainingSpec spec, double first) {
        this.spec = spec;
        this.first = first;
    }

    /** The first loss of the run. */
    double first() {
        return first;
    }

    /** @throws DivergedException if a loss or a parameter is no finite number, or a loss has exploded */
    void check(RoundBatches batches, List<ShardResult<LocalUpdate.Summary>> summaries) {
        round = batches.round();
        for (ShardResult<LocalUpdate.Summary> result : summaries) {
            LocalUpdate.Summary summary = result.value();
            if (summary.windows() == 0) {
                continue;
            }
            double loss = summary.loss() / summary.windows();
            if (!Double.isFinite(loss)) {
                throw diverged("loss became " + loss, result.shard());
            }
            if (!summary.finite()) {
                throw diverged("parameters became infinite or NaN", result.shard());
            }
            first = Double.isNaN(first) ? summary.firstLoss() : first;
            if (loss > EXPLODED * Math.max(Math.abs(first), SMALL)) {
                throw diverged("loss grew from " + (float) first + " to " + (float) loss, result.shard());
            }
        }
    }

    /** @throws DivergedException if what the shards' answers were merged to is no finite number, though they were */
    void checkMerged(TrainingState merged) {
        if (!LocalUpdate.finite(merged.parameters()) || !LocalUpdate.finite(merged.state())) {
            throw new DivergedException(
                    "merged parameters or optimizer state became infinite or NaN", "round " + round, spec);
        }
    }

    /** @throws DivergedException if a shard's validation loss after the last round is no finite number */
    void checkValidation(double loss, int shard) {
        if (!Double.isFinite(loss)) {
            throw diverged("validation loss became " + loss + " after the steps", shard);
        }
    }

    private DivergedException diverged(String what, int shard) {
        return new DivergedException(what, "round " + round + " on shard " + shard, spec);
    }
}
