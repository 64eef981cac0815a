package io.seiche.job;

import io.seiche.evaluation.BacktestScores;
import io.seiche.evaluation.ErrorAnalysis;
import io.seiche.evaluation.Fallback;
import io.seiche.evaluation.IntervalEnds;
import io.seiche.evaluation.Scorer;
import io.seiche.evaluation.SeriesGroups;
import io.seiche.evaluation.baselines.WindowForecaster;
import io.seiche.loss.Answers;
import io.seiche.loss.Blocks;
import io.seiche.math.Grid;
import io.seiche.math.WindowMethod;
import io.seiche.model.Model;
import io.seiche.model.Predictor;
import io.seiche.series.Chunk;
import io.seiche.series.OriginWindow;
import io.seiche.series.TimeAxis;
import io.seiche.table.OutputTimes;
import io.seiche.text.Words;
import io.seiche.training.TaskThreads;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Forecasts the windows of a group of series at one origin: rows of the output and their scores. Windows are forecast in the
 * order of their series, so that the bits do not depend on how many tasks there are.
 *
 * @param fitted sent to the executors
 * @param shape of the scores
 * @param origin number of the origin, from 0
 * @param axis meaning of the times
 * @param fallback forecaster of series that the model cannot forecast
 * @param groups of series that have scores of their own
 */
record OriginForecasts(
        Broadcast<FittedModel> fitted,
        BacktestScores.Shape shape,
        int origin,
        TimeAxis axis,
        Fallback fallback,
        SeriesGroups groups)
        implements FlatMapFunction<Iterator<OriginWindow>, OriginForecasts.Group> {
    private static final long serialVersionUID = 1;

    /**
     * A model and what was fitted beside it.
     *
     * @param model that forecasts
     * @param scorer season, intervals and baselines
     */
    record FittedModel(Model model, Scorer scorer) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The outcome of some series at one origin.
     *
     * @param scores their sums
     * @param rows of the output, times as {@link OutputTimes#number}s
     */
    record Group(BacktestScores scores, List<Row> rows) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * Returns the nominal coverage of the intervals of a model: those configured, and those of whole per cents whose ends are
     * both among its quantile levels.
     */
    static List<Integer> percents(List<Integer> configured, Answers answers) {
        return Stream.concat(configured.stream(), answers.intervals().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Iterator<Group> call(Iterator<OriginWindow> windows) {
        List<OriginWindow> all = new ArrayList<>();
        windows.forEachRemaining(all::add);
        all.sort(Comparator.comparing(one -> one.window().series()));
        List<OriginWindow> known =
                all.stream().filter(one -> one.window().refused() == null).toList();
        Iterator<double[][][]> forecasts = new Predictor(fitted.value().model(), TaskThreads.ofThisTask())
                .quantiles(
                        known.stream().map(one -> one.window().chunk()).toList(),
                        known.stream().map(one -> one.window().cutoff()).toList())
                .iterator();
        Group group = new Group(new BacktestScores(shape), new ArrayList<>());
        for (OriginWindow one : all) {
            if (one.window().next().length > 0) {
                group.scores().addCutoff(one.window().last());
            }
            Forecast forecast;
            if (one.window().refused() == null) {
                forecast = ofModel(one, forecasts.next());
                BacktestScores.Window window = window(one, forecast);
                group.scores().add(window);
                groups.of(window.series()).ifPresent(name -> group.scores().add(name, window));
            } else if (fallback != Fallback.NONE && one.window().next().length > 0) {
                forecast = ofFallback(one);
                group.scores().addFallback();
            } else {
                forecast = new Forecast(null, none(), none(), null);
                group.scores().addUnanswered();
            }
            addRows(one, forecast, group.rows());
        }
        return List.of(group).iterator();
    }

    /** A forecast and its intervals, {@code [horizon * targets]} each; null where there is none. */
    private record Forecast(double[] point, double[][] low, double[][] high, String fallback) {}

    private double[][] none() {
        return new double[shape.percents().size()][];
    }

    private Forecast ofModel(OriginWindow one, double[][][] forecasts) {
        Model model = fitted.value().model();
        double[][] quantiles = Arrays.stream(forecasts).map(Grid::ofColumns).toArray(double[][]::new);
        double[] point = quantiles[Blocks.nearestToMedian(model.answers().levels())];
        double[][] low = none();
        double[][] high = none();
        for (IntervalEnds ends : fitted.value().scorer().ends()) {
            double[][] around = ends.around(
                    model.preparation().series().transform(),
                    one.window().chunk(),
                    one.window().cutoff(),
                    shape.targets(),
                    quantiles,
                    point);
            int i = shape.percents().indexOf(ends.percent());
            low[i] = around[0];
            high[i] = around[1];
        }
        return new Forecast(point, low, high, null);
    }

    /** The forecast of the fallback; as wide as the series' own seasonal differences were so often. */
    private Forecast ofFallback(OriginWindow one) {
        OriginWindow.Past past = one.past();
        Optional<WindowMethod> rule = rule(past);
        double[] point = rule.map(method -> steps(method, past))
                .orElseGet(() -> past.season().clone());
        double[][] low = none();
        double[][] high = none();
        double minimum = fitted.value().model().answers().minimum();
        Arrays.setAll(point, cell -> Math.max(minimum, point[cell]));
        boolean known = Arrays.stream(past.differences()).anyMatch(target -> target.length > 0);
        for (int i = 0; i < low.length && known; i++) {
            low[i] = point.clone();
            high[i] = point.clone();
            for (int cell = 0; cell < low[i].length; cell++) {
                double[] differences = past.differences()[cell % shape.targets()];
                int rank = (int)
                        Math.ceil((differences.length + 1) * shape.percents().get(i) / 100.0);
                double half = differences.length == 0 ? 0 : differences[Math.min(differences.length, rank) - 1];
                low[i][cell] = Math.max(minimum, low[i][cell] - half);
                high[i][cell] += half;
            }
        }
        boolean seasonal = past.repeats() == fitted.value().scorer().season().length();
        String name = rule.isPresent() ? Words.of(fallback) : seasonal ? "seasonal-naive" : "naive";
        return new Forecast(point, low, high, name);
    }

    /** The rule of the fallback; empty where the last season is repeated, as in series shorter than two seasons. */
    private Optional<WindowMethod> rule(OriginWindow.Past past) {
        int seasons = 2 * fitted.value().scorer().season().length();
        if (past.last().length == 0 || past.last()[0].length < seasons) {
            return Optional.empty();
        }
        return fallback.baseline()
                .flatMap(baseline -> fitted.value().scorer().baselines().stream()
                        .filter(each -> each.baseline().equals(baseline))
                        .findFirst())
                .flatMap(each -> each.forecaster().method());
    }

    private double[] steps(WindowMethod rule, OriginWindow.Past past) {
        Grid values = new Grid(shape.horizon(), shape.targets());
        double[] all = new double[values.size()];
        double[] steps = new double[shape.horizon()];
        for (int k = 0; k < shape.targets(); k++) {
            rule.forecast(past.last()[k], steps);
            for (int h = 0; h < steps.length; h++) {
                all[values.at(h, k)] = steps[h];
            }
        }
        return all;
    }

    private BacktestScores.Window window(OriginWindow one, Forecast forecast) {
        double[][] all = new double[1 + shape.baselines().size()][];
        all[0] = forecast.point();
        for (Scorer.FittedBaseline baseline : fitted.value().scorer().baselines()) {
            double[] out = new double[all[0].length];
            WindowForecaster forecaster = baseline.forecaster();
            if (forecaster.forecast(one.window().chunk(), one.window().cutoff(), out)) {
                all[1 + shape.baselines().indexOf(baseline.baseline().name())] = out;
            }
        }
        return new BacktestScores.Window(
                one.window().series(),
                origin,
                one.actual(),
                all,
                forecast.low(),
                forecast.high(),
                context(one),
                one.past().differences());
    }

    private ErrorAnalysis.WindowContext context(OriginWindow one) {
        Chunk chunk = one.window().chunk();
        int cutoff = one.window().cutoff();
        double[] before = new double[Math.min(cutoff, shape.horizon())];
        for (int i = 0; i < before.length; i++) {
            before[i] = fitted.value()
                    .model()
                    .preparation()
                    .series()
                    .transform()
                    .actual(chunk, cutoff - before.length + i, 0);
        }
        return new ErrorAnalysis.WindowContext(
                one.window().last(),
                one.window().next(),
                chunk.scaler().center(),
                chunk.scaler().scale(),
                before);
    }

    private void addRows(OriginWindow one, Forecast forecast, List<Row> rows) {
        List<String> targets = fitted.value().model().preparation().columns().targets();
        boolean timed = one.window().next().length > 0;
        for (int cell = 0; cell < one.actual().length; cell++) {
            int step = cell / shape.targets();
            List<Object> cells = new ArrayList<>();
            cells.add(one.window().series());
            cells.add(targets.get(cell % shape.targets()));
            cells.add(timed ? OutputTimes.number(axis, one.window().next()[step]) : null);
            cells.add(timed ? OutputTimes.number(axis, one.window().last()) : null);
            cells.add(Double.isNaN(one.actual()[cell]) ? null : one.actual()[cell]);
            cells.add(forecast.point() == null ? null : forecast.point()[cell]);
            for (int i = 0; i < shape.percents().size(); i++) {
                cells.add(forecast.low()[i] == null ? null : forecast.low()[i][cell]);
                cells.add(forecast.high()[i] == null ? null : forecast.high()[i][cell]);
            }
            cells.addAll(Arrays.asList(
                    origin + 1, step + 1, forecast.fallback(), one.window().refused()));
            rows.add(RowFactory.create(cells.toArray()));
        }
    }
}
