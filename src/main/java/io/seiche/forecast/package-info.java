/**
 * Where the rooms meet: from a table to a trained, scored model, and from a model and a table to forecasts, for the
 * command line and for MLlib alike.
 *
 * <p>{@link io.seiche.forecast.TrainingJob} is the whole road: read, check, chunk, deal to shards, train, score beside
 * baselines; its {@link io.seiche.forecast.TrainingOutcome} is what is published and told. {@link
 * io.seiche.forecast.Forecasts} continues every series of a table; {@link io.seiche.forecast.ForecastStream} answers
 * every row of one that is still growing. {@link io.seiche.forecast.RecurrentForecaster} and {@link
 * io.seiche.forecast.RecurrentForecasterModel} are the first two as stages of an MLlib pipeline.
 */
package io.seiche.forecast;
