package io.seiche.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, read strictly by name and kind. A field that is missing or of another kind is refused with
 * its full path, by the exception of those who read.
 */
public final class JsonFields {
    /** Makes the exception for contents that are not what they must be. */
    @FunctionalInterface
    public interface Failure {
        /**
         * Returns the exception.
         *
         * @param what the problem: a field, its required form, its value
         * @param cause null if there is none
         */
        RuntimeException of(String what, Throwable cause);
    }

    private final JsonNode node;
    private final String path;
    private final Failure failure;

    private JsonFields(JsonNode node, String path, Failure failure) {
        this.node = node;
        this.path = path;
        this.failure = failure;
    }

    /** Returns the fields of the object that a file holds, UTF-8. */
    public static JsonFields of(byte[] json, Failure failure) {
        JsonNode root;
        try {
            root = StrictJson.read(json);
        } catch (IOException e) {
            throw failure.of("it is not JSON: " + Reason.of(e), e);
        }
        if (!root.isObject()) {
            throw failure.of("it must hold a JSON object", null);
        }
        return new JsonFields(root, "", failure);
    }

    private JsonNode get(String field, String kind, Predicate<JsonNode> right) {
        JsonNode value = node.get(field);
        if (value == null || !right.test(value)) {
            throw failure.of(
                    path + field + " must be " + kind + ", was "
                            + (value == null ? "not there" : Words.of(value.getNodeType())),
                    null);
        }
        return value;
    }

    /** Returns true if a field is there. */
    public boolean has(String field) {
        return node.has(field);
    }

    /** Returns true if a field is there and is an object. */
    public boolean isObject(String field) {
        return node.path(field).isObject();
    }

    /** Every field's name, in the file's order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.properties().forEach(entry -> names.add(entry.getKey()));
        return names;
    }

    /** The object in a field. */
    public JsonFields object(String field) {
        return new JsonFields(get(field, "an object", JsonNode::isObject), path + field + ".", failure);
    }

    /** The list of objects in a field. */
    public List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode each : array(field, "a list of objects", JsonNode::isObject)) {
            objects.add(new JsonFields(each, path + field + "[" + objects.size() + "].", failure));
        }
        return objects;
    }

    /** The text in a field. */
    public String text(String field) {
        return get(field, "a text", JsonNode::isTextual).asText();
    }

    /** The truth value in a field. */
    public boolean flag(String field) {
        return get(field, "true or false", JsonNode::isBoolean).asBoolean();
    }

    /** The whole number in a field. */
    public int integer(String field) {
        return get(field, "a whole number", value -> value.isIntegralNumber() && value.canConvertToInt())
                .asInt();
    }

    /** The whole number in a field that is 0 or more. */
    public long count(String field) {
        return get(
                        field,
                        "a whole number, 0 or more",
                        value -> value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0)
                .asLong();
    }

    /** The number in a field. */
    public double number(String field) {
        return get(field, "a number", JsonNode::isNumber).asDouble();
    }

    /** The list of texts in a field. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(field, "a list of texts", JsonNode::isTextual)) {
            texts.add(each.asText());
        }
        return texts;
    }

    /** The texts by name in a field; empty if it is not there. */
    public SortedMap<String, String> textsByName(String field) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (node.has(field)) {
            JsonFields inside = object(field);
            inside.names().forEach(name -> texts.put(name, inside.text(name)));
        }
        return texts;
    }

    /** The list of numbers in a field. */
    public double[] numbers(String field) {
        JsonNode array = array(field, "a list of numbers", JsonNode::isNumber);
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private JsonNode array(String field, String kind, Predicate<JsonNode> right) {
        return get(field, kind, value -> value.isArray() && value.valueStream().allMatch(right));
    }

    /** Returns the constant of an enum by its word. */
    public <E extends Enum<E>> E option(String field, Class<E> type) {
        try {
            return Words.choose(path + field, text(field), type);
        } catch (IllegalArgumentException unknown) {
            throw failure.of(unknown.getMessage(), unknown);
        }
    }

    /** Returns the exception for a field that is not what it must be. */
    public RuntimeException failure(String what, Throwable cause) {
        return failure.of(path + what, cause);
    }
}
