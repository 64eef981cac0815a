package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.HadoopSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** File system settings passed to spark-submit apply to stores and models as well as to tables. */
class HadoopSettingsTest {
    private static final String SETTING = "spark.hadoop.fs.lake.impl";

    @BeforeEach
    void submit() {
        System.setProperty(SETTING, "org.example.NoSuchFileSystem");
    }

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
    }

    @Test
    void sparksHadoopSettingsWinOverHadoopsOwn() {
        assertEquals("org.example.NoSuchFileSystem", HadoopSettings.read().get("fs.lake.impl"));
    }

    @Test
    void aStoreIsReachedByThem() {
        Run run = Run.of("models", "list", "lake://bucket/models");
        assertEquals(ExitCode.STORAGE.number(), run.code(), run.err());
        assertTrue(
                run.err().contains("org.example.NoSuchFileSystem not found; a path of this scheme needs"), run.err());
    }
}
