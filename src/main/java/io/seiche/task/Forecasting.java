package io.seiche.task;

import io.seiche.evaluation.Calibration;
import io.seiche.evaluation.Evaluation;
import io.seiche.evaluation.ForecastScorecard;
import io.seiche.evaluation.Forecaster;
import io.seiche.evaluation.ForwardPass;
import io.seiche.evaluation.Importance;
import io.seiche.evaluation.Interval;
import io.seiche.evaluation.IntervalEnds;
import io.seiche.evaluation.OriginErrors;
import io.seiche.evaluation.PlotPoints;
import io.seiche.evaluation.Scorer;
import io.seiche.evaluation.Scores;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.loss.Answers;
import io.seiche.loss.Loss;
import io.seiche.loss.Losses;
import io.seiche.math.Grid;
import io.seiche.math.Sequence;
import io.seiche.network.NetworkSpec;
import io.seiche.series.Batch;
import io.seiche.series.Chunk;
import io.seiche.series.Columns;
import io.seiche.series.SeriesSpec;
import io.seiche.series.Span;
import io.seiche.series.Transform;
import io.seiche.series.WindowSpec;
import io.seiche.task.OutputRows.OutputColumn;
import io.seiche.task.Scored.Findings;
import io.seiche.task.Task.ScoringSpec;
import io.seiche.text.Option;
import io.seiche.text.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Forecasts the targets of the rows after a window: horizon x targets values. */
public record Forecasting() implements Task {
    private static final long serialVersionUID = 1;

    /** Series drawn in a report. */
    private static final int DRAWN = 12;

    @Override
    public String text() {
        return "forecast";
    }

    @Override
    public String usualLayers(WindowSpec windows, Columns columns, String loss) {
        Answers answers = Answers.of(
                Losses.parse(loss.isEmpty() ? "mse" : loss),
                windows.horizon(),
                columns.targets().size());
        return USUAL_UNITS + "dense(" + answers.outputs() + ")";
    }

    @Override
    public String usualLoss(int outputs) {
        return "mse";
    }

    @Override
    public Loss loss(String text, double... classWeights) {
        return Losses.parse(text);
    }

    @Override
    public void check(NetworkSpec network, int outputs, WindowSpec windows, Columns columns, Loss loss) {
        if (columns.label().present()) {
            throw Refusal.of(
                            "input.label",
                            "must not be given with training.task = forecast, was "
                                    + columns.label().text() + "; set training.task = classify")
                    .with("training.task");
        }
        int wanted =
                Answers.of(loss, windows.horizon(), columns.targets().size()).outputs();
        if (outputs != wanted) {
            throw Refusal.of(
                    "network.layers",
                    "must answer " + wanted + " numbers (horizon "
                            + windows.horizon() + " x " + columns.targets().size() + " targets x "
                            + loss.blocks().count() + " for " + loss.name() + "), but " + network + " answers "
                            + outputs
                            + "; end it with dense(" + wanted + ")");
        }
    }

    @Override
    public NetworkSpec fitted(NetworkSpec network, WindowSpec windows, Columns columns, Loss loss) {
        if (network.readsWholeWindows()
                && loss.blocks().levels().isEmpty()
                && !loss.blocks().isPoint()) {
            throw new Refusal(
                            "training.loss",
                            "be quantile(...) or a loss of one number per value with " + network,
                            loss.name())
                    .with("network.layers");
        }
        return network.fitted(
                windows,
                columns,
                Answers.of(loss, windows.horizon(), columns.targets().size()).blockLevels());
    }

    @Override
    public void check(SeriesSpec series, WindowSpec windows, Loss loss) {
        if (!Losses.isOfNumbers(loss)) {
            throw new Refusal(
                            "training.loss",
                            "be one of " + String.join(", ", Losses.examplesOfNumbers())
                                    + " with training.task = forecast",
                            loss.name(),
                            "it compares classes or items; set training.task to classify or next-item")
                    .with("training.task");
        }
        if (loss.blocks().link().needsTableUnits()) {
            checkNone("series.scale", series.scale().text(), loss);
            checkNone("series.transform", series.transform().text(), loss);
            checkNone("window.normalize", windows.normalize().text(), loss);
        }
    }

    private static void checkNone(String key, String text, Loss loss) {
        if (!text.equals("none")) {
            throw new Refusal(
                            key,
                            "be none with training.loss = " + loss.name(),
                            text,
                            "this loss takes the targets of the table, "
                                    + Option.number(loss.blocks().link().smallestTarget()) + " or more")
                    .with("training.loss");
        }
    }

    /** Reads training and validation windows once, test windows once, and the series that are drawn once more. */
    @Override
    public Scored score(ScoringPass pass, ScoringSpec spec) throws InterruptedException {
        Evaluation evaluation = evaluation(pass, spec);
        Answers answers = answers(spec);
        Scorer scorer = pass.merge(
                        (chunks, network) -> evaluation.calibrate(chunks, new NetworkForecaster(network, answers)),
                        Calibration::merge)
                .scorer(answers);
        if (spec.facts().windows(Span.TEST) == 0) {
            return new Scored(Optional.empty(), Optional.of(scorer), List.of(), Optional.empty());
        }
        Scores scores = pass.merge(
                (chunks, network) -> scorer.score(chunks, new NetworkForecaster(network, answers)), Scores::merge);
        ForecastScorecard card = scores.read();
        List<ForecastScorecard.Pick> picks = card.picks(DRAWN);
        List<PlotPoints.PlotSeries> drawn = pass.merge(
                        (chunks, network) -> scorer.sample(chunks, new NetworkForecaster(network, answers), picks),
                        PlotPoints::merge)
                .read(picks);
        long windows = spec.facts().windows(Span.TEST);
        List<Importance.InputImportance> importance = pass.merge(
                        (chunks, network) ->
                                scorer.importance(chunks, new NetworkForecaster(network, answers), windows),
                        Importance::merge)
                .read();
        Findings findings = new Findings(scores.findings(), importance);
        return new Scored(Optional.of(card), Optional.of(scorer), drawn, Optional.of(findings));
    }

    private static Evaluation evaluation(ScoringPass pass, ScoringSpec spec) {
        return new Evaluation(
                spec.evaluation(),
                new Baseline.Setting(
                        spec.windows(),
                        spec.columns(),
                        spec.transform(),
                        pass.shards(),
                        spec.facts().windows(Span.TRAIN)),
                spec.facts().frequency(),
                spec.facts().axis(),
                spec.facts().windows(Span.VALIDATION));
    }

    private static Answers answers(ScoringSpec spec) {
        return Answers.of(
                spec.loss(), spec.windows().horizon(), spec.columns().targets().size());
    }

    @Override
    public Optional<OriginErrors> validationErrors(ScoringPass pass, ScoringSpec spec) throws InterruptedException {
        Evaluation evaluation = evaluation(pass, spec);
        Answers answers = answers(spec);
        return Optional.of(pass.merge(
                (chunks, network) -> evaluation.originErrors(chunks, new NetworkForecaster(network, answers)),
                OriginErrors::merge));
    }

    /** A network as evaluation sees it: its quantiles by increasing level, or its point forecast. */
    private static final class NetworkForecaster implements Forecaster {
        private final ForwardPass network;
        private final Answers answers;
        private float[] forecasts = {};

        NetworkForecaster(ForwardPass network, Answers answers) {
            this.network = network;
            this.answers = answers;
        }

        @Override
        public double[] levels() {
            return answers.levels();
        }

        @Override
        public double minimum() {
            return answers.minimum();
        }

        @Override
        public float[] forecast(Batch batch) {
            forecasts = answers.read(network.output(batch), forecasts);
            return forecasts;
        }
    }

    /**
     * A row for each step and target: the target's name, the forecast, the ends of each interval.
     */
    @Override
    public OutputRows rows(Answers answers, Columns columns, Transform transform, List<Interval> intervals) {
        return new ForecastRows(
                new ForecastReader(answers, transform), columns.targets(), IntervalEnds.of(answers, intervals));
    }

    private record ForecastRows(ForecastReader reader, List<String> targets, List<IntervalEnds> intervals)
            implements OutputRows {
        @Override
        public List<OutputColumn> columns() {
            List<OutputColumn> columns = new ArrayList<>();
            columns.add(OutputColumn.text("target", targets.size() > 1));
            columns.add(OutputColumn.number("y_hat"));
            for (IntervalEnds interval : intervals) {
                columns.add(OutputColumn.number("y_hat_lo_" + interval.percent()));
                columns.add(OutputColumn.number("y_hat_hi_" + interval.percent()));
            }
            return columns;
        }

        @Override
        public List<OutputRow> of(Batch batch, Sequence output, int example, Chunk chunk, int cutoff) {
            double[][] forecasts = reader.forecast(batch, output, example, chunk, cutoff);
            double[] point = Grid.ofColumns(forecasts);
            double[][] quantiles = intervals.stream().allMatch(interval -> interval.calibrated() != null)
                    ? null
                    : Arrays.stream(reader.quantiles(batch, output, example, chunk, cutoff))
                            .map(Grid::ofColumns)
                            .toArray(double[][]::new);
            List<double[][]> ends = intervals.stream()
                    .map(interval ->
                            interval.around(reader.transform(), chunk, cutoff, targets.size(), quantiles, point))
                    .toList();
            List<OutputRow> rows = new ArrayList<>();
            for (int step = 0; step < forecasts[0].length; step++) {
                for (int target = 0; target < forecasts.length; target++) {
                    double forecast = forecasts[target][step];
                    List<Object> cells = new ArrayList<>(List.of(targets.get(target), forecast));
                    for (double[][] each : ends) {
                        cells.add(each[0][step * targets.size() + target]);
                        cells.add(each[1][step * targets.size() + target]);
                    }
                    rows.add(new OutputRow(step, cells));
                }
            }
            return rows;
        }
    }

    @Override
    public boolean outputsValues() {
        return true;
    }

    @Override
    public void checkRetraining() {}

    @Override
    public void checkBacktesting() {}

    @Override
    public String toString() {
        return text();
    }
}
