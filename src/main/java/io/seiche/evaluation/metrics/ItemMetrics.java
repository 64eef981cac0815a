package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one forecaster of the next item. {@link ItemMetric} lists them, one line each; the JSON and the tables of
 * the terminal are made from that list.
 *
 * @param name network, unigram or trigram
 * @param items number of items predicted
 * @param loss sum of minus the natural logarithm of the probability of the actual item
 * @param hits number of items whose actual value had the largest probability
 */
public record ItemMetrics(String name, long items, double loss, long hits) implements ForecasterScore {
    /** The list of metrics. */
    private enum ItemMetric {
        CROSS_ENTROPY("crossEntropy", "cross-entropy", ItemMetrics::crossEntropy, Numbers::show),
        PERPLEXITY("perplexity", "perplexity", ItemMetrics::perplexity, Numbers::show),
        /** Cross-entropy in bits. */
        BITS("bits", "bits per item", m -> m.crossEntropy() / Math.log(2), Numbers::show),
        /** Share of the items whose actual value had the largest probability. */
        ACCURACY("accuracy", "accuracy", ItemMetrics::accuracy, value -> percent(value));

        private final String text;
        private final String label;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final ToDoubleFunction<ItemMetrics> value;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final DoubleFunction<String> shown;

        ItemMetric(String text, String label, ToDoubleFunction<ItemMetrics> value, DoubleFunction<String> shown) {
            this.text = text;
            this.label = label;
            this.value = value;
            this.shown = shown;
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * share);
        }
    }

    /** Returns the mean of minus the natural logarithm of the probability of the actual item. */
    public double crossEntropy() {
        return loss / items;
    }

    /** Returns e^cross-entropy: the number of equally likely items with the same uncertainty. */
    public double perplexity() {
        return Math.exp(crossEntropy());
    }

    /** Returns the share of the items whose actual value had the largest probability. */
    public double accuracy() {
        return hits / (double) items;
    }

    /** Returns the names of the metrics in a table. */
    public static List<String> heading() {
        return Arrays.stream(ItemMetric.values()).map(metric -> metric.label).toList();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("items", items);
        for (ItemMetric metric : ItemMetric.values()) {
            json.put(metric.text, metric.value.applyAsDouble(this));
        }
        return json;
    }

    /** Returns the metrics as JSON with the name of the forecaster, for a report. */
    @JsonValue
    ObjectNode named() {
        return toJson().put("name", name);
    }

    @Override
    public List<String> row() {
        List<String> row = new ArrayList<>(List.of(name));
        for (ItemMetric metric : ItemMetric.values()) {
            row.add(metric.shown.apply(metric.value.applyAsDouble(this)));
        }
        return row;
    }
}
