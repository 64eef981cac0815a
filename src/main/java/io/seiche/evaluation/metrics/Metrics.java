package io.seiche.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The metrics of one forecaster over some points. A metric that has no meaning there is null and left out of the JSON.
 *
 * @param points forecast values compared: windows x horizon x targets
 * @param values the metrics that have a value, finite numbers
 */
public record Metrics(long points, Map<Metric, Double> values) implements Serializable {
    private static final long serialVersionUID = 1;

    public Metrics {
        Map<Metric, Double> own = new EnumMap<>(Metric.class);
        own.putAll(values);
        values = Collections.unmodifiableMap(own);
    }

    /** Returns the value of a metric, or null where it has none. */
    public Double get(Metric metric) {
        return values.get(metric);
    }

    /** Returns the same with a metric set, or removed where the value is null. */
    public Metrics with(Metric metric, Double value) {
        Map<Metric, Double> all = new EnumMap<>(Metric.class);
        all.putAll(values);
        if (value == null) {
            all.remove(metric);
        } else {
            all.put(metric, value);
        }
        return new Metrics(points, all);
    }

    /** Returns the value, or null where it is not a finite number. */
    public static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Returns the metrics as JSON, with the groups of their names as objects. */
    @JsonValue
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("points", points);
        for (Metric metric : Metric.values()) {
            String[] path = metric.text().split("\\.", -1);
            ObjectNode parent = path.length == 1 ? json : json.withObject("/" + path[0]);
            Double value = get(metric);
            if (value != null) {
                parent.put(path[path.length - 1], value);
            }
        }
        return json;
    }
}
