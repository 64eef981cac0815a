/**
 * Series as plain Java: from rows in time's order to chunks of packed floats, and windows as offsets into them.
 *
 * <p>The story of one series: {@link io.seiche.series.SeriesPipeline} takes its rows in order, settles duplicates, missing
 * values and gaps by the policies of {@link io.seiche.series.SeriesSpec}, finds the {@link io.seiche.series.Frequency},
 * divides the rows by {@link io.seiche.series.SplitSpec}, transforms and scales (fitted on training rows alone), and cuts
 * {@link io.seiche.series.Chunk}s in which {@link io.seiche.series.WindowSpec} windows lie. Everything seen on the way
 * is counted in {@link io.seiche.series.DataFacts}. {@link io.seiche.series.Batch} then lays windows side by side for a
 * network. No Spark here: the same classes serve a model that is scored in a plain JVM.
 */
package io.seiche.series;
