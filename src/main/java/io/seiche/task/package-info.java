/**
 * Tasks: what a network is trained to output. A {@link io.seiche.task.Task} owns everything that differs between
 * forecasting values, predicting classes and predicting next items; {@link io.seiche.task.Tasks} is the registry.
 *
 * <p>To add a task: a class that implements {@code Task}, and its line in {@code Tasks}. A scorecard of its own is a
 * class that implements {@code evaluation.Scorecard}, and a function in the report's {@code report.js}.
 *
 * <p>Internal.
 */
package io.seiche.task;
