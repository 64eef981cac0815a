package io.seiche.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaReleaseTest {
    @ParameterizedTest
    @ValueSource(strings = {"25", "25-ea+36", "25.0.1+8-LTS", "25.0.2", "25.0.2.1+3", "25.0.3-ea+1"})
    void releasesThatCorruptDataAreRefused(String release) {
        Runtime.Version version = Runtime.Version.parse(release);
        assertEquals(
                "Java 25 must be 25.0.3 or later, was " + release + " on an executor; earlier releases can corrupt data"
                        + " (JDK-8377811), install a newer one or use Java 17",
                assertThrows(IllegalArgumentException.class, () -> JavaRelease.require(version, "on an executor"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15+6", "21.0.2", "25.0.3+9-LTS", "25.0.10", "26"})
    void othersAreAccepted(String release) {
        assertDoesNotThrow(() -> JavaRelease.require(Runtime.Version.parse(release), "here"));
    }

    @Test
    void thisOneIsAccepted() {
        assertDoesNotThrow(() -> JavaRelease.require());
    }
}
