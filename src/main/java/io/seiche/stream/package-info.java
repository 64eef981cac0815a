/**
 * Forecasts of a table that grows, by Structured Streaming: {@link io.seiche.stream.ForecastStream} advances the carried
 * state of a series by one step per row and adds the forecast made from it. This package is internal, except {@code
 * ForecastStream}.
 */
package io.seiche.stream;
