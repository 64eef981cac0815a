package io.seiche.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seiche.text.JsonFields;
import java.util.SortedMap;

/** The store's JSON files: what they have in common. */
final class Json {
    private Json() {}

    /**
     * Reads a file.
     *
     * @param where its place, for messages
     * @throws StorageException if it holds no JSON object, as every method of the result if a field is not as it must be
     */
    static JsonFields read(byte[] bytes, String where) {
        return JsonFields.of(bytes, (what, cause) -> new StorageException(damaged(where, what), cause));
    }

    /** A text that may become part of a path. */
    static String name(JsonFields fields, String field) {
        try {
            return Names.check(field, fields.text(field));
        } catch (IllegalArgumentException e) {
            throw fields.failure(e.getMessage(), e);
        }
    }

    /** A version's number. */
    static int version(JsonFields fields, String field) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, fields.count(field)));
    }

    /** Texts by name, as one block; none when there are none. */
    static void put(ObjectNode node, String field, SortedMap<String, String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putObject(field)::put);
        }
    }

    static String damaged(String where, String what) {
        return where + " is damaged: " + what + "; restore it from a copy, or publish under another name";
    }
}
