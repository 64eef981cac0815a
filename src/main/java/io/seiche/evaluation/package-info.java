/**
 * How good the forecasts are, and beside what: metrics, baselines on the very same windows, intervals, and one honest
 * sentence.
 *
 * <p>The story, in the order it happens. An {@link io.seiche.evaluation.Evaluation} knows what is to be scored. Its
 * {@link io.seiche.evaluation.BaselineFit} is laid shard by shard from training and validation windows: the ridge
 * baseline's normal equations, the autocorrelation a season is read from, the residuals intervals are cut from. From
 * the merged groundwork the driver makes a {@link io.seiche.evaluation.Scorer}, which walks the test windows once,
 * shard by shard, and returns {@link io.seiche.evaluation.Scores}; merged in shard order they are read as a {@link
 * io.seiche.evaluation.Scorecard}. A {@link io.seiche.evaluation.Verdict} puts it into words, and {@link
 * io.seiche.evaluation.Samples} keeps a bounded number of points to draw.
 *
 * <p>Everything that is added up knows how to merge, in double; the caller merges in shard order, so the same shards
 * give the same bits wherever they ran. An empty one is neutral and refuses to be read. A figure that has no meaning is
 * absent, never NaN:
 *
 * <ul>
 *   <li>{@code mape} is absent as soon as one actual value is zero;
 *   <li>{@code smape} is in per cent, 200 |e| / (|actual| + |forecast|), and a point where both are zero counts as 0;
 *   <li>{@code mase} divides each series' absolute errors by the mean absolute error of repeating its value of one
 *       season ago over its training rows (season 1 where there is none); series where that is zero or unknown are left
 *       out, and a note says how many;
 *   <li>anything a forecaster made infinite is absent.
 * </ul>
 *
 * <p>Values are in the table's units as the chunks' scalers give them back; {@code scaled} figures are on standardised
 * values, averaged over windows x horizon x targets, every test window counted once.
 */
package io.seiche.evaluation;
