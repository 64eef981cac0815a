package io.seiche.evaluation.baselines;

import io.seiche.math.WindowMethod;
import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.Optional;

/**
 * Forecasts a window from the rows of its chunk: those before the cutoff, and future covariates after it. The window may
 * be a test window or the end of a series that is to be forecast; no actual value after the cutoff is read.
 *
 * <p>Implementations are records of plain values, so that they can be sent to executors and written as JSON.
 */
@FunctionalInterface
public interface WindowForecaster extends Serializable {
    /**
     * Fills the forecast of one window.
     *
     * @param cutoff offset in the chunk of the first forecast row
     * @param out receives values in the table's units, {@code [horizon][targets]}
     * @return false where the chunk does not hold the rows needed; {@code out} is then undefined
     */
    boolean forecast(Chunk chunk, int cutoff, double[] out);

    /** Returns the rule by which it forecasts from the rows of a target alone, in the table's units; empty if it reads more. */
    default Optional<WindowMethod> method() {
        return Optional.empty();
    }

    /** Returns the predicate of a sentence about windows for which {@link #forecast} returns false, with the remedy. */
    default String missing() {
        return "lack the rows it reads";
    }
}
