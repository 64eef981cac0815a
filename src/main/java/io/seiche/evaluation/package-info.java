/**
 * Evaluation of forecasts: metrics beside those of baselines on the same windows, prediction intervals, a verdict, and
 * the gate between a challenger and the champion.
 *
 * <p>In the order it happens: an {@link io.seiche.evaluation.Evaluation} states the data to be scored. Each shard's
 * training and validation windows are added to a {@link io.seiche.evaluation.Calibration}: the fits of the baselines,
 * the autocorrelation that a season is read from, the residuals that intervals are cut from. The merged calibration
 * gives a {@link io.seiche.evaluation.Scorer}, which reads each shard's test windows once and returns {@link
 * io.seiche.evaluation.Scores}; merged in shard order they are read as a {@link
 * io.seiche.evaluation.ForecastScorecard}. A {@link io.seiche.evaluation.Verdict} is its summary in a sentence, and
 * {@link io.seiche.evaluation.PlotPoints} keeps a bounded number of points to draw. Classes and items have scorecards of
 * their own ({@link io.seiche.evaluation.ClassScorecard}, {@link io.seiche.evaluation.ItemScorecard}).
 *
 * <p>Metrics are in the table's units as the chunks' scalers give them back; {@code scaled} metrics are on standardised
 * values, averaged over windows x horizon x targets, every test window counted once. A metric that has no meaning is
 * absent, never NaN:
 *
 * <ul>
 * <li>{@code mape} is absent as soon as one actual value is zero;
 * <li>{@code smape} is in per cent, 200 |e| / (|actual| + |forecast|), and a point where both are zero counts as 0;
 * <li>{@code mase} divides each series' absolute errors by the mean absolute error of repeating its value of one season
 *   ago over its training rows (season 1 where there is none); series where that is zero or unknown are left out, and a
 *   note says how many;
 * <li>any metric that is not a finite number is absent.
 * </ul>
 *
 * <p>Internal.
 */
package io.seiche.evaluation;
