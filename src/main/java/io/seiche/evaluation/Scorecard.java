package io.seiche.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.evaluation.metrics.ForecasterScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of the network and its baselines on the test windows: common to all tasks. The JSON and the tables have one
 * shape; a task adds its {@link #details} and names its scorecard in JSON by a {@code @JsonTypeName}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
public interface Scorecard {
    /**
     * The windows that were scored.
     *
     * @param windows test windows, each counted once
     * @param overlap number of neighbouring windows of a series that share a forecast row
     * @param series the number of series they are of
     * @param notes sentences for the reader
     */
    record Tested(long windows, double overlap, long series, List<String> notes) {
        public Tested {
            notes = List.copyOf(notes);
        }

        /** Returns the number of windows that share no forecast row: at least one of each series. */
        double independent() {
            return Math.max(windows / overlap, (double) Math.min(series, windows));
        }

        /** Returns the same with one more note. */
        Tested noting(String note) {
            List<String> all = new ArrayList<>(notes);
            all.add(note);
            return new Tested(windows, overlap, series, all);
        }
    }

    /** Returns the windows that were scored. */
    Tested tested();

    /** Returns the number of test windows, each counted once. */
    default long windows() {
        return tested().windows();
    }

    /** Returns the number of series the test windows are of. */
    default long series() {
        return tested().series();
    }

    /** Returns sentences for the reader. */
    default List<String> notes() {
        return tested().notes();
    }

    /** Returns the scores that a store's log keeps for each version, by name; empty for none. */
    default Map<String, String> logged() {
        return Map.of();
    }

    /**
     * Returns the scores of forecasts in the targets' units, by which {@link ChampionGate} compares two models; empty for
     * a task whose networks output none.
     */
    default Optional<ForecastScorecard> forecasts() {
        return Optional.empty();
    }

    /** Returns the scores of the network. */
    ForecasterScore network();

    /** Returns the scores of the baselines, in the order they are shown. */
    List<? extends ForecasterScore> baselines();

    /** Returns the summary in a sentence or two. */
    @JsonIgnore
    Verdict verdict();

    /** Returns the heading of the table. */
    List<String> heading();

    /** Returns the table of the network and the baselines, for a terminal: the heading, then a line each. */
    @JsonIgnore
    default List<List<String>> table() {
        List<List<String>> table = new ArrayList<>(List.of(heading(), network().row()));
        baselines().forEach(score -> table.add(score.row()));
        return table;
    }

    /** Returns a further table for a terminal, as {@link #table}; empty for none. */
    @JsonIgnore
    default List<List<String>> detail() {
        return List.of();
    }

    /** Adds the fields of the task that stand before the baselines in {@link #toJson}. */
    void details(ObjectNode json);

    /** Adds the fields of the task that stand after the baselines in {@link #toJson}. */
    default void moreDetails(ObjectNode json) {}

    /** Returns the {@code test} object of the JSON that {@code train} and {@code evaluate} print. */
    default ObjectNode toJson() {
        ObjectNode json = network().toJson();
        json.put("windows", windows());
        json.put("verdict", verdict().sentence());
        details(json);
        ObjectNode others = json.putObject("baselines");
        baselines().forEach(score -> others.set(score.name(), score.toJson()));
        moreDetails(json);
        json.put("series", series());
        json.set("notes", new ObjectMapper().valueToTree(notes()));
        return json;
    }

    /** Returns the {@code validation} object of that JSON; empty without validation windows. */
    Optional<ObjectNode> validationJson();
}
