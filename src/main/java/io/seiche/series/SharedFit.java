package io.seiche.series;

import java.io.Serializable;

/**
 * What all series have in common and no series can know alone.
 *
 * @param frequency of all series; {@link Frequency#AUTO} while each finds its own
 * @param scaler of all series; null where each has its own
 * @param statics scaler of the static covariates; null where there are none, or while it is unknown
 */
public record SharedFit(Frequency frequency, Scaler scaler, Scaler statics) implements Serializable {}
