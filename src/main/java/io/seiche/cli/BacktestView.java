package io.seiche.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.BacktestScores;
import io.seiche.evaluation.metrics.ForecasterScore;
import io.seiche.evaluation.metrics.Metric;
import io.seiche.evaluation.metrics.Metric.Trait;
import io.seiche.evaluation.metrics.Metrics;
import io.seiche.job.Backtest;
import io.seiche.job.DataJson;
import io.seiche.report.ReportData;
import io.seiche.series.Counter;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The outcome of a backtest for a terminal and as JSON. */
final class BacktestView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Metric> COLUMNS = Metric.with(Trait.IN_BACKTESTS);

    private final Backtest backtest;
    private final Backtest.BacktestOutcome outcome;
    private final BacktestScores scores;

    BacktestView(Backtest backtest, Backtest.BacktestOutcome outcome) {
        this.backtest = backtest;
        this.outcome = outcome;
        this.scores = outcome.scores();
    }

    /** Tables: a line per origin, then the network beside the baselines, then the steps of the horizon. */
    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Backtest: %s, %s apart, refit %s: %s forecast, %,d by the fallback, %,d not at all%n",
                Words.count(backtest.origins().windows(), "origin"),
                Words.count(backtest.origins().step(), "row"),
                Words.of(backtest.refit()),
                Words.count(scores.windows(), "window"),
                scores.fallbacks(),
                scores.unanswered()));
        text.append(origins());
        text.append(groups());
        if (scores.scored()) {
            text.append("All origins\n").append(forecasters());
            if (scores.steps().size() > 1) {
                text.append("Steps of the horizon\n").append(steps());
            }
        }
        for (BacktestScores.IntervalCoverage each : scores.coverage()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d %% intervals hold %.1f %% of the actual values, mean width %s%n",
                    each.percent(),
                    each.coverage(),
                    Numbers.show(each.meanWidth())));
        }
        notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
        return text.toString();
    }

    private TextTable origins() {
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of("origin", "cutoff", "windows", "fallback", "none"));
        heading.addAll(headings());
        table.row(heading);
        for (Backtest.Origin origin : outcome.origins()) {
            BacktestScores own = origin.scores();
            List<String> cells = new ArrayList<>(List.of(
                    "" + origin.number(),
                    cutoff(own),
                    count(own.windows()),
                    count(own.fallbacks()),
                    count(own.unanswered())));
            for (Metric metric : COLUMNS) {
                cells.add(own.scored() ? show(own.model().get(metric)) : "-");
            }
            table.row(cells);
        }
        return table;
    }

    /** A line for each origin and group of series; empty without groups. */
    private String groups() {
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of("origin", "group", "windows"));
        heading.addAll(headings());
        scores.coverage().forEach(each -> heading.add("in " + each.percent() + " %"));
        table.row(heading);
        for (Backtest.Origin origin : outcome.origins()) {
            origin.scores().groups().forEach((group, own) -> {
                List<String> cells = new ArrayList<>(List.of("" + origin.number(), group, count(own.windows())));
                COLUMNS.forEach(
                        metric -> cells.add(own.scored() ? show(own.model().get(metric)) : "-"));
                own.coverage().forEach(each -> cells.add(Numbers.show(each.coverage()) + " %"));
                table.row(cells);
            });
        }
        return scores.groups().isEmpty() ? "" : "Groups of series\n" + table;
    }

    /** The latest cutoff of an origin; series that end earlier have earlier ones. */
    private String cutoff(BacktestScores own) {
        return own.hasCutoff() ? outcome.axis().text(own.lastCutoff()) : "-";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static List<String> headings() {
        return COLUMNS.stream()
                .map(metric -> metric.text() + (metric.is(Trait.PERCENT) ? " %" : ""))
                .toList();
    }

    private TextTable forecasters() {
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(headings());
        heading.addAll(List.of("skill (mae)", "95 % interval"));
        table.row(heading);
        table.row(line(ForecasterScore.NETWORK, scores.model()));
        for (String baseline : scores.baselines()) {
            List<String> cells = line(baseline, scores.baseline(baseline));
            BacktestScores.SkillInterval skill = scores.absoluteSkill(baseline);
            cells.add(skill.value() == null ? "-" : Numbers.percent(skill.value()));
            cells.add(
                    skill.low() == null ? "-" : Numbers.percent(skill.low()) + " to " + Numbers.percent(skill.high()));
            table.row(cells);
        }
        return table;
    }

    private static List<String> line(String name, Metrics metrics) {
        List<String> cells = new ArrayList<>(List.of(name));
        COLUMNS.forEach(metric -> cells.add(show(metrics.get(metric))));
        return cells;
    }

    private TextTable steps() {
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of("step"));
        heading.addAll(headings());
        table.row(heading);
        List<Metrics> steps = scores.steps();
        for (int h = 0; h < steps.size(); h++) {
            List<String> cells = new ArrayList<>(List.of("" + (h + 1)));
            for (Metric metric : COLUMNS) {
                cells.add(show(steps.get(h).get(metric)));
            }
            table.row(cells);
        }
        return table;
    }

    private static String show(Double value) {
        return value == null ? "-" : Numbers.show(value);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(outcome.notes());
        for (LeftOut each : leftOut()) {
            notes.add(each.name() + " is left out: it cannot forecast " + Words.count(each.windows(), "window"));
        }
        return notes;
    }

    /** A baseline that is not in the tables, and the number of windows it could not forecast. */
    private record LeftOut(String name, long windows) {}

    private List<LeftOut> leftOut() {
        return backtest.job().evaluation().baselines().stream()
                .map(baseline -> new LeftOut(baseline.name(), scores.missing(baseline.name())))
                .filter(each -> each.windows() > 0)
                .toList();
    }

    /** The result in one sentence. */
    private String headline() {
        if (!scores.scored()) {
            return "No window with known values was forecast: nothing is known of how good the forecasts are.";
        }
        Double own = scores.model().get(Metric.MAE);
        String origins = backtest.origins().windows() + (backtest.origins().windows() == 1 ? " origin" : " origins");
        Optional<String> best = scores.baselines().stream()
                .filter(name -> scores.baseline(name).get(Metric.MAE) != null)
                .min(Comparator.comparingDouble(name -> scores.baseline(name).get(Metric.MAE)));
        if (best.isEmpty() || own == null) {
            return "The network's mean absolute error over " + origins + " is " + show(own) + ".";
        }
        double skill = 1 - own / scores.baseline(best.get()).get(Metric.MAE);
        return String.format(
                Locale.ROOT,
                "Over %s the network's mean absolute error, %s, is %.1f %% %s that of the best baseline, %s.",
                origins,
                show(own),
                100 * Math.abs(skill),
                skill >= 0 ? "below" : "above",
                best.get());
    }

    /** The data of the page. */
    ReportData page() {
        return ReportData.empty()
                .with("name", backtest.job().name() + ", backtest")
                .with("headline", headline())
                .with("backtest", json())
                .with(
                        "metrics",
                        COLUMNS.stream()
                                .map(metric -> Map.of(
                                        "name", metric.text(),
                                        "label", metric.label(),
                                        "suffix", metric.is(Trait.PERCENT) ? " %" : ""))
                                .toList())
                .with("findings", scores.scored() ? scores.findings() : null)
                .with("several", outcome.data().counts().get(Counter.SERIES) > 1);
    }

    /** The same for programs. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("command", "backtest");
        json.put("refit", Words.of(backtest.refit()))
                .put("windows", backtest.origins().windows())
                .put("step", backtest.origins().step())
                .put("horizon", backtest.job().windows().horizon());
        json.set("data", DataJson.of(outcome.data()));
        counts(json.putObject("forecasts"), scores);
        ArrayNode origins = json.putArray("origins");
        for (Backtest.Origin origin : outcome.origins()) {
            ObjectNode each = origins.addObject().put("origin", origin.number());
            if (origin.scores().hasCutoff()) {
                each.put("firstCutoff", outcome.axis().text(origin.scores().firstCutoff()))
                        .put("lastCutoff", outcome.axis().text(origin.scores().lastCutoff()));
            }
            counts(each, origin.scores());
            if (origin.scores().scored()) {
                each.set("test", test(origin.scores()));
            }
            groups(each, origin.scores());
            origin.trained()
                    .ifPresent(trained -> each.set("training", trained.json().get("training")));
        }
        if (scores.scored()) {
            json.set("test", test(scores));
        }
        groups(json, scores);
        ArrayNode notes = json.putArray("notes");
        notes().forEach(notes::add);
        return json;
    }

    private static void groups(ObjectNode json, BacktestScores scores) {
        if (scores.groups().isEmpty()) {
            return;
        }
        ObjectNode groups = json.putObject("groups");
        scores.groups().forEach((name, own) -> {
            ObjectNode group = groups.putObject(name).put("windows", own.windows());
            if (own.scored()) {
                group.set("test", test(own));
            }
        });
    }

    private static void counts(ObjectNode json, BacktestScores scores) {
        json.put("model", scores.windows()).put("fallback", scores.fallbacks()).put("none", scores.unanswered());
    }

    private static ObjectNode test(BacktestScores scores) {
        ObjectNode test = scores.model().toJson();
        ObjectNode baselines = test.putObject("baselines");
        for (String baseline : scores.baselines()) {
            ObjectNode each = scores.baseline(baseline).toJson();
            ObjectNode skill = each.putObject("skill");
            put(skill, "mse", scores.squaredSkill(baseline));
            put(skill, "mae", scores.absoluteSkill(baseline));
            baselines.set(baseline, each);
        }
        ArrayNode steps = test.putArray("steps");
        scores.steps().forEach(step -> steps.add(step.toJson()));
        if (!scores.coverage().isEmpty()) {
            test.set("intervals", JSON.valueToTree(scores.coverage()));
        }
        return test;
    }

    /** The skill, and the ends of its 95 % bootstrap interval. */
    private static void put(ObjectNode json, String metric, BacktestScores.SkillInterval skill) {
        if (skill.value() != null) {
            json.put(metric, skill.value());
        }
        if (skill.low() != null) {
            json.putArray(metric + "Interval").add(skill.low()).add(skill.high());
        }
    }
}
