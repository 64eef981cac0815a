/**
 * Jobs over a table, shared by the command line, the MLlib stages and a program that calls Seiche. This package is API.
 *
 * <p>{@link io.seiche.job.TrainingJob} reads and checks a table, cuts it into chunks, deals them to shards, trains, and
 * scores beside the baselines; its {@link io.seiche.job.TrainingOutcome} is what is published. {@link
 * io.seiche.job.RetrainingJob} trains a challenger of a stored champion on new rows, {@link io.seiche.job.ScoringJob}
 * scores a stored model on another table, {@link io.seiche.job.Comparison} trains one network in several cells, {@link
 * io.seiche.job.Tuning} chooses values of keys by the validation windows, and {@link
 * io.seiche.job.Forecasts} continues every series of a table.
 */
package io.seiche.job;
