package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.math.Grid;
import io.seiche.math.SplitMix;
import io.seiche.series.TimeAxis;
import io.seiche.text.Words;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The errors of a forecaster by hour, weekday, month and level, the worst windows, the distribution and the autocorrelation
 * of residuals, and the probability integral transform. Add windows, merge in order, then {@link #read}. Its
 * size depends on the horizon, not on rows and series.
 *
 * <p>Errors of series of different scales are comparable in units of their series' scale.
 */
public final class ErrorAnalysis implements Serializable {
    private static final long serialVersionUID = 1;

    /** Windows kept as the worst. */
    private static final int WORST = 10;
    /** Windows kept as examples. */
    private static final int EXAMPLES = 3;
    /** Longest lag of the autocorrelation. */
    private static final int LAGS = 60;
    /** Bins of the histogram of residuals, and the largest error in it, in mean absolute errors. */
    private static final int BINS = 41;

    private static final double WIDEST = 5;
    /** Ends of the bins of levels, in units of the series' scale from its center. */
    private static final double[] LEVELS = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};

    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** The features of a point by which errors are grouped. */
    private enum GroupBy {
        HOUR(24),
        WEEKDAY(7),
        MONTH(12),
        LEVEL(LEVELS.length + 1);

        private final int bins;

        GroupBy(int bins) {
            this.bins = bins;
        }

        private int bin(LocalDateTime time, double level) {
            return switch (this) {
                case HOUR -> time == null ? -1 : time.getHour();
                case WEEKDAY -> time == null ? -1 : time.getDayOfWeek().getValue() - 1;
                case MONTH -> time == null ? -1 : time.getMonthValue() - 1;
                case LEVEL -> below(level);
            };
        }

        private static int below(double level) {
            int at = Arrays.binarySearch(LEVELS, level);
            return at < 0 ? -at - 1 : at;
        }

        private String label(int bin) {
            return switch (this) {
                case HOUR -> bin + "h";
                case WEEKDAY -> WEEKDAYS.get(bin);
                case MONTH -> MONTHS.get(bin);
                case LEVEL ->
                    bin == 0
                            ? "below " + LEVELS[0]
                            : bin == LEVELS.length
                                    ? "above " + LEVELS[bin - 1]
                                    : LEVELS[bin - 1] + " to " + LEVELS[bin];
            };
        }
    }

    /**
     * A window beside its forecast; arrays of values are {@code [horizon * targets]}, in the table's units.
     *
     * @param series identifier
     * @param context place in the series
     * @param actual values; NaN where there is none
     * @param forecast of the model
     * @param low lower ends of the intervals, {@code [intervals][]}
     * @param high upper ends
     */
    public record JudgedWindow(
            String series, WindowContext context, double[] actual, double[] forecast, double[][] low, double[][] high)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The place of a window in its series.
     *
     * @param cutoff time of the last row before the forecast
     * @param times of the forecast rows
     * @param center of each target in its series
     * @param scale of each target in its series
     * @param before the first target's last values before the forecast, oldest first
     */
    public record WindowContext(long cutoff, long[] times, double[] center, double[] scale, double[] before)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** A window that is kept, by its rank. */
    private record KeptWindow(double rank, double error, JudgedWindow window) implements Serializable {
        private static final long serialVersionUID = 1;
        private static final Comparator<KeptWindow> ORDER = Comparator.comparingDouble(KeptWindow::rank)
                .reversed()
                .thenComparing(kept -> kept.window().series())
                .thenComparing(kept -> kept.window().context().cutoff());
    }

    private final TimeAxis axis;
    private final int targets;
    private final double[] pitLevels; // ends of the bins of the transform, ascending
    private final double[][][] groups; // [GroupBy][bins]: points, errors, absolute errors, and both in scales
    private final List<KeptWindow> worst = new ArrayList<>();
    private final List<KeptWindow> examples = new ArrayList<>();
    private final ResidualSketch residuals = new ResidualSketch();
    private double absolute; // sum of absolute errors in scales
    private double points;
    private final double[] products = new double[LAGS + 1];
    private final double[] pairs = new double[LAGS + 1];
    private double firstErrors; // sum of the errors at step 1
    private final double[] recent = new double[LAGS]; // errors at step 1 of the last windows, a ring
    private int run; // windows since the last break
    private final long[] pit;

    /**
     * @param axis meaning of the times
     * @param targets values of a step
     * @param pitLevels levels of the quantiles that {@link #addTransformed} compares with, ascending; may be empty
     */
    public ErrorAnalysis(TimeAxis axis, int targets, double... pitLevels) {
        this.axis = axis;
        this.targets = targets;
        this.pitLevels = pitLevels.clone();
        pit = new long[pitLevels.length + 1];
        groups = new double[GroupBy.values().length][][];
        for (GroupBy by : GroupBy.values()) {
            groups[by.ordinal()] = new double[by.bins][5];
        }
    }

    /**
     * Adds a window.
     *
     * @param follows true if it is the next window of the series of the window added last
     */
    public void add(JudgedWindow window, boolean follows) {
        double sum = 0;
        int known = 0;
        Grid values = new Grid(window.context().times().length, targets);
        for (int cell = 0; cell < values.size(); cell++) {
            int k = values.column(cell);
            double error = window.forecast()[cell] - window.actual()[cell];
            double scaled = error / window.context().scale()[k];
            if (Double.isFinite(scaled)) {
                long time = window.context().times()[values.row(cell)];
                LocalDateTime local = axis.kind() == TimeAxis.TimeKind.NUMBER ? null : axis.local(time);
                double level = (window.forecast()[cell] - window.context().center()[k])
                        / window.context().scale()[k];
                addGroups(local, level, error, scaled);
                residuals.add(scaled);
                sum += Math.abs(scaled);
                known++;
            }
        }
        absolute += sum;
        points += known;
        if (known > 0) {
            keep(worst, WORST, new KeptWindow(sum / known, sum / known, window));
            long draw =
                    SplitMix.mix(window.series().hashCode(), window.context().cutoff());
            keep(examples, EXAMPLES, new KeptWindow(draw, sum / known, window));
        }
        addFirst((window.forecast()[0] - window.actual()[0]) / window.context().scale()[0], follows);
    }

    private void addGroups(LocalDateTime time, double level, double error, double scaled) {
        for (GroupBy by : GroupBy.values()) {
            int bin = by.bin(time, level);
            if (bin >= 0) {
                double[] sums = groups[by.ordinal()][bin];
                sums[0]++;
                sums[1] += error;
                sums[2] += Math.abs(error);
                sums[3] += scaled;
                sums[4] += Math.abs(scaled);
            }
        }
    }

    /** Keeps a window if it ranks among the first; of windows of a series that overlap only the first. */
    private static void keep(List<KeptWindow> kept, int most, KeptWindow one) {
        for (KeptWindow other : List.copyOf(kept)) {
            if (overlap(one.window(), other.window())) {
                if (KeptWindow.ORDER.compare(other, one) <= 0) {
                    return;
                }
                kept.remove(other);
            }
        }
        if (kept.size() == most && KeptWindow.ORDER.compare(one, kept.get(most - 1)) > 0) {
            return;
        }
        kept.add(one);
        kept.sort(KeptWindow.ORDER);
        if (kept.size() > most) {
            kept.remove(most);
        }
    }

    private static boolean overlap(JudgedWindow a, JudgedWindow b) {
        return a.series().equals(b.series())
                && a.context().times()[0] <= b.context().times()[b.context().times().length - 1]
                && b.context().times()[0] <= a.context().times()[a.context().times().length - 1];
    }

    private void addFirst(double error, boolean follows) {
        run = follows && Double.isFinite(error) ? run : 0;
        if (!Double.isFinite(error)) {
            return;
        }
        for (int lag = 0; lag <= Math.min(run, LAGS); lag++) {
            double then = lag == 0 ? error : recent[Math.floorMod(run - lag, LAGS)];
            products[lag] += error * then;
            pairs[lag]++;
        }
        firstErrors += error;
        recent[run % LAGS] = error;
        run++;
    }

    /**
     * Counts where an actual value lies among the quantiles of its forecast.
     *
     * @param quantiles at the levels, ascending
     */
    public void addTransformed(double actual, double[] quantiles) {
        if (Double.isFinite(actual)) {
            int bin = 0;
            while (bin < quantiles.length && actual > quantiles[bin]) {
                bin++;
            }
            pit[bin]++;
        }
    }

    /** Adds those of other windows; both must be of the same shape. */
    public ErrorAnalysis merge(ErrorAnalysis other) {
        for (int g = 0; g < groups.length; g++) {
            for (int bin = 0; bin < groups[g].length; bin++) {
                for (int i = 0; i < groups[g][bin].length; i++) {
                    groups[g][bin][i] += other.groups[g][bin][i];
                }
            }
        }
        other.worst.forEach(kept -> keep(worst, WORST, kept));
        other.examples.forEach(kept -> keep(examples, EXAMPLES, kept));
        residuals.merge(other.residuals);
        absolute += other.absolute;
        points += other.points;
        for (int lag = 0; lag <= LAGS; lag++) {
            products[lag] += other.products[lag];
            pairs[lag] += other.pairs[lag];
        }
        firstErrors += other.firstErrors;
        for (int bin = 0; bin < pit.length; bin++) {
            pit[bin] += other.pit[bin];
        }
        run = 0;
        return this;
    }

    /**
     * The findings, for a report.
     *
     * @param groups errors by hour, weekday, month and level; a feature that does not vary is left out
     * @param worst the windows with the largest mean absolute error in scales of their series, worst first
     * @param examples some other windows
     * @param residuals the distribution of all errors
     * @param autocorrelation of the errors at step 1 of consecutive windows, from lag 1; empty where there are too few
     * @param pit shares of actual values between neighbouring quantile levels; empty without quantiles
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorFindings(
            List<ErrorsBy> groups,
            List<DrawnWindow> worst,
            List<DrawnWindow> examples,
            List<HistogramBin> residuals,
            List<Double> autocorrelation,
            List<PitBin> pit) {}

    /** The errors by a feature. */
    public record ErrorsBy(String by, List<ErrorGroup> groups) {}

    /**
     * The errors of a group of points: forecast minus actual value.
     *
     * @param label of the group
     * @param points number of points
     * @param bias mean error, in the table's units
     * @param mae mean absolute error
     * @param scaledBias mean error in scales of the series
     * @param scaledMae mean absolute error in scales of the series
     */
    public record ErrorGroup(String label, long points, Double bias, Double mae, Double scaledBias, Double scaledMae) {}

    /**
     * A window to draw: its first target.
     *
     * @param series identifier
     * @param cutoff time of the last row before the forecast
     * @param error mean absolute error in scales of the series
     * @param times of the forecast rows, as text
     * @param curves its values
     */
    public record DrawnWindow(
            String series, String cutoff, double error, List<String> times, @JsonUnwrapped Curves curves) {}

    /**
     * The values of a window's first target.
     *
     * @param before last values before the forecast, oldest first
     * @param actual values
     * @param forecast of the model
     * @param low lower ends of the intervals, {@code [intervals][horizon]}
     * @param high upper ends
     */
    public record Curves(
            List<Double> before,
            List<Double> actual,
            List<Double> forecast,
            List<List<Double>> low,
            List<List<Double>> high) {}

    /** A share of the errors, by their size from {@code from} to {@code to} in mean absolute errors. */
    public record HistogramBin(double from, double to, double share) {}

    /** A share of the actual values, and the share between these levels that a calibrated forecast has. */
    public record PitBin(double from, double to, double share) {}

    /** Returns the findings. */
    public ErrorFindings read() {
        List<ErrorsBy> by = new ArrayList<>();
        for (GroupBy feature : GroupBy.values()) {
            List<ErrorGroup> found = new ArrayList<>();
            for (int bin = 0; bin < feature.bins; bin++) {
                double[] sums = groups[feature.ordinal()][bin];
                if (sums[0] > 0) {
                    found.add(new ErrorGroup(
                            feature.label(bin),
                            (long) sums[0],
                            Metrics.finite(sums[1] / sums[0]),
                            Metrics.finite(sums[2] / sums[0]),
                            Metrics.finite(sums[3] / sums[0]),
                            Metrics.finite(sums[4] / sums[0])));
                }
            }
            if (found.size() > 1) {
                by.add(new ErrorsBy(Words.of(feature), found));
            }
        }
        return new ErrorFindings(
                by,
                worst.stream().map(this::drawn).toList(),
                examples.stream().map(this::drawn).toList(),
                histogram(),
                autocorrelation(),
                transform());
    }

    private List<HistogramBin> histogram() {
        List<HistogramBin> bins = new ArrayList<>();
        double unit = absolute / points;
        if (!(unit > 0)) {
            return bins;
        }
        double[] shares = residuals.shares(BINS, WIDEST * unit);
        for (int i = 0; i < BINS; i++) {
            double from = WIDEST * (2.0 * i / BINS - 1);
            bins.add(new HistogramBin(from, from + 2 * WIDEST / BINS, shares[i]));
        }
        return bins;
    }

    private List<Double> autocorrelation() {
        List<Double> all = new ArrayList<>();
        double mean = firstErrors / pairs[0];
        double variance = products[0] / pairs[0] - mean * mean;
        for (int lag = 1; lag <= LAGS && pairs[lag] >= 20 && variance > 0; lag++) {
            all.add((products[lag] / pairs[lag] - mean * mean) / variance);
        }
        return all;
    }

    private List<PitBin> transform() {
        long all = Arrays.stream(pit).sum();
        return pitLevels.length == 0 || all == 0
                ? List.of()
                : IntStream.range(0, pit.length)
                        .mapToObj(i -> new PitBin(
                                i == 0 ? 0 : pitLevels[i - 1],
                                i == pitLevels.length ? 1 : pitLevels[i],
                                (double) pit[i] / all))
                        .toList();
    }

    private DrawnWindow drawn(KeptWindow kept) {
        JudgedWindow window = kept.window();
        return new DrawnWindow(
                window.series(),
                axis.text(window.context().cutoff()),
                kept.error(),
                Arrays.stream(window.context().times()).mapToObj(axis::text).toList(),
                new Curves(
                        Arrays.stream(window.context().before())
                                .mapToObj(Metrics::finite)
                                .toList(),
                        first(window.actual()),
                        first(window.forecast()),
                        Arrays.stream(window.low()).map(this::first).toList(),
                        Arrays.stream(window.high()).map(this::first).toList()));
    }

    /** The values of the first target. */
    private List<Double> first(double[] cells) {
        return IntStream.range(0, cells.length / targets)
                .mapToObj(h -> Metrics.finite(cells[h * targets]))
                .toList();
    }
}
