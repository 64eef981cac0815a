package io.seiche.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | window | 0 windows",
                "1 | window | 1 window",
                "3779 | window | 3,779 windows",
                "1 | series | 1 series",
                "20 | series | 20 series"
            })
    void countedThingsAreSingularAtOneOnly(long n, String noun, String expected) {
        assertEquals(expected, Words.count(n, noun));
    }
}
