/**
 * Metrics of forecasts, classes and items: sums that are added to, merged in shard order and read at the end.
 *
 * <p>To add a metric of forecasts: a constant of {@link io.seiche.evaluation.metrics.Metric}, from which JSON, tables and
 * report are made. The lists of {@code MetricTest} state its place.
 *
 * <p>Sums are kept in double, and the caller merges in shard order, so the same shards give the same bits wherever they
 * were computed. An empty sum is neutral and refuses to be read. A metric without meaning for some data is null, never
 * NaN, and is left out of JSON. Internal.
 */
package io.seiche.evaluation.metrics;
