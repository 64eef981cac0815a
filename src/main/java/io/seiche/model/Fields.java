package io.seiche.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.seiche.text.Reason;
import io.seiche.text.StrictJson;
import io.seiche.text.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, read by name and kind. A field that is missing or of another kind is refused with its
 * full path.
 */
final class Fields {
    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The object a file holds. */
    static Fields of(byte[] json, String file) {
        JsonNode root;
        try {
            root = StrictJson.read(json);
        } catch (IOException e) {
            throw new ModelFormatException(file + " is not JSON: " + Reason.of(e) + "; copy the model again", e);
        }
        if (!root.isObject()) {
            throw new ModelFormatException(file + " must hold a JSON object; copy the model again");
        }
        return new Fields(root, file + ": ");
    }

    private JsonNode get(String field, String kind, Predicate<JsonNode> right) {
        JsonNode value = node.get(field);
        if (value == null || !right.test(value)) {
            throw new ModelFormatException(path + field + " must be " + kind + ", was "
                    + (value == null ? "not there" : Words.of(value.getNodeType())));
        }
        return value;
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** Returns true if a field is there and is an object. */
    boolean isObject(String field) {
        return node.path(field).isObject();
    }

    /** Every field's name, in the file's order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.properties().forEach(entry -> names.add(entry.getKey()));
        return names;
    }

    Fields object(String field) {
        return new Fields(get(field, "an object", JsonNode::isObject), path + field + ".");
    }

    List<Fields> objects(String field) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode each : array(field, "a list of objects", JsonNode::isObject)) {
            objects.add(new Fields(each, path + field + "[" + objects.size() + "]."));
        }
        return objects;
    }

    String text(String field) {
        return get(field, "a text", JsonNode::isTextual).asText();
    }

    boolean flag(String field) {
        return get(field, "true or false", JsonNode::isBoolean).asBoolean();
    }

    int integer(String field) {
        return get(field, "a whole number", value -> value.isIntegralNumber() && value.canConvertToInt())
                .asInt();
    }

    double number(String field) {
        return get(field, "a number", JsonNode::isNumber).asDouble();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(field, "a list of texts", JsonNode::isTextual)) {
            texts.add(each.asText());
        }
        return texts;
    }

    double[] numbers(String field) {
        JsonNode array = array(field, "a list of numbers", JsonNode::isNumber);
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private JsonNode array(String field, String kind, Predicate<JsonNode> right) {
        return get(field, kind, value -> value.isArray() && value.valueStream().allMatch(right));
    }

    /** Returns the constant of an enum by its word. */
    <E extends Enum<E>> E option(String field, Class<E> type) {
        try {
            return Words.choose(path + field, text(field), type);
        } catch (IllegalArgumentException unknown) {
            throw new ModelFormatException(unknown.getMessage(), unknown);
        }
    }
}
