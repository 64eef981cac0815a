package io.seiche.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data of a page, as named sections that the page's panels are drawn from; can be kept beside a model as JSON and
 * shown again. A panel whose section is absent is not drawn.
 *
 * @param sections the sections in order; none is null
 */
public record ReportData(Map<String, JsonNode> sections) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReportData {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /** Returns data without sections. */
    public static ReportData empty() {
        return new ReportData(Map.of());
    }

    /**
     * Returns the same with a section added or replaced. Numbers that are not finite become null.
     *
     * @param section anything that has a JSON form; the section is left out where it is null or an empty Optional
     */
    public ReportData with(String name, Object section) {
        Object present = section instanceof Optional<?> optional ? optional.orElse(null) : section;
        if (present == null) {
            return this;
        }
        JsonNode node = JSON.valueToTree(present);
        Map<String, JsonNode> all = new LinkedHashMap<>(sections);
        all.put(name, finite(node));
        return new ReportData(all);
    }

    private static JsonNode finite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(finite(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, finite(array.get(i)));
            }
        } else if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            return NullNode.getInstance();
        }
        return node;
    }

    /** Returns a section, or a missing node. */
    public JsonNode section(String name) {
        return sections.getOrDefault(name, MissingNode.getInstance());
    }

    /** Returns the data as JSON text. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(sections);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sections are always JSON", e);
        }
    }

    /**
     * Returns the data that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static ReportData fromJson(String json) {
        try {
            Map<String, JsonNode> sections = new LinkedHashMap<>();
            JSON.readValue(json, ObjectNode.class)
                    .properties()
                    .forEach(entry -> sections.put(entry.getKey(), entry.getValue()));
            return new ReportData(sections);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not the JSON of a report: " + e.getOriginalMessage(), e);
        }
    }
}
