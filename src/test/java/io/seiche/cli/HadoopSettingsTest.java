package io.seiche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.seiche.configuration.Configuration;
import io.seiche.configuration.ConfigurationException;
import io.seiche.configuration.HadoopSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** File system settings passed to spark-submit apply to stores and models as well as to tables. */
class HadoopSettingsTest {
    private static final String SETTING = "spark.hadoop.fs.lake.impl";
    private static final String DEFAULT = "spark.hadoop.fs.defaultFS";

    @BeforeEach
    void submit() {
        System.setProperty(SETTING, "org.example.NoSuchFileSystem");
    }

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
        System.clearProperty(DEFAULT);
    }

    @Test
    void sparksHadoopSettingsWinOverHadoopsOwn() {
        assertEquals("org.example.NoSuchFileSystem", HadoopSettings.read().get("fs.lake.impl"));
    }

    @Test
    void aConfigurationIsReadByThem() {
        assertUnknown(Run.of("plan", "--conf", "lake://bucket/a.conf"));
        System.setProperty(DEFAULT, "lake://bucket");
        assertUnknown(Run.of("plan", "--conf", "conf/sp500.conf"));
    }

    private static void assertUnknown(Run run) {
        assertTrue(
                run.err().contains("org.example.NoSuchFileSystem not found; a path of this scheme needs"), run.err());
    }

    @Test
    void aLocalConfigurationIsTheSameReadWithoutHadoop() {
        List<String> files = List.of("conf/sp500.conf", "conf/none.conf", "conf");
        List<String> byHadoop = files.stream().map(HadoopSettingsTest::read).toList();
        forget();
        assertEquals(byHadoop, files.stream().map(HadoopSettingsTest::read).toList());
        assertEquals(byHadoop.get(0), read(Path.of("conf/sp500.conf").toUri().toString()));
    }

    /** Returns the values of a configuration, or the refusal. */
    private static String read(String file) {
        try {
            return Configuration.read(file, List.of()).frozen();
        } catch (ConfigurationException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void aStoreIsReachedByThem() {
        Run run = Run.of("models", "list", "lake://bucket/models");
        assertEquals(ExitCode.STORAGE.number(), run.code(), run.err());
        assertUnknown(run);
    }
}
