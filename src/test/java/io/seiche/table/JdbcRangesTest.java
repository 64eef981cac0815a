package io.seiche.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.text.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcRangesTest {
    @Test
    void rangesMeetAndLeaveOutNoRow() {
        assertArrayEquals(
                new String[] {"n < 3 or n is null", "n >= 3 and n < 6", "n >= 6"},
                JdbcRanges.conditions("n", "0", "10", 3));
        assertArrayEquals(
                new String[] {"t < {ts '2024-01-02 12:00:00'} or t is null", "t >= {ts '2024-01-02 12:00:00'}"},
                JdbcRanges.conditions("t", "2024-01-01", "2024-01-04 00:00:00", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "5, 2024-01-01",
        "2024-02-01, 2024-01-01",
        "2024-13-01, 2025-01-01",
        "1; drop table t, 4",
        "'', 3"
    })
    void otherBoundsAreRefused(String lower, String upper) {
        Refusal refusal = assertThrows(Refusal.class, () -> JdbcRanges.check(lower, upper));
        assertTrue(refusal.getMessage().contains("Bound"), refusal.getMessage());
    }
}
