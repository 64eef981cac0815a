package io.seiche.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that is shown on a terminal controls it. */
final class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "7, \\u0007", "8, \\u0008", "9, \\u0009", "10, \\u000a", "13, \\u000d", "27, \\u001b", "127, \\u007f",
        "155, \\u009b", "173, \\u00ad", "8203, \\u200b", "8232, \\u2028", "8238, \\u202e", "8294, \\u2066",
                "65279, \\ufeff"
    })
    void aControlCharacterIsEscaped(int character, String shown) {
        assertEquals("a" + shown + "b", Printable.name("a" + (char) character + "b"));
    }

    @Test
    void lettersOfAnyLanguageStay() {
        String name = "\u00e4\u03b1\u0436\u5b57 \ud83d\ude00 #1";
        assertSame(name, Printable.name(name));
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertEquals("x".repeat(97) + "...", Printable.name("x".repeat(5000)));
        assertEquals("x".repeat(96) + "...", Printable.name("x".repeat(96) + "\ud83d\ude00" + "x".repeat(50)));
        assertEquals(Printable.NAME, Printable.name("\u001b".repeat(5000)).length());
    }

    @Test
    void linesOfAMessageStay() {
        assertEquals("a\n\tb\r\n\\u000dc\\u001b[2J", Printable.message("a\n\tb\r\n\rc\u001b[2J"));
        assertEquals(4000, Printable.message("m".repeat(1_000_000)).length());
    }
}
