package io.seiche.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notation {@code name(option=value)}, and suggestions for mistyped names. */
class CallTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mse                               | mse
                    Average()                         | average
                    LSTM( 50 ,Peephole = TRUE )       | lstm(50, peephole=true)
                    quantile(.1,5E-1, 0.9)            | quantile(.1, 5e-1, 0.9)
                    residual(bidirectional(gru(8), merge=sum)) | residual(bidirectional(gru(8), merge=sum))
                    segments(gru(8),lags=[ 24,168 ], years=[]) | segments(gru(8), lags=[24, 168], years=[])
                    """)
    void theCanonicalTextIsReadAsItself(String written, String canonical) {
        Call call = Call.of("key", written);
        assertEquals(canonical, call.toString());
        assertEquals(call, Call.of("key", canonical));
    }

    @Test
    void anOptionTakesAListOfNumbersWithinItsBounds() {
        List<Option> known = List.of(Option.wholes("lags", "[]", 1, 100), Option.numbers("levels", "auto", 0, 1));
        Options options = Options.of("a", known, Map.of("lags", "[7, 28.0]", "levels", "[.1, 5e-1]"));
        assertEquals(", lags=[7, 28], levels=[0.1, 0.5]", options.toString());
        assertArrayEquals(new int[] {7, 28}, options.wholes("lags"));
        assertArrayEquals(new double[] {0.1, 0.5}, options.numbers("levels"));
        assertEquals("", Options.of("a", known, Map.of("lags", "[]")).toString());
        assertEquals(
                "lags of a must be a list of whole numbers from 1 to 100, was 0",
                refused(known, Map.of("lags", "[7, 0]")));
        assertEquals("lags of a must be a list in square brackets, [1, 2], was 7", refused(known, Map.of("lags", "7")));
    }

    private static String refused(List<Option> known, Map<String, String> written) {
        return assertThrows(IllegalArgumentException.class, () -> Options.of("a", known, written))
                .getMessage();
    }

    @Test
    void aListIsReadToItsEnd() {
        assertEquals(
                List.of("lstm(5)", "dense(1)"),
                Call.list("key", "lstm(5), dense(1)").stream()
                        .map(Call::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''               | key "" must have a name or a number at character 1, it ends there
                    a(1              | key "a(1" must have ")" or "," at character 4, it ends there
                    a(1), b          | key "a(1), b" must have the end at character 5, found ", b"
                    a(x=)            | key "a(x=)" must have a name or a number at character 5, found ")"
                    a(x(2)=3)        | key "a(x(2)=3)" must have ")" or "," at character 7, found "=3)"
                    a(x=[1, 2)       | key "a(x=[1, 2)" must have "]" or "," at character 10, found ")"
                    a([1])           | key "a([1])" must have a name or a number at character 3, found "[1])"
                    a(x=1, x=2)      | key: a must be given each option once, was given x twice
                    a(x=1, 2)        | key: a must have its options (name=value) after its arguments, but 2 comes after an option
                    """)
    void whatDoesNotFollowTheGrammarIsRefusedWithItsPlace(String written, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Call.of("key", written))
                        .getMessage());
    }

    @Test
    void nestingIsBounded() {
        String deep = "a(".repeat(50) + "b" + ")".repeat(50);
        assertEquals(
                "key must not nest deeper than 50 calls",
                assertThrows(IllegalArgumentException.class, () -> Call.of("key", deep))
                        .getMessage());
        assertEquals(
                "key must not nest deeper than 50 calls",
                assertThrows(IllegalArgumentException.class, () -> Call.of("key", "a(".repeat(1_000_000)))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "lstn, lstm",
        "adamm, adam",
        "bidirektionall, bidirectional",
        "Close, close",
        "tss, ts",
        "transformer, ",
        "x, ",
        "lstm, ",
        "brake, break"
    })
    void aNearNameIsSuggested(String written, String meant) {
        assertEquals(
                Optional.ofNullable(meant),
                Spelling.nearest(
                        written,
                        List.of("lstm", "adam", "adamw", "bidirectional", "close", "ts", "y", "break", "mae", "mse")));
    }
}
