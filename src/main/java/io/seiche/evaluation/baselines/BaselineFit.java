package io.seiche.evaluation.baselines;

import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Sums over the training and validation windows of one shard from which a baseline's forecaster is made: add the chunks
 * in order, finish, merge in shard order, then read. A baseline that has nothing to fit implements {@link #forecaster}
 * alone.
 */
@FunctionalInterface
public interface BaselineFit extends Serializable {
    /** Adds a chunk's training and validation windows. */
    default void add(Chunk chunk) {}

    /** Completes the sums after the shard's last chunk; must be called before {@link #merge} and {@link #forecaster}. */
    default void finish() {}

    /** Adds another shard's sums; both must be fits of the same baseline for the same {@link Baseline.Setting}. */
    default void merge(BaselineFit other) {}

    /**
     * Returns the fitted forecaster, or nothing where the training windows do not determine one.
     *
     * @param season rows in a season, 1 for none
     * @param notes receives sentences for the reader of a report: what was fitted, or why nothing was
     */
    Optional<WindowForecaster> forecaster(int season, List<String> notes);
}
