package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.Numbers;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The metrics of one classifier. {@link ClassMetric} lists them, one line each; the JSON and the tables of the terminal are
 * made from that list. A metric that has no meaning is null and left out of the JSON.
 *
 * @param confusion actual and predicted classes; windows of unknown classes count as wrong
 * @param auc the area under the ROC curve: of two classes the second's, of more the mean of each against the rest
 * @param logLoss mean of -log p of the actual class, in nats, over the windows whose class is known
 */
public record ClassMetrics(ConfusionMatrix confusion, Double auc, Double logLoss) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The list of metrics. */
    private enum ClassMetric {
        /** Share of the windows whose class was predicted. */
        ACCURACY("accuracy", "accuracy %", ClassMetrics::accuracy, value -> percent(value)),
        /** Mean of the classes' F1, all with the same weight. */
        F1("f1", "macro F1", ClassMetrics::f1, Numbers::show),
        AUC("auc", "AUC", ClassMetrics::auc, Numbers::show),
        LOG_LOSS("logLoss", "log loss", ClassMetrics::logLoss, Numbers::show);

        private final String text;
        private final String label;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final Function<ClassMetrics, Double> value;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final Function<Double, String> shown;

        ClassMetric(String text, String label, Function<ClassMetrics, Double> value, Function<Double, String> shown) {
            this.text = text;
            this.label = label;
            this.value = value;
            this.shown = shown;
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.2f", 100 * share);
        }
    }

    /** Returns the share of the windows whose class was predicted. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** Returns the mean of the classes' F1. */
    public double f1() {
        return confusion.macroF1();
    }

    /** Returns the names of the metrics in a table. */
    public static List<String> heading() {
        return Arrays.stream(ClassMetric.values()).map(metric -> metric.label).toList();
    }

    /** Returns the metrics as cells of a table, in the order of {@link #heading}. */
    public List<String> row() {
        return Arrays.stream(ClassMetric.values())
                .map(metric -> {
                    Double value = metric.value.apply(this);
                    return value == null ? "-" : metric.shown.apply(value);
                })
                .toList();
    }

    /** Returns the metrics as JSON. */
    @JsonValue
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (ClassMetric metric : ClassMetric.values()) {
            Double value = metric.value.apply(this);
            if (value != null) {
                json.put(metric.text, value);
            }
        }
        return json;
    }
}
