package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.baselines.Baseline;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metric.Trait;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.text.Numbers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * How the network did on the test windows, beside the baselines on the same ones.
 *
 * @param windows test windows scored, each once
 * @param targets what is forecast
 * @param season after how many rows a series repeats, and why
 * @param network the network's scores
 * @param baselines the baselines', in the order of the configuration
 * @param intervals coverage of the prediction intervals
 * @param series how many series were scored
 * @param ranking series by skill over repeat-last, worst first; of very many only the worst and the best
 * @param validation the network on validation windows; null without any
 * @param notes what a reader should know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForecastScorecard(
        long windows,
        List<String> targets,
        Season season,
        Score network,
        List<Score> baselines,
        List<Coverage> intervals,
        long series,
        List<SeriesScore> ranking,
        Metrics validation,
        List<String> notes)
        implements Scorecard {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Series kept in the ranking: half of it the worst, half the best. */
    static final int MOST_RANKED = 2000;

    /**
     * One forecaster's scores.
     *
     * @param name {@code network} or a baseline's key
     * @param words what it does
     * @param metrics over everything
     * @param skill of the network over this baseline; null for the network itself
     * @param steps the same at each forecast step (without mase)
     * @param targets the same for each target (without mase)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Score(
            String name, String words, Metrics metrics, Skill skill, List<Metrics> steps, List<Metrics> targets) {}

    /**
     * How much of a baseline's error the network takes away: 1 - network / baseline; 0 is no better, below 0 is worse.
     *
     * @param mse by mean squared error
     * @param mae by mean absolute error
     * @param scaledMse by mean squared error on standardised values, where every series weighs alike
     * @param standardErrors how many standard errors the mean squared errors lie apart over the windows (Diebold and
     *     Mariano); below 2 in size the difference may be chance; null where it cannot be said
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
     * How often an interval held what came.
     *
     * @param percent how often it should
     * @param coverage how often it did, in per cent
     * @param meanWidth its mean width, in the table's units
     * @param widths half widths at each step, in units of {@link Interval}
     */
    public record Coverage(int percent, double coverage, double meanWidth, List<Double> widths) {}

    /**
     * One series' scores.
     *
     * @param rows how many rows it has
     * @param windows test windows
     * @param mase null where it has no divisor
     * @param naiveRmse repeat-last's rmse
     * @param skill over repeat-last, by mse; null where repeat-last makes no error
     * @param best the forecaster with the smallest rmse
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeriesScore(
            String series,
            long rows,
            long windows,
            Double rmse,
            Double mae,
            Double mase,
            Double naiveRmse,
            Double skill,
            String best) {}

    /**
     * A series chosen to be drawn.
     *
     * @param rows how many rows it has
     * @param windows test windows
     * @param why best, typical or worst; the empty string where all are drawn
     */
    public record Pick(String series, long rows, long windows, String why) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** The baseline of that key, if it was scored. */
    public Optional<Score> baseline(Baseline which) {
        return baselines.stream().filter(s -> s.name().equals(which.name())).findFirst();
    }

    /**
     * The same beside one more forecaster that was scored on the same windows: the network of another card.
     *
     * @param key what it is called in tables and in JSON
     * @param words what it is called in a sentence
     */
    public ForecastScorecard beside(String key, String words, ForecastScorecard other) {
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
        List<Score> all = new ArrayList<>(baselines);
        all.add(new Score(key, words, comparable, skill, other.network.steps(), other.network.targets()));
        return new ForecastScorecard(
                windows, targets, season, network, all, intervals, series, ranking, validation, notes);
    }

    /** The same with one more thing a reader should know. */
    public ForecastScorecard noting(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new ForecastScorecard(
                windows, targets, season, network, baselines, intervals, series, ranking, validation, all);
    }

    /** Up to so many series to draw: all, or as many of the worst, the middle and the best of the ranking. */
    public List<Pick> picks(int most) {
        if (ranking.size() <= most) {
            return ranking.stream().map(s -> pick(s, "")).toList();
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

    private static void put(LinkedHashMap<String, Pick> chosen, SeriesScore score, String why) {
        chosen.putIfAbsent(score.series(), pick(score, why));
    }

    private static Pick pick(SeriesScore score, String why) {
        return new Pick(score.series(), score.rows(), score.windows(), why);
    }

    @Override
    @JsonIgnore
    public Verdict verdict() {
        return Verdict.of(this);
    }

    @Override
    @JsonIgnore
    public List<List<String>> table() {
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of(""));
        Metric.with(Trait.IN_TABLES)
                .forEach(metric -> heading.add(metric.text() + (metric.is(Trait.PERCENT) ? " %" : "")));
        heading.addAll(List.of("skill (mse)", "skill (mae)"));
        table.add(heading);
        table.add(row("network", network.metrics(), "", ""));
        for (Score score : baselines) {
            Skill skill = score.skill();
            table.add(row(score.name(), score.metrics(), percent(skill.mse()), percent(skill.mae())));
        }
        return table;
    }

    private static List<String> row(String name, Metrics metrics, String skillMse, String skillMae) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Metric metric : Metric.with(Trait.IN_TABLES)) {
            Double value = metrics.get(metric);
            cells.add(value == null ? "-" : Numbers.show(value));
        }
        cells.add(skillMse);
        cells.add(skillMae);
        return cells;
    }

    private static String percent(Double share) {
        return share == null ? "-" : Numbers.percent(share);
    }

    @Override
    public Optional<ObjectNode> validationJson() {
        return Optional.ofNullable(validation).map(JSON::<ObjectNode>valueToTree);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode out = JSON.valueToTree(network.metrics());
        out.put("windows", windows);
        out.put("verdict", verdict().sentence());
        out.set("season", JSON.valueToTree(season));
        ObjectNode beside = out.putObject("baselines");
        for (Score score : baselines) {
            ObjectNode one = JSON.valueToTree(score.metrics());
            one.set("skill", JSON.valueToTree(score.skill()));
            beside.set(score.name(), one);
        }
        if (network.steps().size() > 1) {
            out.set("steps", JSON.valueToTree(network.steps()));
        }
        if (network.targets().size() > 1) {
            out.set("targets", JSON.valueToTree(network.targets()));
        }
        if (!intervals.isEmpty()) {
            out.set("intervals", JSON.valueToTree(intervals));
        }
        out.put("series", series);
        out.set("notes", JSON.valueToTree(new ArrayList<>(notes)));
        return out;
    }
}
