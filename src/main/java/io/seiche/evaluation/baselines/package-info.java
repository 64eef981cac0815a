/**
 * Simple methods of forecasting that networks are compared with, each usable by itself.
 *
 * <p>A {@link io.seiche.evaluation.baselines.Baseline} is fitted on the chunks of each shard ({@link
 * io.seiche.evaluation.baselines.BaselineFit}, merged in shard order) and gives a {@link
 * io.seiche.evaluation.baselines.WindowForecaster}, which forecasts any window of a chunk: a test window, or the end of
 * a series. A new baseline is its class and its line in {@link io.seiche.evaluation.baselines.Baselines}. {@link
 * io.seiche.evaluation.baselines.NGrams} are the baselines of next-item models. Internal.
 */
package io.seiche.evaluation.baselines;
