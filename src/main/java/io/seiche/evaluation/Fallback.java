package io.seiche.evaluation;

import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.text.Words;
import java.util.Optional;

/** The forecaster of a series that a model cannot forecast: {@code forecast.fallback}. */
public enum Fallback {
    /** None: such a series has a reason and no forecast. */
    NONE,
    /** The last season again; the last value again where a series is shorter than a season. */
    SEASONAL_NAIVE,
    /** Exponential smoothing; the last season again where a series is shorter than two. */
    SMOOTHING,
    /** The smoothed level of the seasons times their shape; the last season again where a series is shorter than two. */
    LEVEL_SHAPE;

    /** Returns the baseline that chooses the numbers of the rule on the table; empty where there are none to choose. */
    public Optional<Baseline> baseline() {
        return this == SMOOTHING || this == LEVEL_SHAPE ? Optional.of(Baselines.of(Words.of(this))) : Optional.empty();
    }
}
