package io.seiche.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Strict reading of JSON, and its writing. Refused are a key that stands twice in an object, anything after the end of
 * the value, nesting deeper than 1,000, a number longer than 1,000 digits and a text longer than 20 million characters
 * (Jackson's own limits), and a record's component that is missing.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private StrictJson() {}

    /** Returns a new object without fields. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one value, UTF-8.
     *
     * @throws IOException if the bytes are no JSON or break a limit
     */
    public static JsonNode read(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /**
     * Reads one value.
     *
     * @throws IOException if the text is no JSON or breaks a limit
     */
    public static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /**
     * Reads a record from a part of an array of bytes, UTF-8.
     *
     * @throws IOException if the bytes are no JSON, break a limit or are not such a record
     */
    public static <T> T read(byte[] bytes, int offset, int length, Class<T> type) throws IOException {
        return MAPPER.readValue(bytes, offset, length, type);
    }

    /** Returns an object as an indented file: UTF-8, with a line feed at its end. */
    public static byte[] file(ObjectNode node) {
        try {
            String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a node or a record on one line, UTF-8. */
    public static byte[] line(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
