package io.seiche.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that lenient parsers accept is refused. */
class StrictJsonTest {
    private record Pair(@JsonProperty("a") int a, @JsonProperty("b") int b) {}

    static String[] broken() {
        return new String[] {
            "{\"a\": 1, \"a\": 1}",
            "{\"a\": 1} 2",
            "{\"a\": 1",
            "{\"a\": NaN}",
            "{'a': 1}",
            "{\"a\": 1,}",
            "[".repeat(1001) + "]".repeat(1001),
            "{\"a\": " + "1".repeat(1001) + "}",
            "\"" + "a".repeat(20_000_001) + "\""
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNotStrictlyOneValueIsRefused(String text) {
        assertThrows(IOException.class, () -> StrictJson.read(text));
        assertThrows(IOException.class, () -> StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRecordIsReadWholeFromAPartOfTheBytes() throws IOException {
        byte[] bytes = "..{\"a\":1,\"b\":2}..".getBytes(StandardCharsets.UTF_8);
        assertEquals(new Pair(1, 2), StrictJson.read(bytes, 2, bytes.length - 4, Pair.class));
        byte[] half = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThrows(IOException.class, () -> StrictJson.read(half, 0, half.length, Pair.class));
        byte[] more = "{\"a\":1,\"b\":2,\"c\":3}".getBytes(StandardCharsets.UTF_8);
        assertThrows(IOException.class, () -> StrictJson.read(more, 0, more.length, Pair.class));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var node = StrictJson.object().put("a", 1).put("b", "\u00e9");
        assertEquals(node, StrictJson.read(StrictJson.file(node)));
        assertEquals(node, StrictJson.read(StrictJson.line(node)));
        assertEquals("{\"a\":1,\"b\":2}", new String(StrictJson.line(new Pair(1, 2)), StandardCharsets.UTF_8));
    }
}
