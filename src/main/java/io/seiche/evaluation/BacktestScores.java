package io.seiche.evaluation;

import io.seiche.evaluation.metrics.ErrorSums;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.series.TimeAxis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of the errors of a model and of every baseline over the windows of a backtest: add the windows of each series in
 * order, merge in order, then read. Its size depends on the horizon and the baselines, not on the number of series.
 *
 * <p>Season-scaled metrics divide by the seasonal differences of all rows before the cutoff of their window, not of
 * training rows alone, so that they do not depend on the split.
 */
public final class BacktestScores implements Serializable {
    private static final long serialVersionUID = 1;

    private static final List<Metric> SCALED = Metric.seasonScaled();

    /**
     * The shape of what is scored.
     *
     * @param horizon steps of a forecast
     * @param targets values of a step
     * @param baselines names of the baselines
     * @param percents nominal coverage of the intervals, ascending
     * @param seed of the bootstrap
     * @param axis meaning of the times
     */
    public record Shape(
            int horizon, int targets, List<String> baselines, List<Integer> percents, long seed, TimeAxis axis)
            implements Serializable {
        private static final long serialVersionUID = 1;

        /** The same for the model alone. */
        Shape modelOnly() {
            return new Shape(horizon, targets, List.of(), percents, seed, axis);
        }

        /** Levels of the ends of the intervals, ascending. */
        private double[] levels() {
            return IntStream.range(0, 2 * percents.size())
                    .mapToDouble(i -> i < percents.size()
                            ? (100 - percents.get(percents.size() - 1 - i)) / 200.0
                            : (100 + percents.get(i - percents.size())) / 200.0)
                    .toArray();
        }

        private int forecasters() {
            return 1 + baselines.size();
        }

        private int cells() {
            return horizon * targets;
        }
    }

    /**
     * Forecasts of one window beside the actual values; arrays are {@code [horizon * targets]}, in the table's units.
     *
     * @param series identifier
     * @param origin number of the origin, from 0
     * @param actual values; NaN where there is none, which is not scored
     * @param forecasts of the model, then of each baseline; null for a baseline that cannot forecast the window
     * @param low lower ends of each interval, {@code [percents][horizon * targets]}; an interval may be null
     * @param high upper ends
     * @param context place in its series
     * @param seasonal absolute seasonal differences of the rows before the cutoff, {@code [targets][rows]}
     */
    public record Window(
            String series,
            int origin,
            double[] actual,
            double[][] forecasts,
            double[][] low,
            double[][] high,
            ErrorAnalysis.WindowContext context,
            double[][] seasonal) {}

    private final Shape shape;
    private final ErrorSums[] errors; // [forecasters]
    private final double[][][] scaled; // [SCALED][forecasters][horizon]: sums of f(error) / divisor
    private final long[][] scaledPoints; // [SCALED][horizon]
    private final long[] missing; // [forecasters]: windows a forecaster could not forecast
    private final long[][] inside; // [percents][horizon]
    private final long[][] bounded; // [percents][horizon]: points that have an interval
    private final double[][] width; // [percents][horizon]
    private final SkillBootstrap skills; // columns: absolute errors of the forecasters, then squared ones
    private final ErrorAnalysis analysis; // null for a group of series, of which there are no findings
    private final SortedMap<String, BacktestScores> groups = new TreeMap<>();
    private long windows;
    private long fallbacks;
    private long unanswered;
    private long firstCutoff = Long.MAX_VALUE;
    private long lastCutoff = Long.MIN_VALUE;

    public BacktestScores(Shape shape) {
        this(shape, new ErrorAnalysis(shape.axis(), shape.targets(), shape.levels()));
    }

    private BacktestScores(Shape shape, ErrorAnalysis analysis) {
        this.shape = shape;
        this.analysis = analysis;
        int forecasters = shape.forecasters();
        errors = Stream.generate(() -> new ErrorSums(shape.horizon(), shape.targets()))
                .limit(forecasters)
                .toArray(ErrorSums[]::new);
        scaled = new double[SCALED.size()][forecasters][shape.horizon()];
        scaledPoints = new long[SCALED.size()][shape.horizon()];
        missing = new long[forecasters];
        inside = new long[shape.percents().size()][shape.horizon()];
        bounded = new long[inside.length][shape.horizon()];
        width = new double[inside.length][shape.horizon()];
        skills = new SkillBootstrap(shape.seed(), shape.baselines().isEmpty() ? 0 : 2 * forecasters);
    }

    /** Counts the cutoff of a series. */
    public void addCutoff(long time) {
        firstCutoff = Math.min(firstCutoff, time);
        lastCutoff = Math.max(lastCutoff, time);
    }

    /** Counts a series that the fallback forecasts at an origin; its errors are not the model's and are not added. */
    public void addFallback() {
        fallbacks++;
    }

    /** Counts a series that nothing forecasts at an origin. */
    public void addUnanswered() {
        unanswered++;
    }

    /** Adds a window that the model forecasts. */
    public void add(Window window) {
        windows++;
        double[] sums = new double[2 * shape.forecasters()];
        for (int f = 0; f < shape.forecasters(); f++) {
            if (window.forecasts()[f] == null) {
                missing[f]++;
                continue;
            }
            for (int cell = 0; cell < shape.cells(); cell++) {
                double actual = window.actual()[cell];
                double forecast = window.forecasts()[f][cell];
                if (!Double.isNaN(actual)) {
                    errors[f].add(cell, actual, forecast, Double.NaN, pinball(window, f, cell));
                    sums[f] += Math.abs(forecast - actual);
                    sums[shape.forecasters() + f] += (forecast - actual) * (forecast - actual);
                }
            }
        }
        skills.add(window.series(), window.origin(), sums);
        addScaled(window);
        addIntervals(window);
        if (analysis != null) {
            analyse(window);
        }
    }

    /** Adds a window that the model forecasts to those of its group of series too. */
    public void add(String group, Window window) {
        group(group).add(window);
        dropGroups();
    }

    private BacktestScores group(String name) {
        return groups.computeIfAbsent(name, any -> new BacktestScores(shape.modelOnly(), null));
    }

    private void dropGroups() {
        while (groups.size() > GroupFactors.MOST) {
            groups.remove(groups.lastKey());
        }
    }

    /** Returns the scores of the groups of series by name: the first by name where there are very many. */
    public SortedMap<String, BacktestScores> groups() {
        return Collections.unmodifiableSortedMap(groups);
    }

    /** Returns where the errors of the model lie; not of a group. */
    public ErrorAnalysis.ErrorFindings findings() {
        return analysis.read();
    }

    private void analyse(Window window) {
        boolean all = Arrays.stream(window.low()).noneMatch(Objects::isNull);
        analysis.add(
                new ErrorAnalysis.JudgedWindow(
                        window.series(),
                        window.context(),
                        window.actual(),
                        window.forecasts()[0],
                        all ? window.low() : new double[0][],
                        all ? window.high() : new double[0][]),
                false);
        int intervals = shape.percents().size();
        for (int cell = 0; cell < shape.cells() && all && intervals > 0; cell++) {
            double[] quantiles = new double[2 * intervals];
            for (int i = 0; i < intervals; i++) {
                quantiles[intervals - 1 - i] = window.low()[i][cell];
                quantiles[intervals + i] = window.high()[i][cell];
            }
            analysis.addTransformed(window.actual()[cell], quantiles);
        }
    }

    /** The mean pinball loss over the point forecast and, for the model, the ends of its intervals. */
    private double pinball(Window window, int forecaster, int cell) {
        double actual = window.actual()[cell];
        double sum = ErrorReader.pinball(0.5, actual, window.forecasts()[forecaster][cell]);
        int levels = 1;
        for (int i = 0; i < shape.percents().size() && forecaster == 0; i++) {
            if (window.low()[i] != null) {
                double tail = (100 - shape.percents().get(i)) / 200.0;
                sum += ErrorReader.pinball(tail, actual, window.low()[i][cell])
                        + ErrorReader.pinball(1 - tail, actual, window.high()[i][cell]);
                levels += 2;
            }
        }
        return sum / levels;
    }

    private void addScaled(Window window) {
        for (int m = 0; m < SCALED.size(); m++) {
            Metric metric = SCALED.get(m);
            for (int k = 0; k < shape.targets(); k++) {
                double sum = 0;
                for (double difference : window.seasonal()[k]) {
                    sum += metric.seasonal(difference);
                }
                double divisor = sum / window.seasonal()[k].length;
                if (divisor > 0) {
                    addScaled(m, k, divisor, window);
                }
            }
        }
    }

    private void addScaled(int m, int target, double divisor, Window window) {
        for (int cell = target; cell < shape.cells(); cell += shape.targets()) {
            double actual = window.actual()[cell];
            if (!Double.isNaN(actual)) {
                int step = cell / shape.targets();
                scaledPoints[m][step]++;
                for (int f = 0; f < shape.forecasters(); f++) {
                    double[] forecast = window.forecasts()[f];
                    scaled[m][f][step] +=
                            forecast == null ? 0 : SCALED.get(m).seasonal(forecast[cell] - actual) / divisor;
                }
            }
        }
    }

    private void addIntervals(Window window) {
        for (int i = 0; i < inside.length; i++) {
            for (int cell = 0; cell < shape.cells() && window.low()[i] != null; cell++) {
                double actual = window.actual()[cell];
                if (!Double.isNaN(actual)) {
                    int step = cell / shape.targets();
                    bounded[i][step]++;
                    inside[i][step] += actual >= window.low()[i][cell] && actual <= window.high()[i][cell] ? 1 : 0;
                    width[i][step] += window.high()[i][cell] - window.low()[i][cell];
                }
            }
        }
    }

    /** Adds those of other windows; both must be of the same shape. */
    public BacktestScores merge(BacktestScores other) {
        for (int f = 0; f < errors.length; f++) {
            errors[f].merge(other.errors[f]);
            missing[f] += other.missing[f];
            for (int m = 0; m < scaled.length; m++) {
                add(scaled[m][f], other.scaled[m][f]);
            }
        }
        for (int m = 0; m < scaled.length; m++) {
            add(scaledPoints[m], other.scaledPoints[m]);
        }
        for (int i = 0; i < inside.length; i++) {
            add(inside[i], other.inside[i]);
            add(bounded[i], other.bounded[i]);
            add(width[i], other.width[i]);
        }
        other.groups.forEach((name, theirs) -> group(name).merge(theirs));
        dropGroups();
        if (analysis != null) {
            analysis.merge(other.analysis);
        }
        skills.merge(other.skills);
        windows += other.windows;
        fallbacks += other.fallbacks;
        unanswered += other.unanswered;
        firstCutoff = Math.min(firstCutoff, other.firstCutoff);
        lastCutoff = Math.max(lastCutoff, other.lastCutoff);
        return this;
    }

    private static void add(double[] sums, double[] others) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others[i];
        }
    }

    private static void add(long[] counts, long[] others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others[i];
        }
    }

    /** Returns the number of windows that the model forecast. */
    public long windows() {
        return windows;
    }

    /** Returns the number of windows that the fallback forecast. */
    public long fallbacks() {
        return fallbacks;
    }

    /** Returns the number of windows without a forecast. */
    public long unanswered() {
        return unanswered;
    }

    /** Returns true if some series has a row before its cutoff. */
    public boolean hasCutoff() {
        return firstCutoff <= lastCutoff;
    }

    /** Returns the earliest cutoff. */
    public long firstCutoff() {
        return firstCutoff;
    }

    /** Returns the latest cutoff. */
    public long lastCutoff() {
        return lastCutoff;
    }

    /** Returns true if some window has been forecast whose actual values are known. */
    public boolean scored() {
        return errors[0].points() > 0;
    }

    /** Returns the names of the baselines that forecast every window, in order. */
    public List<String> baselines() {
        return IntStream.rangeClosed(1, shape.baselines().size())
                .filter(f -> missing[f] == 0)
                .mapToObj(f -> shape.baselines().get(f - 1))
                .toList();
    }

    /** Returns the number of windows that a baseline could not forecast. */
    public long missing(String baseline) {
        return missing[forecaster(baseline)];
    }

    private int forecaster(String baseline) {
        return 1 + shape.baselines().indexOf(baseline);
    }

    /** Returns the metrics of the model over all points. */
    public Metrics model() {
        return metrics(0);
    }

    /** Returns the metrics of the model at each step: {@code [horizon]}. */
    public List<Metrics> steps() {
        return IntStream.range(0, shape.horizon())
                .mapToObj(h -> errors[0].points(h) == 0 ? new Metrics(0, Map.of()) : seasonScaled(errors[0].step(h), h))
                .toList();
    }

    private Metrics seasonScaled(Metrics step, int h) {
        Metrics all = step;
        for (int m = 0; m < SCALED.size(); m++) {
            double mean = scaled[m][0][h] / scaledPoints[m][h];
            all = all.with(
                    SCALED.get(m),
                    scaledPoints[m][h] == 0 ? null : SCALED.get(m).of(mean));
        }
        return all;
    }

    /** Returns the metrics of a baseline over all points. */
    public Metrics baseline(String name) {
        return metrics(forecaster(name));
    }

    private Metrics metrics(int forecaster) {
        Metrics metrics = errors[forecaster].overall();
        for (int m = 0; m < SCALED.size(); m++) {
            long points = Arrays.stream(scaledPoints[m]).sum();
            double mean = Arrays.stream(scaled[m][forecaster]).sum() / points;
            metrics = metrics.with(
                    SCALED.get(m), points == 0 ? null : SCALED.get(m).of(mean));
        }
        return metrics;
    }

    /**
     * The skill of the model over a baseline: 1 - model's error / baseline's error.
     *
     * @param value over all points; null where the baseline makes no error
     * @param low lower end of its 95 % bootstrap interval; null where there are too few windows
     * @param high upper end
     */
    public record SkillInterval(Double value, Double low, Double high) {
        private static SkillInterval of(Double model, Double baseline, double[] interval) {
            Double value = model == null || baseline == null ? null : Metrics.finite(1 - model / baseline);
            return new SkillInterval(
                    value, interval == null ? null : interval[0], interval == null ? null : interval[1]);
        }
    }

    /** Returns the skill over a baseline by mean absolute error. */
    public SkillInterval absoluteSkill(String baseline) {
        return skill(Metric.MAE, baseline, 0);
    }

    /** Returns the skill over a baseline by mean squared error. */
    public SkillInterval squaredSkill(String baseline) {
        return skill(Metric.MSE, baseline, shape.forecasters());
    }

    private SkillInterval skill(Metric metric, String baseline, int column) {
        return SkillInterval.of(
                model().get(metric),
                baseline(baseline).get(metric),
                skills.interval(column, column + forecaster(baseline)));
    }

    /**
     * The coverage of an interval.
     *
     * @param percent nominal coverage, in per cent
     * @param coverage share of actual values inside it, in per cent
     * @param meanWidth in the table's units
     * @param steps the coverage at each step, in per cent
     */
    public record IntervalCoverage(int percent, double coverage, double meanWidth, List<Double> steps) {}

    /** Returns the coverage of each interval that some window has. */
    public List<IntervalCoverage> coverage() {
        List<IntervalCoverage> all = new ArrayList<>();
        for (int i = 0; i < inside.length; i++) {
            long in = 0;
            long points = 0;
            double widths = 0;
            List<Double> steps = new ArrayList<>();
            for (int h = 0; h < shape.horizon(); h++) {
                in += inside[i][h];
                points += bounded[i][h];
                widths += width[i][h];
                steps.add(Metrics.finite(100.0 * inside[i][h] / bounded[i][h]));
            }
            if (points > 0) {
                all.add(new IntervalCoverage(shape.percents().get(i), 100.0 * in / points, widths / points, steps));
            }
        }
        return all;
    }
}
