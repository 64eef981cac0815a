package io.seiche.evaluation;

import io.seiche.series.Chunk;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Residuals of calibration windows by step, from which prediction intervals are cut; mergeable.
 *
 * <p>The calibration windows are those of the validation span and as many training windows, evenly spread. A validation span
 * is often a part of the year, and its residuals alone made intervals that were too wide or too narrow for the rest of it.
 * Residuals of training windows are too small where the network overfits: they are multiplied by the ratio of the errors
 * from training to validation, over the same ratio of the last season repeated, which cannot overfit, and over {@link
 * #CHANCE}, where the result is above 1.
 */
final class Conformal implements Serializable {
    private static final long serialVersionUID = 1;

    /** Fewest residuals of a step; below it, those of neighbouring steps are added. */
    private static final int FEWEST = 100;

    /** A network whose errors grow by less than this more than those of the last season repeated need not overfit. */
    private static final double CHANCE = 1.1;

    private final Evaluation evaluation;
    private final Variation variation;
    private final ResidualSums training;
    private final ResidualSums validation;

    /** Sums over one span. */
    private static final class ResidualSums implements Serializable {
        private static final long serialVersionUID = 1;

        private final List<ResidualSketch> steps;
        private double network; // sum of absolute residuals
        private double naive; // the same of the last season repeated
        private double variations;
        private long windows;
        private final SortedMap<String, GroupSums> groups = new TreeMap<>();

        ResidualSums(int horizon) {
            steps = Stream.generate(ResidualSketch::new).limit(horizon).toList();
        }

        private GroupSums group(String name) {
            return groups.computeIfAbsent(name, any -> new GroupSums());
        }

        private void dropGroups() {
            while (groups.size() > GroupFactors.MOST) {
                groups.remove(groups.lastKey());
            }
        }

        void merge(ResidualSums other) {
            for (int h = 0; h < steps.size(); h++) {
                steps.get(h).merge(other.steps.get(h));
            }
            network += other.network;
            naive += other.naive;
            variations += other.variations;
            windows += other.windows;
            other.groups.forEach((name, theirs) -> group(name).merge(theirs));
            dropGroups();
        }
    }

    /** Residuals of a group of series, of all steps together. */
    private static final class GroupSums implements Serializable {
        private static final long serialVersionUID = 1;

        private final ResidualSketch residuals = new ResidualSketch();
        private long windows;

        void merge(GroupSums other) {
            residuals.merge(other.residuals);
            windows += other.windows;
        }
    }

    Conformal(Evaluation evaluation) {
        this.evaluation = evaluation;
        int horizon = evaluation.windows().horizon();
        variation = Variation.of(
                evaluation.spec(), evaluation.frequency(), evaluation.windows().lookback());
        training = new ResidualSums(horizon);
        validation = new ResidualSums(horizon);
    }

    /** Adds a window of the validation span, or of the training span; all in the table's units, {@code actual} NaN where there is none. */
    void add(boolean validating, Chunk chunk, int cutoff, double[] actual, double[] point) {
        ResidualSums side = validating ? validation : training;
        int targets = evaluation.values().columns();
        int lag = Math.max(1, variation.lag());
        side.windows++;
        Optional<GroupSums> group =
                evaluation.spec().groups().of(chunk.series()).map(side::group);
        group.ifPresent(sums -> sums.windows++);
        for (int k = 0; k < targets; k++) {
            double varies = variation.of(chunk, cutoff, k);
            side.variations += varies / targets;
            for (int cell = k; cell < actual.length; cell += targets) {
                if (Double.isNaN(actual[cell])) {
                    continue;
                }
                int step = evaluation.values().row(cell);
                double unit = Interval.unit(evaluation.transform(), chunk, cutoff, k, point[cell], varies);
                double residual = (actual[cell] - point[cell]) / unit;
                int before = cutoff - lag + step % lag;
                double repeated = before < 0
                        ? Double.NaN
                        : (chunk.values()[before * chunk.columns() + k]
                                        - chunk.values()[(cutoff + step) * chunk.columns() + k])
                                / varies;
                side.steps.get(step).add(residual);
                group.ifPresent(sums -> sums.residuals.add(residual));
                if (Double.isFinite(residual) && Double.isFinite(repeated)) {
                    side.network += Math.abs(residual);
                    side.naive += Math.abs(repeated);
                }
            }
        }
        side.dropGroups();
    }

    void merge(Conformal other) {
        training.merge(other.training);
        validation.merge(other.validation);
    }

    /** Returns the residuals as one distribution for each step, and the variation they are in units of. */
    FittedResiduals fit() {
        int horizon = evaluation.windows().horizon();
        double overfit = overfit();
        List<ResidualSketch> own = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            ResidualSketch step = new ResidualSketch();
            step.merge(validation.steps.get(h));
            step.addTimes(training.steps.get(h), overfit);
            own.add(step);
        }
        List<ResidualSketch> wide = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            ResidualSketch step = new ResidualSketch();
            step.merge(own.get(h));
            for (int away = 1; step.total() < FEWEST && away < horizon; away++) {
                for (int near : new int[] {h - away, h + away}) {
                    if (near >= 0 && near < horizon) {
                        step.merge(own.get(near));
                    }
                }
            }
            wide.add(step);
        }
        long windows = training.windows + validation.windows;
        double usual = windows == 0 ? 1 : (training.variations + validation.variations) / windows;
        return new FittedResiduals(
                wide, usual, variation.lag() == 0 ? Variation.NONE : variation.over(usual), groups(own, overfit));
    }

    /** Returns the residuals of all series and of each group, steps together. */
    private GroupResiduals groups(List<ResidualSketch> steps, double overfit) {
        ResidualSketch all = new ResidualSketch();
        steps.forEach(all::merge);
        SortedMap<String, GroupSums> groups = new TreeMap<>();
        for (String name : validation.groups.keySet()) {
            GroupSums own = new GroupSums();
            own.merge(validation.groups.get(name));
            GroupSums learned = training.groups.getOrDefault(name, new GroupSums());
            own.residuals.addTimes(learned.residuals, overfit);
            own.windows += learned.windows;
            groups.put(name, own);
        }
        double independent = Math.min(
                1, (double) evaluation.windows().stride() / evaluation.windows().horizon());
        return new GroupResiduals(evaluation.spec().groups(), all, groups, independent);
    }

    /**
     * Residuals by group of series.
     *
     * @param all residuals
     * @param groups those of each group with validation windows
     * @param independent share of the windows that do not overlap
     */
    private record GroupResiduals(
            SeriesGroups of, ResidualSketch all, SortedMap<String, GroupSums> groups, double independent) {
        GroupFactors factors(double tail) {
            if (groups.isEmpty()) {
                return GroupFactors.NONE;
            }
            SortedMap<String, double[]> factors = new TreeMap<>();
            groups.forEach((name, own) -> factors.put(name, new double[] {factor(own, tail), factor(own, 1 - tail)}));
            return new GroupFactors(of, factors);
        }

        private double factor(GroupSums own, double level) {
            OptionalDouble ours = own.residuals.quantile(level);
            OptionalDouble theirs = all.quantile(level);
            return ours.isEmpty() || theirs.isEmpty()
                    ? 1
                    : GroupFactors.factor(ours.getAsDouble(), theirs.getAsDouble(), independent * own.windows);
        }
    }

    private double overfit() {
        double factor = (validation.network / training.network) / (validation.naive / training.naive) / CHANCE;
        return Double.isFinite(factor) ? Math.max(1, Math.min(100, factor)) : 1;
    }

    /**
     * The distributions that intervals are cut from.
     *
     * @param steps residuals at each step
     * @param usual the mean variation, which the residuals are divided by
     * @param variation of windows
     * @param groups residuals by group of series
     */
    record FittedResiduals(List<ResidualSketch> steps, double usual, Variation variation, GroupResiduals groups) {
        /** Returns a quantile of the residuals at each step, in units of a window; empty where they are too few. */
        Optional<double[]> quantiles(double level) {
            double[] all = new double[steps.size()];
            for (int h = 0; h < all.length; h++) {
                OptionalDouble quantile = steps.get(h).quantile(level);
                if (quantile.isEmpty()) {
                    return Optional.empty();
                }
                all[h] = quantile.getAsDouble() * usual;
            }
            return Optional.of(all);
        }

        /** Returns quantiles at many levels, to compare actual values with; null where there are too few residuals. */
        QuantileGrid grid() {
            double[] levels = QuantileGrid.levels();
            double[][] offsets = new double[levels.length][];
            for (int i = 0; i < levels.length; i++) {
                Optional<double[]> quantiles = quantiles(levels[i]);
                if (quantiles.isEmpty()) {
                    return null;
                }
                offsets[i] = quantiles.get();
            }
            return new QuantileGrid(offsets, variation);
        }

        /** Returns the interval of a nominal coverage; empty where there are too few residuals. */
        Optional<Interval> interval(int percent) {
            double tail = (100 - percent) / 200.0;
            Optional<double[]> low = quantiles(tail);
            Optional<double[]> high = quantiles(1 - tail);
            if (low.isEmpty() || high.isEmpty()) {
                return Optional.empty();
            }
            for (int h = 0; h < steps.size(); h++) {
                low.get()[h] = Math.min(0, low.get()[h]);
                high.get()[h] = Math.max(0, high.get()[h]);
            }
            return Optional.of(new Interval(percent, low.get(), high.get(), variation, groups.factors(tail)));
        }
    }
}
