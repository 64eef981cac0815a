package io.seiche.evaluation.metrics;

import io.seiche.math.Grid;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sums of one forecaster's errors, a set for each cell of the forecast {@code [horizon][targets]}: add, merge, then read.
 * Metrics that are scaled by season are not among them, as they need the training rows of each series.
 */
public final class ErrorSums implements Serializable {
    private static final long serialVersionUID = 1;

    private static final List<Metric> MEANS = Metric.means();
    private static final int FIELDS =
            1 + 2 * MEANS.size(); // points, then for each metric a sum of terms and of weights

    private final Grid values;
    private final double[] sums; // [horizon * targets][FIELDS]

    public ErrorSums(int horizon, int targets) {
        values = new Grid(horizon, targets);
        this.sums = new double[values.size() * FIELDS];
    }

    /**
     * Adds one point.
     *
     * @param cell {@code h * targets + k}
     * @param scaledError forecast minus actual on the standardised scale
     * @param pinball mean pinball loss over the forecast quantiles
     */
    public void add(int cell, double actual, double forecast, double scaledError, double pinball) {
        Metric.Point point = new Metric.Point(actual, forecast, scaledError, pinball);
        int at = cell * FIELDS;
        sums[at]++;
        for (int m = 0; m < MEANS.size(); m++) {
            sums[at + 1 + 2 * m] += MEANS.get(m).term(point);
            sums[at + 2 + 2 * m] += MEANS.get(m).weight(point);
        }
    }

    public void merge(ErrorSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** Returns the number of points added so far. */
    public long points() {
        double points = 0;
        for (int at = 0; at < sums.length; at += FIELDS) {
            points += sums[at];
        }
        return (long) points;
    }

    /** Returns the number of points of one forecast step, from 0. */
    public long points(int h) {
        double points = 0;
        for (int k = 0; k < values.columns(); k++) {
            points += sums[values.at(h, k) * FIELDS];
        }
        return (long) points;
    }

    /** Returns the metrics of all points together. */
    public Metrics overall() {
        if (points() == 0) {
            throw new IllegalStateException("nothing has been scored: there are no points to take a mean of");
        }
        return read(IntStream.range(0, sums.length / FIELDS).toArray());
    }

    /** Returns the metrics of one forecast step, from 0. */
    public Metrics step(int h) {
        return read(IntStream.range(values.at(h, 0), values.at(h + 1, 0)).toArray());
    }

    /** Returns the metrics of one target. */
    public Metrics target(int k) {
        return read(IntStream.iterate(k, cell -> cell < sums.length / FIELDS, cell -> cell + values.columns())
                .toArray());
    }

    private Metrics read(int[] cells) {
        double[] total = new double[FIELDS];
        for (int cell : cells) {
            for (int f = 0; f < FIELDS; f++) {
                total[f] += sums[cell * FIELDS + f];
            }
        }
        double points = total[0];
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (int m = 0; m < MEANS.size() && points > 0; m++) {
            Double value = MEANS.get(m).of(total[1 + 2 * m] / total[2 + 2 * m]);
            if (value != null) {
                values.put(MEANS.get(m), value);
            }
        }
        return new Metrics((long) points, values);
    }
}
