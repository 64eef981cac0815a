package io.seiche.series;

import java.io.Serializable;
import java.util.List;

/**
 * One series, checked and cut.
 *
 * @param facts what was seen in it
 * @param chunks its rows and windows, in the order of time
 * @param scaler its scale, also where no window fitted
 */
public record PreparedSeries(SeriesFacts facts, List<Chunk> chunks, Scaler scaler) implements Serializable {}
