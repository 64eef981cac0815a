package io.seiche.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyGridTest {
    static Stream<String> ofInput() {
        return Keys.ALL.stream().map(Key::path).filter(path -> path.startsWith("input."));
    }

    /** Candidates read one table: only what is taken from its rows may differ. */
    @ParameterizedTest
    @MethodSource("ofInput")
    void whatDeterminesTheRowsIsNotForAGrid(String key) {
        String text = key + "=[a, b]";
        if (key.startsWith("input.covariates.")) {
            assertEquals(2, KeyGrid.of(List.of(text)).combinations().size());
            return;
        }
        String told = assertThrows(ConfigurationException.class, () -> KeyGrid.of(List.of(text)))
                .getMessage();
        assertTrue(told.contains("candidates must be compared on the same rows of one table"), told);
    }
}
