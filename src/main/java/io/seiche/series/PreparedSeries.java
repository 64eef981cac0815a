package io.seiche.series;

import java.io.Serializable;
import java.util.List;

/**
 * One series after checking, cleaning, scaling and cutting.
 *
 * @param facts counts of the series
 * @param chunks rows and windows of the series, in the order of time
 * @param scaler scaler of the series, also if it has no window
 */
public record PreparedSeries(SeriesFacts facts, List<Chunk> chunks, Scaler scaler) implements Serializable {}
