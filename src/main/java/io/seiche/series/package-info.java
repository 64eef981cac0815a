/**
 * Preparation of series: from rows in time order to chunks of packed floats, with windows as offsets into the chunks.
 *
 * <p>{@link io.seiche.series.SeriesPipeline} takes the rows of one series in time order. It resolves duplicates,
 * missing values and gaps by the policies of {@link io.seiche.series.SeriesSpec}, infers the {@link
 * io.seiche.series.Frequency}, divides the rows by {@link io.seiche.series.SplitSpec}, transforms and scales them
 * (fitted on training rows only), and cuts {@link io.seiche.series.Chunk}s with windows of the shape {@link
 * io.seiche.series.WindowSpec}. {@link io.seiche.series.DataFacts} holds the counts. {@link
 * io.seiche.series.SeriesCursor} does the same for rows that arrive one by one. {@link io.seiche.series.Batch} lays
 * windows side by side for a network.
 *
 * <p>To add a normaliser of windows ({@code window.normalize}): a record in {@link io.seiche.series.Normalizers} and its
 * place in {@code ALL}; learned parameters belong to a layer, see {@code network}.
 *
 * <p>Plain Java without Spark, so that a model can be scored in any JVM. Internal.
 */
package io.seiche.series;
