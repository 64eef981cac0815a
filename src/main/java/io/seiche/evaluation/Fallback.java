package io.seiche.evaluation;

/** The forecaster of a series that a model cannot forecast: {@code forecast.fallback}. */
public enum Fallback {
    /** None: such a series has a reason and no forecast. */
    NONE,
    /** The last season again; the last value again where a series is shorter than a season. */
    SEASONAL_NAIVE
}
