package io.seiche.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.Reason;
import io.seiche.text.StrictJson;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Strict reading of the store's JSON files: no duplicate key, no content after the end, every field present and valid.
 */
final class Json {
    private Json() {}

    static JsonNode read(byte[] bytes, String where) {
        try {
            JsonNode node = StrictJson.read(bytes);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new StorageException(damaged(where, Reason.of(e)), e);
        }
        throw new StorageException(damaged(where, "it holds no JSON object"));
    }

    static String text(JsonNode node, String field, String where) {
        JsonNode value = node.get(field);
        if (value == null || !value.isTextual()) {
            throw new StorageException(damaged(where, "\"" + field + "\" must be a text"));
        }
        return value.asText();
    }

    /** A text that may become part of a path. */
    static String name(JsonNode node, String field, String where) {
        try {
            return Names.check(field, text(node, field, where));
        } catch (IllegalArgumentException e) {
            throw new StorageException(damaged(where, e.getMessage()), e);
        }
    }

    /** Texts by name, as one block; none when there are none. */
    static void put(ObjectNode node, String field, SortedMap<String, String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putObject(field)::put);
        }
    }

    static SortedMap<String, String> texts(JsonNode node, String field, String where) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path(field).properties()) {
            texts.put(entry.getKey(), text(node.get(field), entry.getKey(), where));
        }
        return texts;
    }

    static long number(JsonNode node, String field, String where) {
        JsonNode value = node.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new StorageException(damaged(where, "\"" + field + "\" must be a whole number, 0 or more"));
        }
        return value.asLong();
    }

    static int version(JsonNode node, String field, String where) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, number(node, field, where)));
    }

    static String damaged(String where, String what) {
        return where + " is damaged: " + what + "; restore it from a copy, or publish under another name";
    }
}
