package io.seiche.evaluation.metrics;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The running sums of one forecaster's errors, a set for each cell of the forecast {@code [horizon][targets]}: add,
 * merge, then read.
 */
public final class ErrorSums implements Serializable {
    private static final long serialVersionUID = 1;

    private enum Sum {
        POINTS,
        SQUARED,
        ABSOLUTE,
        SCALED_SQUARED,
        SCALED_ABSOLUTE,
        /** |e / actual| where actual is not 0. */
        RELATIVE,
        ZEROS,
        SYMMETRIC,
        PINBALL
    }

    private static final int FIELDS = Sum.values().length;

    private final int targets;
    private final double[] sums; // [horizon * targets][FIELDS]

    public ErrorSums(int horizon, int targets) {
        this.targets = targets;
        this.sums = new double[horizon * targets * FIELDS];
    }

    /**
     * Adds one point.
     *
     * @param cell {@code h * targets + k}
     * @param scaledError forecast minus actual on the standardised scale
     */
    public void add(int cell, double actual, double forecast, double scaledError, double pinball) {
        double error = forecast - actual;
        double size = Math.abs(error);
        double both = Math.abs(actual) + Math.abs(forecast);
        add(cell, Sum.POINTS, 1);
        add(cell, Sum.SQUARED, error * error);
        add(cell, Sum.ABSOLUTE, size);
        add(cell, Sum.SCALED_SQUARED, scaledError * scaledError);
        add(cell, Sum.SCALED_ABSOLUTE, Math.abs(scaledError));
        if (actual == 0) {
            add(cell, Sum.ZEROS, 1);
        } else {
            add(cell, Sum.RELATIVE, size / Math.abs(actual));
        }
        add(cell, Sum.SYMMETRIC, both == 0 ? 0 : 2 * size / both);
        add(cell, Sum.PINBALL, pinball);
    }

    private void add(int cell, Sum sum, double value) {
        sums[cell * FIELDS + sum.ordinal()] += value;
    }

    public void merge(ErrorSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** Points added so far. */
    public long points() {
        double points = 0;
        for (int cell = 0; cell < sums.length / FIELDS; cell++) {
            points += sums[cell * FIELDS + Sum.POINTS.ordinal()];
        }
        return (long) points;
    }

    /** All points together. */
    public Metrics overall() {
        return read(IntStream.range(0, sums.length / FIELDS).toArray());
    }

    /** The points of one forecast step, from 0. */
    public Metrics step(int h) {
        return read(IntStream.range(h * targets, (h + 1) * targets).toArray());
    }

    /** The points of one target. */
    public Metrics target(int k) {
        return read(IntStream.iterate(k, cell -> cell < sums.length / FIELDS, cell -> cell + targets)
                .toArray());
    }

    private Metrics read(int[] cells) {
        double[] total = new double[FIELDS];
        for (int cell : cells) {
            for (int f = 0; f < FIELDS; f++) {
                total[f] += sums[cell * FIELDS + f];
            }
        }
        double points = total[Sum.POINTS.ordinal()];
        if (points == 0) {
            throw new IllegalStateException("nothing has been scored: there are no points to take a mean of");
        }
        for (int f = 1; f < FIELDS; f++) {
            total[f] = f == Sum.ZEROS.ordinal() ? total[f] : total[f] / points;
        }
        double mse = total[Sum.SQUARED.ordinal()];
        return new Metrics(
                (long) points,
                Metrics.finite(mse),
                Metrics.finite(total[Sum.ABSOLUTE.ordinal()]),
                Metrics.finite(Math.sqrt(mse)),
                total[Sum.ZEROS.ordinal()] > 0 ? null : Metrics.finite(100 * total[Sum.RELATIVE.ordinal()]),
                Metrics.finite(100 * total[Sum.SYMMETRIC.ordinal()]),
                null,
                Metrics.finite(total[Sum.PINBALL.ordinal()]),
                new Metrics.Scaled(
                        Metrics.finite(total[Sum.SCALED_SQUARED.ordinal()]),
                        Metrics.finite(total[Sum.SCALED_ABSOLUTE.ordinal()])));
    }
}
