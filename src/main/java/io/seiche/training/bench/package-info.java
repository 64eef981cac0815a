/**
 * The speed of training and inference, measured on synthetic data: {@link io.seiche.training.bench.Workload} measures a
 * network on bare threads or in whole rounds on Spark, {@link io.seiche.training.bench.RoundMeasurement} the rounds of a
 * training that is planned. Nothing in {@code training} depends on it: no measured time decides how a network is trained.
 *
 * <p>This package is internal.
 */
package io.seiche.training.bench;
