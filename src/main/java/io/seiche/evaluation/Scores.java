package io.seiche.evaluation;

import io.seiche.evaluation.ForecastScorecard.ForecastScore;
import io.seiche.evaluation.ForecastScorecard.RankedSeries;
import io.seiche.evaluation.ForecastScorecard.SeriesSize;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.baselines.Baselines;
import io.seiche.evaluation.metrics.ErrorSums;
import io.seiche.evaluation.metrics.ForecasterScore;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.evaluation.metrics.PairedDifference;
import io.seiche.series.Chunk;
import io.seiche.series.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of the errors of the network and every baseline over the same test windows: {@link #merge} in shard order, then
 * {@link #read}. Grows with the number of series (some hundred bytes each), not with rows.
 */
public final class Scores implements Serializable {
    private static final long serialVersionUID = 1;

    private final Evaluation evaluation;
    private final Scorer.Decisions decisions;
    private final ErrorSums network;
    private final List<ErrorSums> baselines;
    private final List<PairedDifference> differences; // [baselines]
    private final long[] missing; // [baselines]: windows a baseline could not forecast
    private final Map<String, SeriesErrors> series = new TreeMap<>();
    private final long[][] covered; // [intervals][horizon]
    private final SortedMap<String, long[]> groups = new TreeMap<>(); // values, and those within each interval
    private final ErrorAnalysis analysis;
    private String lastSeries;
    private long lastPosition;
    private final double[] width; // [intervals]: summed full widths, in the table's units

    Scores(Evaluation evaluation, Scorer.Decisions decisions, double... levels) {
        double[] pitLevels =
                levels.length > 1 ? levels : decisions.grid() == null ? new double[0] : QuantileGrid.levels();
        this.evaluation = evaluation;
        this.decisions = decisions;
        int horizon = evaluation.windows().horizon();
        int count = decisions.baselines().size();
        network = new ErrorSums(horizon, evaluation.values().columns());
        baselines = Stream.generate(
                        () -> new ErrorSums(horizon, evaluation.values().columns()))
                .limit(count)
                .toList();
        differences = Stream.generate(PairedDifference::new).limit(count).toList();
        missing = new long[count];
        covered = new long[decisions.ends().size()][horizon];
        width = new double[covered.length];
        analysis = new ErrorAnalysis(evaluation.axis(), evaluation.values().columns(), pitLevels);
    }

    void read(Iterator<Chunk> chunks, Forecaster forecaster) {
        ErrorReader errors = new ErrorReader(evaluation, forecaster.levels());
        ErrorReader plain = new ErrorReader(evaluation, 0.5);
        double[][] forecast = new double[1][evaluation.values().size()];
        double[] onScale = new double[evaluation.values().size()];
        ConsecutiveWindows windows =
                new ConsecutiveWindows(evaluation, Span.TEST, forecaster, (chunk, cutoff, table, scaled) -> {
                    SeriesErrors own = series(chunk);
                    double[] point = table[errors.point()];
                    double[] actual = errors.add(network, chunk, cutoff, table, scaled[errors.point()]);
                    if (errors.known() == 0) {
                        return;
                    }
                    own.addWindow(errors.known());
                    own.add(0, actual, point);
                    double[][][] ends = addIntervals(chunk, cutoff, actual, table, point);
                    analyse(chunk, cutoff, actual, point, ends);
                    addTransformed(chunk, cutoff, actual, table, point);
                    for (int b = 0; b < baselines.size(); b++) {
                        if (decisions.baselines().get(b).forecaster().forecast(chunk, cutoff, forecast[0])) {
                            evaluation.units().toScaled(chunk, cutoff, forecast[0], onScale);
                            plain.add(baselines.get(b), chunk, cutoff, forecast, onScale);
                            differences.get(b).add(plain.squared() - errors.squared());
                            own.add(b + 1, actual, forecast[0]);
                        } else {
                            missing[b]++;
                        }
                    }
                });
        while (chunks.hasNext()) {
            Chunk chunk = chunks.next();
            SeriesErrors own = new SeriesErrors(1 + baselines.size(), evaluation.values());
            own.addTraining(chunk, decisions.season().length(), evaluation);
            series(chunk).merge(own);
            windows.add(chunk);
        }
        windows.finish();
    }

    private SeriesErrors series(Chunk chunk) {
        return series.computeIfAbsent(
                chunk.series(), id -> new SeriesErrors(1 + baselines.size(), evaluation.values()));
    }

    /** Returns the ends of the intervals, {@code [intervals][2][horizon * targets]}. */
    private double[][][] addIntervals(
            Chunk chunk, int cutoff, double[] actual, double[][] quantiles, double[] forecast) {
        double[][][] all = new double[covered.length][][];
        long[] group = evaluation
                .spec()
                .groups()
                .of(chunk.series())
                .map(name -> groups.computeIfAbsent(name, any -> new long[1 + covered.length]))
                .orElseGet(() -> new long[1 + covered.length]);
        group[0] += Arrays.stream(actual).filter(value -> !Double.isNaN(value)).count();
        for (int i = 0; i < covered.length; i++) {
            int targets = evaluation.values().columns();
            double[][] ends =
                    decisions.ends().get(i).around(evaluation.transform(), chunk, cutoff, targets, quantiles, forecast);
            for (int cell = 0; cell < actual.length; cell++) {
                boolean inside = actual[cell] >= ends[0][cell] && actual[cell] <= ends[1][cell];
                covered[i][evaluation.values().row(cell)] += inside ? 1 : 0;
                group[1 + i] += inside ? 1 : 0;
                width[i] += Double.isFinite(forecast[cell] - actual[cell]) ? ends[1][cell] - ends[0][cell] : 0;
            }
            all[i] = ends;
        }
        dropGroups();
        return all;
    }

    private void dropGroups() {
        while (groups.size() > GroupFactors.MOST) {
            groups.remove(groups.lastKey());
        }
    }

    private void analyse(Chunk chunk, int cutoff, double[] actual, double[] point, double[][][] ends) {
        int horizon = evaluation.windows().horizon();
        long[] times = new long[horizon];
        for (int h = 0; h < horizon; h++) {
            times[h] = chunk.times().at(cutoff + h);
        }
        double[] before =
                new double[Math.min(cutoff, Math.max(horizon, decisions.season().length()))];
        for (int i = 0; i < before.length; i++) {
            before[i] = evaluation.units().actual(chunk, cutoff - before.length + i, 0);
        }
        boolean follows =
                chunk.series().equals(lastSeries) && chunk.firstRow() + cutoff == lastPosition + chunk.stride();
        lastSeries = chunk.series();
        lastPosition = chunk.firstRow() + cutoff;
        analysis.add(
                new ErrorAnalysis.JudgedWindow(
                        chunk.series(),
                        new ErrorAnalysis.WindowContext(
                                chunk.times().at(cutoff - 1),
                                times,
                                chunk.scaler().center(),
                                chunk.scaler().scale(),
                                before),
                        actual.clone(),
                        point.clone(),
                        Arrays.stream(ends).map(each -> each[0]).toArray(double[][]::new),
                        Arrays.stream(ends).map(each -> each[1]).toArray(double[][]::new)),
                follows);
    }

    /** Compares with the network's quantiles where it has several, else with those of the calibration. */
    private void addTransformed(Chunk chunk, int cutoff, double[] actual, double[][] table, double[] point) {
        QuantileGrid grid = decisions.grid();
        double[] varies = new double[evaluation.values().columns()];
        for (int k = 0; k < varies.length && grid != null; k++) {
            varies[k] = grid.variation().of(chunk, cutoff, k);
        }
        for (int cell = 0; cell < actual.length; cell++) {
            int at = cell;
            if (Double.isNaN(actual[cell])) {
                continue;
            }
            if (table.length > 1) {
                analysis.addTransformed(
                        actual[cell],
                        Arrays.stream(table).mapToDouble(level -> level[at]).toArray());
            } else if (grid != null) {
                int k = evaluation.values().column(cell);
                double unit = Interval.unit(evaluation.transform(), chunk, cutoff, k, point[cell], varies[k]);
                analysis.addTransformed(
                        actual[cell],
                        grid.around(point[cell], unit, evaluation.values().row(cell)));
            }
        }
    }

    /** Adds another shard's; both must come from the same {@link Scorer}. */
    public Scores merge(Scores other) {
        network.merge(other.network);
        IntStream.range(0, baselines.size()).forEach(b -> {
            baselines.get(b).merge(other.baselines.get(b));
            differences.get(b).merge(other.differences.get(b));
            missing[b] += other.missing[b];
        });
        other.series.forEach((id, theirs) -> series.merge(id, theirs, (a, b) -> {
            a.merge(b);
            return a;
        }));
        for (int i = 0; i < covered.length; i++) {
            for (int h = 0; h < covered[i].length; h++) {
                covered[i][h] += other.covered[i][h];
            }
            width[i] += other.width[i];
        }
        other.groups.forEach((name, theirs) -> {
            long[] own = groups.computeIfAbsent(name, any -> new long[theirs.length]);
            Arrays.setAll(own, i -> own[i] + theirs[i]);
        });
        dropGroups();
        analysis.merge(other.analysis);
        return this;
    }

    /** Returns where the errors of the network lie. */
    public ErrorAnalysis.ErrorFindings findings() {
        return analysis.read();
    }

    /**
     * Returns the scorecard of all windows.
     *
     * @throws IllegalStateException if no test window has been scored
     */
    public ForecastScorecard read() {
        if (network.points() == 0) {
            throw new IllegalStateException("no test window has been scored; give split.test more rows");
        }
        List<String> notes = new ArrayList<>(decisions.notes());
        Metrics overall = metrics(0, network);
        List<ForecastScore> scores = new ArrayList<>();
        for (int b = 0; b < baselines.size(); b++) {
            Baseline which = decisions.baselines().get(b).baseline();
            if (missing[b] > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s is left out: %,d test windows %s",
                        which.name(),
                        missing[b],
                        decisions.baselines().get(b).forecaster().missing()));
                continue;
            }
            ErrorSums errors = baselines.get(b);
            Metrics metrics = metrics(b + 1, errors);
            ForecastScorecard.Skill skill = ForecastScorecard.Skill.of(
                    overall, metrics, differences.get(b).standardErrors(overlap()));
            scores.add(score(
                    which.name(),
                    which.description(
                            evaluation.columns().targets(), decisions.season().length()),
                    metrics,
                    skill,
                    errors));
        }
        long undivided =
                scored().filter(own -> own.scaled(Metric.MASE, 0).isEmpty()).count();
        if (undivided > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "mase leaves out %,d of %,d series, which have no training rows a season apart or never change",
                    undivided,
                    scored().count()));
        }
        return new ForecastScorecard(
                new Scorecard.Tested(
                        scored().mapToLong(SeriesErrors::windows).sum(), overlap(), scored().count(), notes),
                evaluation.columns().targets(),
                decisions.season(),
                score(ForecasterScore.NETWORK, "the network", overall, null, network),
                List.copyOf(scores),
                coverage(overall.points()),
                ranking(),
                decisions.validation());
    }

    /** Returns the number of neighbouring windows that share a forecast row. */
    private double overlap() {
        return Math.max(
                1,
                (double) evaluation.windows().horizon() / evaluation.windows().stride());
    }

    private Stream<SeriesErrors> scored() {
        return series.values().stream().filter(own -> own.windows() > 0);
    }

    private ForecastScore score(
            String name, String words, Metrics metrics, ForecastScorecard.Skill skill, ErrorSums errors) {
        return new ForecastScore(
                name,
                words,
                metrics,
                skill,
                IntStream.range(0, evaluation.windows().horizon())
                        .mapToObj(errors::step)
                        .toList(),
                IntStream.range(0, evaluation.values().columns())
                        .mapToObj(errors::target)
                        .toList());
    }

    /** The metrics of all points, season-scaled ones included. */
    private Metrics metrics(int forecaster, ErrorSums errors) {
        Metrics metrics = errors.overall();
        for (Metric metric : Metric.seasonScaled()) {
            metrics = metrics.with(metric, seasonScaled(metric, forecaster));
        }
        return metrics;
    }

    private Double seasonScaled(Metric metric, int forecaster) {
        double sum = 0;
        long points = 0;
        for (SeriesErrors own : (Iterable<SeriesErrors>) scored()::iterator) {
            OptionalDouble scaled = own.scaled(metric, forecaster);
            if (scaled.isPresent()) {
                sum += scaled.getAsDouble();
                points += own.points();
            }
        }
        return points == 0 ? null : metric.of(sum / points);
    }

    private List<ForecastScorecard.Coverage> coverage(long points) {
        return IntStream.range(0, covered.length)
                .mapToObj(i -> {
                    IntervalEnds ends = decisions.ends().get(i);
                    return new ForecastScorecard.Coverage(
                            ends.percent(),
                            100.0 * Arrays.stream(covered[i]).sum() / points,
                            width[i] / points,
                            byStep(covered[i]),
                            byGroup(i),
                            ofSteps(ends.calibrated(), Interval::low),
                            ofSteps(ends.calibrated(), Interval::high));
                })
                .toList();
    }

    private List<Double> byStep(long... inside) {
        return IntStream.range(0, inside.length)
                .mapToObj(h -> 100.0 * inside[h] / Math.max(1, network.points(h)))
                .toList();
    }

    /** Returns the share of values within an interval by group of series, in per cent; null without groups. */
    private SortedMap<String, Double> byGroup(int interval) {
        SortedMap<String, Double> shares = new TreeMap<>();
        groups.forEach((name, counts) -> shares.put(name, 100.0 * counts[1 + interval] / Math.max(1, counts[0])));
        return shares.isEmpty() ? null : shares;
    }

    private static List<Double> ofSteps(Interval interval, Function<Interval, double[]> ends) {
        return interval == null
                ? null
                : Arrays.stream(ends.apply(interval)).boxed().toList();
    }

    private List<RankedSeries> ranking() {
        List<RankedSeries> all = series.entrySet().stream()
                .filter(entry -> entry.getValue().windows() > 0)
                .map(this::series)
                .sorted(Comparator.comparingDouble(Scores::skill).thenComparing(RankedSeries::series))
                .toList();
        int half = ForecastScorecard.MOST_RANKED / 2;
        if (all.size() <= ForecastScorecard.MOST_RANKED) {
            return all;
        }
        List<RankedSeries> ends = new ArrayList<>(all.subList(0, half));
        ends.addAll(all.subList(all.size() - half, all.size()));
        return List.copyOf(ends);
    }

    /** A series repeat-last forecasts without error cannot be won: it stands with the worst. */
    private static double skill(RankedSeries score) {
        return score.skill() == null ? Double.NEGATIVE_INFINITY : score.skill();
    }

    private RankedSeries series(Map.Entry<String, SeriesErrors> entry) {
        SeriesErrors own = entry.getValue();
        double points = own.points();
        int naive = -1;
        int best = 0;
        for (int b = 0; b < baselines.size(); b++) {
            naive = decisions.baselines().get(b).baseline().equals(Baselines.NAIVE) ? b + 1 : naive;
            if (missing[b] == 0 && own.squared(b + 1) < own.squared(best)) {
                best = b + 1;
            }
        }
        OptionalDouble scaled = own.scaled(Metric.MASE, 0);
        return new RankedSeries(
                new SeriesSize(entry.getKey(), own.rows(), own.windows()),
                Metrics.finite(Math.sqrt(own.squared(0) / points)),
                Metrics.finite(own.absolute(0) / points),
                scaled.isPresent() ? Metrics.finite(scaled.getAsDouble() / points) : null,
                Metrics.finite(Math.sqrt(own.squared(naive) / points)),
                ForecastScorecard.Skill.ratio(own.squared(0), own.squared(naive)),
                best == 0
                        ? ForecasterScore.NETWORK
                        : decisions.baselines().get(best - 1).baseline().name());
    }
}
