package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.metrics.ForecasterScore;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metric.Trait;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.text.Numbers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The errors of the network on the test windows beside those of the baselines.
 *
 * @param tested the windows that were scored
 * @param targets names of the targets
 * @param season the number of rows after which a series repeats, and why
 * @param network the network's scores
 * @param baselines the baselines' scores, in the order of the configuration
 * @param intervals coverage of the prediction intervals
 * @param ranking series by skill over repeat-last, worst first; of very many only the worst and the best
 * @param validation the network's metrics on validation windows; null without any
 */
@JsonTypeName("forecast")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForecastScorecard(
        @JsonUnwrapped Tested tested,
        List<String> targets,
        Season season,
        ForecastScore network,
        List<ForecastScore> baselines,
        List<Coverage> intervals,
        List<RankedSeries> ranking,
        Metrics validation)
        implements Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Name of the root of the mean squared error on the test windows in a store's log. */
    public static final String RMSE = "test.rmse";

    /** Series kept in the ranking: half of it the worst, half the best. */
    static final int MOST_RANKED = 2000;

    /**
     * The scores of one forecaster.
     *
     * @param name {@code network} or the name of a baseline
     * @param words its method, as in "better than repeating the last value"
     * @param metrics over all points
     * @param skill of the network over this baseline; null for the network itself
     * @param steps the metrics at each forecast step, without season-scaled ones
     * @param targets the metrics of each target, without season-scaled ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ForecastScore(
            String name, String words, Metrics metrics, Skill skill, List<Metrics> steps, List<Metrics> targets)
            implements ForecasterScore {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = metrics.toJson();
            if (skill != null) {
                json.set("skill", JSON.valueToTree(skill));
            }
            return json;
        }

        @Override
        public List<String> row() {
            List<String> cells = new ArrayList<>(List.of(name));
            for (Metric metric : Metric.with(Trait.IN_TABLES)) {
                Double value = metrics.get(metric);
                cells.add(value == null ? "-" : Numbers.show(value));
            }
            cells.add(skill == null ? "" : percent(skill.mse()));
            cells.add(skill == null ? "" : percent(skill.mae()));
            return cells;
        }

        private static String percent(Double share) {
            return share == null ? "-" : Numbers.percent(share);
        }
    }

    /**
     * The skill of the network over a baseline: 1 - network's error / baseline's error. 0 is no better, below 0 is worse.
     *
     * @param mse by mean squared error
     * @param mae by mean absolute error
     * @param scaledMse by mean squared error on standardised values, where every series weighs alike
     * @param standardErrors the difference of the mean squared errors in standard errors over the windows (Diebold and
     *     Mariano); below 2 in size the difference may be chance; null where it cannot be computed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Skill(Double mse, Double mae, Double scaledMse, Double standardErrors) {
        static Skill of(Metrics network, Metrics baseline, Double standardErrors) {
            return new Skill(
                    ratio(network.get(Metric.MSE), baseline.get(Metric.MSE)),
                    ratio(network.get(Metric.MAE), baseline.get(Metric.MAE)),
                    ratio(network.get(Metric.SCALED_MSE), baseline.get(Metric.SCALED_MSE)),
                    standardErrors);
        }

        static Double ratio(Double ours, Double theirs) {
            return ours == null || theirs == null ? null : Metrics.finite(1 - ours / theirs);
        }
    }

    /**
     * The coverage of a prediction interval.
     *
     * @param percent nominal coverage, in per cent
     * @param coverage the share of actual values inside it, in per cent
     * @param meanWidth its mean width, in the table's units
     * @param steps the coverage at each step, in per cent
     * @param groups the coverage of each group of series, in per cent; null without groups
     * @param low lower ends at each step, in units of {@link Interval}; null where they are quantiles of the network
     * @param high upper ends
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Coverage(
            int percent,
            double coverage,
            double meanWidth,
            List<Double> steps,
            SortedMap<String, Double> groups,
            List<Double> low,
            List<Double> high) {}

    /**
     * A series and its length.
     *
     * @param series its identifier
     * @param rows number of rows
     * @param windows number of test windows
     */
    public record SeriesSize(String series, long rows, long windows) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The network's scores on one series.
     *
     * @param mase null where it has no divisor
     * @param naiveRmse rmse of repeating the last value
     * @param skill over repeating the last value, by mse; null where that makes no error
     * @param best name of the forecaster with the smallest rmse
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RankedSeries(
            @JsonUnwrapped SeriesSize size,
            Double rmse,
            Double mae,
            Double mase,
            Double naiveRmse,
            Double skill,
            String best) {
        String series() {
            return size.series();
        }
    }

    /**
     * A series chosen to be drawn.
     *
     * @param why best, typical or worst; the empty string where all are drawn
     */
    public record Pick(SeriesSize size, String why) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Returns the scores of a baseline, if it was scored. */
    public Optional<ForecastScore> baseline(Baseline which) {
        return baselines.stream().filter(s -> s.name().equals(which.name())).findFirst();
    }

    /**
     * Returns the same beside one more forecaster that was scored on the same windows: the network of another scorecard.
     * Its standardised errors are left out, as they are on scales of its own.
     *
     * @param name its name in tables and in JSON
     * @param words its name in a sentence
     */
    public ForecastScorecard beside(String name, String words, ForecastScorecard other) {
        Metrics theirs = other.network.metrics();
        Metrics comparable = theirs;
        for (Metric metric : Metric.with(Trait.STANDARDISED)) {
            comparable = comparable.with(metric, null);
        }
        Skill skill = new Skill(
                Skill.ratio(network.metrics().get(Metric.MSE), theirs.get(Metric.MSE)),
                Skill.ratio(network.metrics().get(Metric.MAE), theirs.get(Metric.MAE)),
                null,
                null);
        List<ForecastScore> all = new ArrayList<>(baselines);
        all.add(new ForecastScore(name, words, comparable, skill, other.network.steps(), other.network.targets()));
        return new ForecastScorecard(tested, targets, season, network, all, intervals, ranking, validation);
    }

    /** Returns the same with one more note. */
    public ForecastScorecard noting(String note) {
        return new ForecastScorecard(
                tested.noting(note), targets, season, network, baselines, intervals, ranking, validation);
    }

    /** Returns at most so many series to draw: all, or as many of the worst, the middle and the best of the ranking. */
    public List<Pick> picks(int most) {
        if (ranking.size() <= most) {
            return ranking.stream().map(ranked -> new Pick(ranked.size(), "")).toList();
        }
        int each = Math.max(1, most / 3);
        LinkedHashMap<String, Pick> chosen = new LinkedHashMap<>();
        int n = ranking.size();
        for (int i = 0; i < each; i++) {
            put(chosen, ranking.get(n - 1 - i), "best");
        }
        for (int i = 0; i < each; i++) {
            put(chosen, ranking.get(Math.min(n - 1, Math.max(0, n / 2 - each / 2 + i))), "typical");
        }
        for (int i = 0; i < each; i++) {
            put(chosen, ranking.get(i), "worst");
        }
        return chosen.values().stream().limit(most).toList();
    }

    private static void put(LinkedHashMap<String, Pick> chosen, RankedSeries ranked, String why) {
        chosen.putIfAbsent(ranked.series(), new Pick(ranked.size(), why));
    }

    @Override
    public Optional<ForecastScorecard> forecasts() {
        return Optional.of(this);
    }

    @Override
    @JsonIgnore
    public Verdict verdict() {
        return Verdict.of(this);
    }

    @Override
    public List<String> heading() {
        List<String> heading = new ArrayList<>(List.of(""));
        Metric.with(Trait.IN_TABLES)
                .forEach(metric -> heading.add(metric.text() + (metric.is(Trait.PERCENT) ? " %" : "")));
        heading.addAll(List.of("skill (mse)", "skill (mae)"));
        return heading;
    }

    /** Returns the coverage of the intervals on the test windows beside their nominal one. */
    @Override
    public List<List<String>> detail() {
        if (intervals.isEmpty()) {
            return List.of();
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("interval", "held on test", "least step", "most step", "mean width"));
        for (Coverage each : intervals) {
            table.add(List.of(
                    each.percent() + " %",
                    Numbers.show(each.coverage()) + " %",
                    Numbers.show(Collections.min(each.steps())) + " %",
                    Numbers.show(Collections.max(each.steps())) + " %",
                    Numbers.show(each.meanWidth())));
            for (Map.Entry<String, Double> group : each.groups() == null
                    ? Map.<String, Double>of().entrySet()
                    : each.groups().entrySet()) {
                table.add(List.of("  " + group.getKey(), Numbers.show(group.getValue()) + " %", "", "", ""));
            }
        }
        return table;
    }

    @Override
    public Map<String, String> logged() {
        return Map.of(RMSE, "" + network.metrics().get(Metric.RMSE));
    }

    @Override
    public Optional<ObjectNode> validationJson() {
        return Optional.ofNullable(validation).map(Metrics::toJson);
    }

    @Override
    public void details(ObjectNode json) {
        json.set("season", JSON.valueToTree(season));
    }

    @Override
    public void moreDetails(ObjectNode json) {
        if (network.steps().size() > 1) {
            json.set("steps", JSON.valueToTree(network.steps()));
        }
        if (network.targets().size() > 1) {
            json.set("targets", JSON.valueToTree(network.targets()));
        }
        if (!intervals.isEmpty()) {
            json.set("intervals", JSON.valueToTree(intervals));
        }
    }
}
