package io.seiche.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last rows as seasons, each a level times a shape: a level is the mean of a season, forecast by {@link DampedSmoothing} of
 * the levels before it; the shape is the weighted mean of the seasons divided by that of their levels, and the forecast is level
 * times shape (Honda 2026, <a href="https://arxiv.org/abs/2605.07222">arXiv:2605.07222</a>, which forecasts the levels by a ridge
 * regression). Where a row is negative, a level 0 or the shape not to be a factor, the shape is what is left after the level
 * is subtracted, and is added to it; the forecast is then linear in the rows.
 *
 * <p>Rows fewer than two seasons are smoothed as they are.
 *
 * @param season rows of a season
 * @param levels the smoothing of levels, without a season
 * @param memory weight of a season in the shape over that of the season after it
 * @param product true if shapes are factors where rows allow it
 */
public record LevelShape(int season, DampedSmoothing levels, double memory, boolean product) implements WindowMethod {
    private static final long serialVersionUID = 1;

    private static final double[] MEMORIES = {1, 0.8, 0.5};

    /** Returns the rules that are tried on a table, in a fixed order. */
    public static List<LevelShape> candidates(int season, boolean product) {
        List<LevelShape> all = new ArrayList<>();
        for (DampedSmoothing levels : DampedSmoothing.candidates(1)) {
            for (double memory : MEMORIES) {
                all.add(new LevelShape(season, levels, memory, product));
            }
        }
        return all;
    }

    @Override
    public void forecast(double[] rows, double[] out) {
        int seasons = rows.length / season;
        if (seasons < 2) {
            levels.forecast(rows, out);
            return;
        }
        int first = rows.length - seasons * season;
        double[] means = new double[seasons];
        for (int i = 0; i < seasons; i++) {
            int from = first + i * season;
            means[i] = Arrays.stream(rows, from, from + season).sum() / season;
        }
        boolean factor = product
                && Arrays.stream(rows, first, rows.length).allMatch(row -> row >= 0)
                && Arrays.stream(means).allMatch(mean -> mean > 0);
        double[] shape = shape(rows, first, means, factor);
        double[] ahead = new double[(out.length + season - 1) / season];
        levels.forecast(means, ahead);
        for (int h = 0; h < out.length; h++) {
            double level = ahead[h / season];
            out[h] = factor ? level * shape[h % season] : level + shape[h % season];
        }
    }

    private double[] shape(double[] rows, int first, double[] means, boolean factor) {
        double[] shape = new double[season];
        double weight = 1;
        double weights = 0;
        double level = 0;
        for (int i = means.length - 1; i >= 0; i--, weight *= memory) {
            weights += weight;
            level += weight * means[i];
            for (int j = 0; j < season; j++) {
                shape[j] += weight * (rows[first + i * season + j] - (factor ? 0 : means[i]));
            }
        }
        for (int j = 0; j < season; j++) {
            shape[j] /= factor ? level : weights;
        }
        return shape;
    }

    /** Returns the numbers in words. */
    @Override
    public String toString() {
        return "seasons of " + season + " rows, memory " + memory + ", their " + levels;
    }
}
