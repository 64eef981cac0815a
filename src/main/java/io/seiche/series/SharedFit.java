package io.seiche.series;

import java.io.Serializable;

/**
 * The values that are fitted over all series and shared by them.
 *
 * @param frequency frequency of all series; {@link Frequency#AUTO} while each series infers its own
 * @param scaler scaler of all series; null if each has its own
 * @param statics scaler of the static covariates; null if there are none, or while it is not fitted yet
 */
public record SharedFit(Frequency frequency, Scaler scaler, Scaler statics) implements Serializable {}
