package io.seiche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.configuration.Configuration;
import io.seiche.evaluation.Scorecard;
import io.seiche.job.Comparison;
import io.seiche.job.Comparison.ComparedNetwork;
import io.seiche.job.DataJson;
import io.seiche.job.TrainingOutcome;
import io.seiche.report.ReportData;
import io.seiche.series.Span;
import io.seiche.text.Numbers;
import io.seiche.text.Words;
import io.seiche.training.History;
import io.seiche.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A comparison of cells as text, as JSON and as the data of its page.
 *
 * @param comparison the comparison
 * @param result its result
 */
record ComparisonView(Comparison comparison, Comparison.Result result) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ONE_SEED =
            "One run of each cell, with one seed: another seed may put neighbours in another order.";

    /**
     * A forecaster that needs no network.
     *
     * @param name its key
     * @param scores on the test windows, in words, in the order of the scores' names
     */
    private record BaselineRow(String name, List<String> scores) {}

    /** Returns whether training diverged for every cell. */
    boolean allDiverged() {
        return best().isEmpty();
    }

    private boolean validated() {
        return result.data().windows(Span.VALIDATION) > 0;
    }

    private String watched() {
        return validated() ? "validation loss" : "training loss";
    }

    /** The cell with the least watched loss. */
    private Optional<ComparedNetwork> best() {
        return result.entries().stream()
                .filter(entry -> entry.outcome().isPresent())
                .min(Comparator.comparingDouble(ComparisonView::loss));
    }

    private static double loss(ComparedNetwork entry) {
        TrainingOutcome outcome = entry.outcome().orElseThrow();
        return epochs(outcome).get(outcome.trained().epoch() - 1).watched();
    }

    private static List<History.Epoch> epochs(TrainingOutcome outcome) {
        return outcome.trained().history().epochs();
    }

    private static Optional<Scorecard> card(ComparedNetwork entry) {
        return entry.outcome().flatMap(outcome -> outcome.scored().card());
    }

    private Optional<Scorecard> anyCard() {
        return result.entries().stream().flatMap(entry -> card(entry).stream()).findFirst();
    }

    /** Columns of a card's table that describe a forecaster alone, not the network beside it. */
    private static List<Integer> columns(Scorecard card) {
        List<String> network = card.table().get(1);
        List<Integer> own = new ArrayList<>();
        for (int c = 1; c < network.size(); c++) {
            if (!network.get(c).isEmpty()) {
                own.add(c);
            }
        }
        return own;
    }

    private static List<String> scores(Scorecard card, int row) {
        List<String> cells = card.table().get(row);
        return columns(card).stream().map(cells::get).toList();
    }

    private List<BaselineRow> baselines() {
        return anyCard().stream()
                .flatMap(card -> card.table().stream()
                        .skip(2)
                        .map(row -> new BaselineRow(
                                row.get(0), columns(card).stream().map(row::get).toList())))
                .toList();
    }

    private String headline() {
        return best().map(entry -> {
                    String chosen = String.format(
                            Locale.ROOT,
                            "%s has the least %s, %s, of %d cells under one budget.",
                            entry.cell(),
                            watched(),
                            Numbers.show(loss(entry)),
                            result.entries().size());
                    return card(entry)
                            .map(card -> chosen + " On the test windows: "
                                    + card.verdict().text())
                            .orElse(chosen);
                })
                .orElse("Training diverged for every cell.");
    }

    private String budget() {
        TrainingSpec training = result.training();
        return String.format(
                Locale.ROOT,
                "Each cell: %s of %s, batches of %,d, %s at %s, %s, %s per round, seed %d.",
                Words.count(training.passes().epochs(), "epoch"),
                Words.count(result.data().windows(Span.TRAIN), "window"),
                training.passes().batchSize(),
                training.rates().optimizer(),
                Numbers.show(training.rates().learningRate()),
                Words.count(training.rounds().shards(), "shard"),
                Words.count(training.rounds().localSteps(), "local step"),
                training.passes().seed());
    }

    /** For a terminal. */
    String text() {
        TextTable table = new TextTable();
        List<String> heading = new ArrayList<>(List.of("", "parameters", "bytes per round", "seconds", watched()));
        anyCard().ifPresent(card -> heading.addAll(scores(card, 0)));
        table.row(heading);
        for (ComparedNetwork entry : result.entries()) {
            List<String> row = new ArrayList<>(List.of(
                    entry.cell(),
                    String.format(Locale.ROOT, "%,d", entry.parameters()),
                    String.format(Locale.ROOT, "%,d", entry.roundBytes())));
            entry.outcome().ifPresent(outcome -> {
                row.add(String.format(Locale.ROOT, "%.1f", outcome.trained().seconds()));
                row.add(Numbers.show(loss(entry)));
            });
            card(entry).ifPresent(card -> row.addAll(scores(card, 1)));
            table.row(row);
        }
        for (BaselineRow baseline : baselines()) {
            List<String> row = new ArrayList<>(List.of(baseline.name(), "", "", "", ""));
            row.addAll(baseline.scores());
            table.row(row);
        }
        String lost = result.entries().stream()
                .filter(entry -> entry.outcome().isEmpty())
                .map(entry -> entry.cell() + " diverged: " + entry.diverged() + "\n")
                .collect(Collectors.joining());
        return DataView.summary(result.data()) + budget() + "\n\n" + table + lost + headline() + "\n" + ONE_SEED + "\n";
    }

    /** For programs. */
    ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode().put("command", "compare");
        json.set("data", DataJson.of(result.data()));
        TrainingSpec training = result.training();
        json.putObject("budget")
                .put("epochs", training.passes().epochs())
                .put("batchSize", training.passes().batchSize())
                .put("optimizer", training.rates().optimizer())
                .put("learningRate", training.rates().learningRate())
                .put("shards", training.rounds().shards())
                .put("localSteps", training.rounds().localSteps())
                .put("seed", training.passes().seed());
        best().ifPresent(entry -> json.put("best", entry.cell()));
        ArrayNode cells = json.putArray("cells");
        for (ComparedNetwork entry : result.entries()) {
            ObjectNode cell = cells.addObject()
                    .put("cell", entry.cell())
                    .put("layers", entry.network().layers())
                    .put("parameters", entry.parameters());
            cell.putObject("bytes").put("round", entry.roundBytes());
            entry.outcome()
                    .ifPresentOrElse(
                            outcome -> cell.setAll(outcome.json()), () -> cell.put("diverged", entry.diverged()));
            cell.remove("data");
            if (cell.get("test") instanceof ObjectNode test) {
                JsonNode baselines = test.remove("baselines");
                if (baselines != null && !json.has("baselines")) {
                    baselines.forEach(one -> ((ObjectNode) one).remove("skill"));
                    json.set("baselines", baselines);
                }
            }
        }
        return json;
    }

    /** Returns the sections of the page, drawn by {@code compare.js}. */
    ReportData page(Configuration given) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Source", comparison.job().input().source().at());
        facts.put("Network", comparison.job().network().layers());
        facts.put("Rows", String.format(Locale.ROOT, "%,d", result.data().rows()));
        facts.put("Series", String.format(Locale.ROOT, "%,d", result.data().series()));
        for (Span span : Span.values()) {
            facts.put(
                    "Windows: " + Words.of(span),
                    String.format(Locale.ROOT, "%,d", result.data().windows(span)));
        }
        return ReportData.empty()
                .with("name", comparison.job().name())
                .with("headline", headline())
                .with("budget", budget())
                .with("watched", watched())
                .with("best", best().map(ComparedNetwork::cell).orElse(""))
                .with(
                        "cells",
                        result.entries().stream().map(ComparisonView::cell).toList())
                .with("scores", anyCard().map(card -> scores(card, 0)).orElse(List.of()))
                .with("baselines", baselines())
                .with("notes", List.of(ONE_SEED))
                .with("facts", facts)
                .with("configuration", given.frozen());
    }

    /** A cell for the page: {@code watched} is the loss of the parameters that were kept, {@code losses} by epoch. */
    private static ObjectNode cell(ComparedNetwork entry) {
        ObjectNode cell = MAPPER.createObjectNode()
                .put("cell", entry.cell())
                .put("layers", entry.network().layers())
                .put("parameters", entry.parameters())
                .put("roundBytes", entry.roundBytes())
                .put(
                        "seconds",
                        entry.outcome()
                                .map(outcome -> outcome.trained().seconds())
                                .orElse(0.0))
                .put("watched", entry.outcome().isPresent() ? loss(entry) : 0);
        ArrayNode losses = cell.putArray("losses");
        entry.outcome().stream()
                .flatMap(outcome -> epochs(outcome).stream())
                .forEach(epoch -> losses.add(epoch.watched()));
        cell.set(
                "scores",
                MAPPER.valueToTree(card(entry).map(card -> scores(card, 1)).orElse(List.of())));
        return cell.put("diverged", entry.diverged());
    }
}
