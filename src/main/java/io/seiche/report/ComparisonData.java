package io.seiche.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a comparison of cells shows.
 *
 * @param name of the configuration
 * @param headline what came of it, in a sentence
 * @param budget what all cells were given, in a sentence
 * @param watched which loss cells are chosen by: of the validation windows, or of training where there are none
 * @param best the cell that it chooses; the empty string where all diverged
 * @param cells in the order they were trained
 * @param scores names of the test scores; empty without test windows
 * @param baselines on the same test windows
 * @param notes what a reader should know
 * @param facts of the table and the budget, name to value, in the order shown
 * @param configuration as it was resolved
 */
public record ComparisonData(
        String name,
        String headline,
        String budget,
        String watched,
        String best,
        List<Cell> cells,
        List<String> scores,
        List<Baseline> baselines,
        List<String> notes,
        Map<String, String> facts,
        String configuration) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ComparisonData {
        cells = List.copyOf(cells);
        scores = List.copyOf(scores);
        baselines = List.copyOf(baselines);
        notes = List.copyOf(notes);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /**
     * One cell.
     *
     * @param cell its name
     * @param layers of the network it was trained in
     * @param parameters of that network
     * @param roundBytes that travel in a round
     * @param seconds training took
     * @param watched the loss of the parameters that were kept
     * @param losses the same after each epoch
     * @param scores on the test windows, in words, in the order of their names
     * @param diverged why there is nothing to show; the empty string where there is
     */
    public record Cell(
            String cell,
            String layers,
            int parameters,
            long roundBytes,
            double seconds,
            double watched,
            List<Double> losses,
            List<String> scores,
            String diverged) {}

    /**
     * A forecaster that needs no network.
     *
     * @param name its key
     * @param scores as a cell's
     */
    public record Baseline(String name, List<String> scores) {}

    /** As JSON text. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison's records are always JSON", e);
        }
    }
}
